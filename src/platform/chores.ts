import { sql } from 'kysely';

import { ok } from '#kernel/result.ts';
import { type Clock, plus, toDate } from '#kernel/time.ts';

import type { Background } from './background.ts';
import { type Database, type Tx, tables } from './db/database.ts';
import type { Events } from './events.ts';
import { isOnLine } from './line.ts';

/** Housekeeping that comes round again and again (polls, digests, clean-up). Safe to run twice; one process at a time does it. */
export interface Chore {
	readonly name: string;
	readonly everyMs: number;
	run(): Promise<void>;
}

interface ChoreTables {
	platform_chore: { name: string; due_at: Date; lease_until: Date | null; line: number | null };
}
const chores = tables<ChoreTables>();

/** A chore that did not come back after this long is taken for lost, even if its process lives; one whose process is gone, at once. */
const LEASE_MS = 10 * 60_000;

interface Needs {
	readonly db: Database;
	readonly clock: Clock;
	readonly background: Background;
	readonly events: Pick<Events, 'line'>;
}

/** Runs chores on the office's clock, under a lease in the database, so that several processes share them. */
export const startChores = ({ db, clock, background, events }: Needs, list: readonly Chore[]): { stop(): void } => {
	const off = new Map<string, () => void>();
	let stopped = false;

	const claim = async (chore: Chore): Promise<boolean> => {
		const now = clock.now();
		const result = await db.transact('claim chore', async (tx) => {
			const row = await takeRow(tx, chore.name, toDate(now));
			if (row === undefined || row.due_at > toDate(now) || (await isRunning(tx, row, toDate(now)))) return ok(false);
			const lease = { lease_until: toDate(plus(now, LEASE_MS)), line: events.line() };
			await chores(tx).updateTable('platform_chore').set(lease).where('name', '=', chore.name).execute();
			return ok(true);
		});
		return result.ok && result.value;
	};
	const finish = (chore: Chore) =>
		db.transact('finish chore', async (tx) => {
			const due = toDate(plus(clock.now(), chore.everyMs));
			await sql`update platform_chore set due_at = ${due}, lease_until = null, line = null where name = ${chore.name}`.execute(
				chores(tx),
			);
			return ok(undefined);
		});
	const round = async (chore: Chore): Promise<void> => {
		try {
			if (await claim(chore)) {
				try {
					await chore.run();
				} finally {
					await finish(chore);
				}
			}
		} finally {
			arm(chore);
		}
	};
	const arm = (chore: Chore): void => {
		if (stopped) return;
		const wake = () => background.run(chore.name, () => round(chore));
		off.set(chore.name, clock.wake(plus(clock.now(), chore.everyMs), wake, 'round'));
	};
	for (const chore of list) arm(chore);
	return {
		stop() {
			stopped = true;
			for (const cancel of off.values()) cancel();
		},
	};
};

type Row = ChoreTables['platform_chore'];

/** The chore's row, made the first time; undefined while another process looks at it. */
const takeRow = async (tx: Tx, name: string, now: Date): Promise<Row | undefined> => {
	const table = chores(tx);
	await table
		.insertInto('platform_chore')
		.values({ name, due_at: now, lease_until: null, line: null })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	const row = table.selectFrom('platform_chore').selectAll().where('name', '=', name);
	return row.forUpdate().skipLocked().executeTakeFirst();
};

const isRunning = async (tx: Tx, { lease_until, line }: Row, now: Date): Promise<boolean> => {
	if (lease_until === null || lease_until < now) return false;
	return line === null || (await isOnLine(tx, line));
};
