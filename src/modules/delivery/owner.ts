import { createHash } from 'node:crypto';

import { sql } from 'kysely';

import { ok } from '#kernel/result.ts';
import { type Clock, plus, seconds, toDate } from '#kernel/time.ts';
import { type Act, done, unchanged } from '#platform/act.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import { errorFields, type Log } from '#platform/log.ts';

import { machinery } from './claim.ts';
import { leafOf, type Row } from './store.ts';
import { delivery } from './tables.ts';

/** A database connection of its own, held for as long as the dispatcher lives. */
export interface Session {
	query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly unknown[] }>;
	once(event: 'end', heard: () => void): unknown;
	end(): Promise<void>;
}

export interface OwnerNeeds {
	readonly db: Database;
	readonly act: Act;
	readonly clock: Clock;
	readonly log: Log;
	readonly connect: () => Promise<Session>;
}

/** The first half of every dispatcher's advisory lock; the second is its own number. */
const LOCK_CLASS = 0x616d74;
const RECONNECT_MS = seconds(1);
const KEY_BYTES = 4;

export const lockKey = (owner: string): number =>
	createHash('sha256').update(owner).digest().subarray(0, KEY_BYTES).readInt32BE();

/**
 * Shows the other processes that this dispatcher lives: an advisory lock that goes with its connection. No lease on a
 * clock, so neither a step of the clock nor a slow network makes anybody take over what is still being carried.
 */
export const openOwner = async (
	owner: string,
	{ db, clock, log, connect }: OwnerNeeds,
): Promise<{ close(): Promise<void> }> => {
	let closed = false;
	let session: Session | undefined;
	const hold = async (): Promise<void> => {
		const fresh = await connect();
		// A machine that vanished without a word is noticed after some eleven seconds.
		await fresh.query('set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3');
		await fresh.query('select pg_advisory_lock($1, $2)', [LOCK_CLASS, lockKey(owner)]);
		fresh.once('end', () => void (closed || again()));
		session = fresh;
	};
	const again = (): void => {
		clock.wake(plus(clock.now(), RECONNECT_MS), () => {
			if (closed) return;
			hold().catch((thrown: unknown) => {
				log.warn('delivery: no connection for the sign of life, trying again', errorFields(thrown));
				again();
			});
		});
	};
	await hold();
	await enrol(db, owner, toDate(clock.now()));
	return {
		async close() {
			closed = true;
			await db.transact('leave dispatcher', async (tx) => {
				await delivery(tx).deleteFrom('delivery_owner').where('owner', '=', owner).execute();
				return ok(undefined);
			});
			await session?.end();
		},
	};
};

const enrol = (db: Database, owner: string, started_at: Date) =>
	db.transact('enrol dispatcher', async (tx) => {
		await delivery(tx)
			.insertInto('delivery_owner')
			.values({ owner, lock_key: lockKey(owner), started_at })
			.execute();
		return ok(undefined);
	});

/**
 * Takes back what dead dispatchers were carrying: it may have been sent, so it becomes a case to clear up at once, and
 * changes and withdrawals are simply due again. Answers how many other dispatchers live.
 */
export const takeOver =
	({ act, clock }: OwnerNeeds) =>
	async (owner: string): Promise<number> => {
		const result = await act('take over deliveries', machinery, async (tx) => {
			const { alive, dead } = await others(tx, owner);
			const rows = dead.length === 0 ? [] : await release(tx, dead, toDate(clock.now()));
			const [first, ...rest] = rows.map((row) => leafOf(row, 'delivery.taken-over'));
			return first ? done(alive, first, ...rest) : unchanged(alive);
		});
		return result.ok ? result.value : 0;
	};

/**
 * All other dispatchers: the enrolled ones, and whoever carries something. One whose sign of life was only interrupted was
 * struck off and went on; without its deliveries it would be known to nobody when it dies.
 */
const others = async (tx: Tx, owner: string): Promise<{ readonly alive: number; readonly dead: readonly string[] }> => {
	const enrolled = await delivery(tx)
		.selectFrom('delivery_owner')
		.select('owner')
		.where('owner', '!=', owner)
		.forUpdate()
		.execute();
	const { rows: carrying } = await sql<{ owner: string }>`select distinct owner from delivery_delivery
		where state = 'sending' and owner <> ${owner}`.execute(delivery(tx));
	const all = new Set([...enrolled, ...carrying].map((one) => one.owner));
	const dead: string[] = [];
	for (const one of all) if (await isDead(tx, lockKey(one))) dead.push(one);
	return { alive: all.size - dead.length, dead };
};

const isDead = async (tx: Tx, key: number): Promise<boolean> => {
	const { rows } = await sql<{
		free: boolean;
	}>`select pg_try_advisory_xact_lock(${LOCK_CLASS}, ${key}) as free`.execute(delivery(tx));
	return rows[0]?.free === true;
};

const release = async (tx: Tx, dead: readonly string[], now: Date): Promise<readonly Row[]> => {
	const { rows } = await sql<Row>`update delivery_delivery
		set state = case when operation = 'publish' then 'unclear' else 'waiting' end, owner = null, next_at = ${now}
		where state = 'sending' and owner = any(${dead})
		returning *`.execute(delivery(tx));
	await delivery(tx).deleteFrom('delivery_owner').where('owner', 'in', dead).execute();
	return rows;
};
