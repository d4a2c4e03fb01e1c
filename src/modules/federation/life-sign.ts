import { createHash } from 'node:crypto';

import { sql } from 'kysely';

import { type Instant, plus, seconds } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';
import { errorFields } from '#platform/log.ts';

import { refreshLanes } from './lanes.ts';
import type { FederationNeeds, Session } from './needs.ts';
import { federation } from './tables.ts';

/** The first half of every fan-out's advisory lock; the second is its own number. */
const LOCK_CLASS = 0x616670;
const RECONNECT_MS = seconds(1);

export interface LifeSign {
	readonly owner: number;
	close(): Promise<void>;
}

/**
 * Shows the other processes that this fan-out lives: an advisory lock that ends with its connection. What a killed
 * process was sending is free again the moment its connection is gone, not when some lease runs out.
 */
export const openLifeSign = async ({ ids, connect, clock, log }: FederationNeeds): Promise<LifeSign> => {
	const owner = createHash('sha256').update(ids.next('fan-out')).digest().readInt32BE();
	let closed = false;
	let session: Session | undefined;
	const hold = async (): Promise<void> => {
		const fresh = await connect();
		await fresh.query('set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3');
		await fresh.query('select pg_advisory_lock($1, $2)', [LOCK_CLASS, owner]);
		fresh.once('end', () => void (closed || again()));
		session = fresh;
	};
	const again = (): void => {
		clock.wake(plus(clock.now(), RECONNECT_MS), () => {
			if (closed) return;
			hold().catch((thrown: unknown) => {
				log.warn('fediverse: no connection for the sign of life, trying again', errorFields(thrown));
				again();
			});
		});
	};
	await hold();
	return {
		owner,
		async close() {
			closed = true;
			await session?.end();
		},
	};
};

/** Frees what processes that are no more were sending; receivers know a repeated activity by its address. */
export const freeOrphans = async (tx: Tx, now: Instant): Promise<void> => {
	const orphans = await sql<{ owner: number }>`select distinct owner from federation_recipient
		where owner is not null`.execute(federation(tx));
	const dead: number[] = [];
	for (const { owner } of orphans.rows) {
		const tried = await sql<{
			free: boolean;
		}>`select pg_try_advisory_xact_lock(${LOCK_CLASS}::integer, ${owner}::integer) as free`.execute(federation(tx));
		if (tried.rows[0]?.free === true) dead.push(owner);
	}
	if (dead.length === 0) return;
	const freed = await federation(tx)
		.updateTable('federation_recipient')
		.set({ owner: null })
		.where('owner', 'in', dead)
		.returning(['host', 'presence_id as presenceId'])
		.execute();
	await refreshLanes(tx, { lanes: freed, hosts: [], now });
};
