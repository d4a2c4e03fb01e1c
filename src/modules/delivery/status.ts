import { sql } from 'kysely';

import { type Clock, fromDate, type Instant, toDate } from '#kernel/time.ts';
import type { Database, Tx } from '#platform/db/database.ts';

import { ALL, isSwitchedOff, type Scope, scopeKey } from './switches.ts';
import { delivery } from './tables.ts';

interface Needs {
	readonly db: Database;
	readonly clock: Clock;
}

/** A presence that does not take what we bring: for reasons of its own, or because its server is down. */
export interface Troubled {
	readonly presence_id: string;
	readonly channel: string;
	readonly reason: string | null;
	readonly since_at: Date | null;
	readonly open_until: Date | null;
}

/** A switch that is off: what it stops, since when, by whom, and why. */
export interface Off extends Scope {
	readonly at: Instant;
	readonly by: string | null;
	readonly reason: string;
}

export interface Status {
	readonly off: readonly Off[];
	/** Copies whose time has come and that stand still because of a switch. */
	readonly due: number;
	readonly troubled: readonly Troubled[];
}

/** How the machinery as a whole stands. */
export const createStatus = ({ db, clock }: Needs) => ({
	isPaused: (): Promise<boolean> =>
		db.read('delivery switch', async (tx) => (await switches(tx)).some(({ kind }) => kind === ALL)),

	/** The switches that are off, the presences in trouble, and how many due copies stand still. */
	status: (): Promise<Status> =>
		db.read('delivery status', async (tx) => {
			const off = await switches(tx);
			const { rows: troubled } = await sql<Troubled>`select p.presence_id, p.channel,
					case when p.failures > 0 then p.reason else h.reason end as reason,
					case when p.failures > 0 then p.since_at else h.since_at end as since_at,
					greatest(p.open_until, h.open_until) as open_until
				from delivery_presence p left join delivery_host h on h.host = p.host
				where p.failures > 0 or h.failures > 0 or exists (
					select 1 from delivery_pause x where x.kind = 'presence' and x.target = p.presence_id and x.paused_at is not null)
				order by p.presence_id`.execute(delivery(tx));
			const { rows } = await sql<{ count: number }>`select count(*) as count from delivery_delivery d
				where d.state = 'waiting' and d.held is null and d.due_at <= ${toDate(clock.now())}
					and ${isSwitchedOff}`.execute(delivery(tx));
			return { off, due: rows[0]?.count ?? 0, troubled };
		}),

	/** What waiting copies are about: a switch can stop one of these. */
	topics: (): Promise<readonly string[]> =>
		db.read('topics of what waits', async (tx) => {
			const rows = await delivery(tx)
				.selectFrom('delivery_delivery')
				.select('topic')
				.distinct()
				.where('state', '=', 'waiting')
				.where('topic', 'is not', null)
				.orderBy('topic')
				.limit(100)
				.execute();
			return rows.flatMap(({ topic }) => topic ?? []);
		}),
});

const switches = async (tx: Tx): Promise<readonly Off[]> => {
	const rows = await delivery(tx)
		.selectFrom('delivery_pause')
		.selectAll()
		.where('paused_at', 'is not', null)
		.orderBy('paused_at')
		.execute();
	return rows.flatMap(({ kind, target, paused_at, paused_by, reason }) =>
		paused_at ? [{ kind, target, at: fromDate(paused_at), by: paused_by, reason: reason ?? '' }] : [],
	);
};

export const offAt = (off: readonly Off[], scope: Scope): Off | undefined =>
	off.find((one) => scopeKey(one) === scopeKey(scope));
