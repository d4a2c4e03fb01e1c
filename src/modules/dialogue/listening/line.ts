import { ok } from '#kernel/result.ts';
import { type Instant, minutes, plus, seconds, toDate } from '#kernel/time.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import { isOnLine } from '#platform/line.ts';

import { dialogue } from '../tables.ts';

const SHORTEST_PAUSE_MS = seconds(5);
const LONGEST_PAUSE_MS = minutes(10);
/** Lines that break together come back apart: by up to half of the pause. */
const SPREAD = 0.5;

/** How long a line rests before it is opened again. `chance` from 0 to 1. */
export const pauseAfter = (failures: number, chance: number): number => {
	const pause = Math.min(LONGEST_PAUSE_MS, SHORTEST_PAUSE_MS * 2 ** Math.min(failures, 10));
	return Math.round(pause * (1 - SPREAD * chance));
};

interface Claiming {
	readonly line: number;
	readonly now: Instant;
}

/** Takes the line to a source for this process, unless another one that lives has it or it rests. */
export const claimLine = async (db: Database, key: string, { line, now }: Claiming): Promise<boolean> => {
	const result = await db.transact('claim line', async (tx) => {
		const rows = dialogue(tx);
		await rows
			.insertInto('dialogue_listening')
			.values({ presence_id: key, line: null, opened_at: null, failures: 0, next_at: toDate(now) })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
		const found = await rows
			.selectFrom('dialogue_listening')
			.selectAll()
			.where('presence_id', '=', key)
			.forUpdate()
			.skipLocked()
			.executeTakeFirst();
		if (found === undefined || found.next_at > toDate(now) || (await isTaken(tx, found.line, line))) return ok(false);
		await change(tx, key, { line, opened_at: null });
		return ok(true);
	});
	return result.ok && result.value;
};

const isTaken = async (tx: Tx, holder: number | null, own: number): Promise<boolean> =>
	holder !== null && holder !== own && (await isOnLine(tx, holder));

interface LineChange {
	readonly line?: number | null;
	readonly opened_at?: Date | null;
	readonly failures?: number;
	readonly next_at?: Date;
}

const change = (tx: Tx, key: string, to: LineChange) =>
	dialogue(tx).updateTable('dialogue_listening').set(to).where('presence_id', '=', key).execute();

/** It stands: from now on the source is asked when the line says so, and now and then besides. */
export const noteOpened = async (db: Database, key: string, at: Instant): Promise<void> => {
	await db.transact('line stands', async (tx) => {
		await change(tx, key, { opened_at: toDate(at), failures: 0 });
		return ok(undefined);
	});
};

interface Ended {
	readonly now: Instant;
	readonly chance: number;
	/** It stood before it ended: the other side is well. */
	readonly stood: boolean;
}

/** Lets go of the line; whoever comes first after the pause opens it again. */
export const noteEnded = async (db: Database, key: string, { now, chance, stood }: Ended): Promise<void> => {
	await db.transact('line ended', async (tx) => {
		const query = dialogue(tx).selectFrom('dialogue_listening').select('failures').where('presence_id', '=', key);
		const failures = stood ? 0 : ((await query.executeTakeFirst())?.failures ?? 0) + 1;
		const next_at = toDate(plus(now, pauseAfter(failures, chance)));
		await change(tx, key, { line: null, opened_at: null, failures, next_at });
		return ok(undefined);
	});
};

/** Whether somebody keeps a line to the source open. */
export const isListenedTo = async (tx: Tx, key: string): Promise<boolean> => {
	const query = dialogue(tx).selectFrom('dialogue_listening').select('opened_at').where('presence_id', '=', key);
	return (await query.executeTakeFirst())?.opened_at != null;
};
