import { sql } from 'kysely';

import { ok } from '#kernel/result.ts';
import { type Clock, plus, toDate } from '#kernel/time.ts';

import type { Background } from './background.ts';
import { type Database, tables } from './db/database.ts';

/** Housekeeping that comes round again and again (polls, digests, clean-up). Safe to run twice; one process at a time does it. */
export interface Chore {
	readonly name: string;
	readonly everyMs: number;
	run(): Promise<void>;
}

interface ChoreTables {
	platform_chore: { name: string; due_at: Date; lease_until: Date | null };
}
const chores = tables<ChoreTables>();

/** A chore that did not come back after this long is taken for dead, and another process may run it. */
const LEASE_MS = 10 * 60_000;

interface Needs {
	readonly db: Database;
	readonly clock: Clock;
	readonly background: Background;
}

/** Runs chores on the office's clock, under a lease in the database, so that several processes share them. */
export const startChores = ({ db, clock, background }: Needs, list: readonly Chore[]): { stop(): void } => {
	const off = new Map<string, () => void>();
	let stopped = false;

	const claim = async (chore: Chore): Promise<boolean> => {
		const now = toDate(clock.now());
		const lease = toDate(plus(clock.now(), LEASE_MS));
		const result = await db.transact('claim chore', async (tx) => {
			const table = chores(tx);
			await table
				.insertInto('platform_chore')
				.values({ name: chore.name, due_at: now, lease_until: null })
				.onConflict((conflict) => conflict.doNothing())
				.execute();
			const won = await table
				.updateTable('platform_chore')
				.set({ lease_until: lease })
				.where('name', '=', chore.name)
				.where('due_at', '<=', now)
				.where((free) => free.or([free('lease_until', 'is', null), free('lease_until', '<', now)]))
				.executeTakeFirst();
			return ok(won.numUpdatedRows === 1n);
		});
		return result.ok && result.value;
	};
	const finish = (chore: Chore) =>
		db.transact('finish chore', async (tx) => {
			const due = toDate(plus(clock.now(), chore.everyMs));
			await sql`update platform_chore set due_at = ${due}, lease_until = null where name = ${chore.name}`.execute(
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
		off.set(chore.name, clock.wake(plus(clock.now(), chore.everyMs), wake));
	};
	for (const chore of list) arm(chore);
	return {
		stop() {
			stopped = true;
			for (const cancel of off.values()) cancel();
		},
	};
};
