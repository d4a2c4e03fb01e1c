import { type Selectable, sql } from 'kysely';

import { type Clock, fromDate, type Instant, toDate } from '#kernel/time.ts';
import type { Database, Tx } from '#platform/db/database.ts';

import { delivery, type PresenceRow } from './tables.ts';

interface Needs {
	readonly db: Database;
	readonly clock: Clock;
}

export type Troubled = Selectable<PresenceRow>;

/** A switch that is off: since when, by whom, and why. */
export interface Off {
	readonly at: Instant;
	readonly by: string | null;
	readonly reason: string;
}

export interface Status {
	/** By scope: `all`, or a presence. */
	readonly off: ReadonlyMap<string, Off>;
	/** Copies whose time has come and that stand still. */
	readonly due: number;
	readonly troubled: readonly Troubled[];
}

/** How the machinery as a whole stands. */
export const createStatus = ({ db, clock }: Needs) => ({
	isPaused: (): Promise<boolean> => db.read('delivery switch', async (tx) => (await switches(tx)).has('all')),

	/** The switches that are off, the presences in trouble, and how many due copies stand still. */
	status: (): Promise<Status> =>
		db.read('delivery status', async (tx) => {
			const off = await switches(tx);
			const presences = await delivery(tx).selectFrom('delivery_presence').selectAll().orderBy('presence_id').execute();
			const { rows } = await sql<{ count: number }>`select count(*) as count from delivery_delivery
				where state = 'waiting' and held is null and due_at <= ${toDate(clock.now())}`.execute(delivery(tx));
			return {
				off,
				due: rows[0]?.count ?? 0,
				troubled: presences.filter((row) => row.failures > 0 || off.has(row.presence_id)),
			};
		}),
});

const switches = async (tx: Tx): Promise<ReadonlyMap<string, Off>> => {
	const rows = await delivery(tx).selectFrom('delivery_pause').selectAll().where('paused_at', 'is not', null).execute();
	const off = new Map<string, Off>();
	for (const { scope, paused_at, paused_by, reason } of rows)
		if (paused_at) off.set(scope, { at: fromDate(paused_at), by: paused_by, reason: reason ?? '' });
	return off;
};
