import { sql } from 'kysely';

import type { Tx } from '#platform/db/database.ts';

import { ALL } from './pause.ts';
import { delivery } from './tables.ts';

/** Which switches are off, for whoever carries something on after a delivery. Share-locked: they stay so until the caller is done. */
export const heldBack = async (tx: Tx): Promise<{ readonly all: boolean; readonly presences: readonly string[] }> => {
	const { rows } = await sql<{ scope: string; paused_at: Date | null }>`select scope, paused_at from delivery_pause
		where scope = ${ALL} or paused_at is not null order by scope for share`.execute(delivery(tx));
	const off = rows.filter((row) => row.paused_at !== null).map(({ scope }) => scope);
	return { all: off.includes(ALL), presences: off.filter((scope) => scope !== ALL) };
};
