import { sql } from 'kysely';

import { fromDate, type Instant, plus, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';
import { plannedOnce } from '#platform/db/planned.ts';

import type { Bucket, Candidate, Costs, Counted } from './domain/allowance.ts';
import { LATE_MS } from './domain/course.ts';
import type { Row } from './store.ts';
import { isSwitchedOff } from './switches.ts';
import { delivery } from './tables.ts';
import { isBehindPart } from './thread.ts';

/** So many requests to one presence at a time, whatever the number of processes. */
export const PER_PRESENCE = 4;

interface Asking {
	readonly now: Instant;
	readonly room: number;
}

/**
 * An earlier order of the same subject to the same presence is not through yet. A part of a thread that is to be taken back
 * does not wait for another part that nobody knows to stand.
 */
const isBlocked = sql`exists (
	select 1 from delivery_delivery e
	where e.subject = d.subject and e.presence_id = d.presence_id and e.position < d.position
		and e.state in ('waiting', 'sending', 'unclear')
		and (d.operation <> 'withdraw' or e.part = d.part or (e.operation = 'withdraw' and not exists (
			select 1 from delivery_delivery u
			where u.subject = e.subject and u.presence_id = e.presence_id and u.part = e.part and u.state = 'unclear'))))`;

/** The subject's page does not stand in the newsroom, or an earlier change of it is not through. */
const isBeforeNewsroom = sql`d.hold_for is not null and (
	not exists (
		select 1 from delivery_delivery n
		where n.subject = d.subject and n.channel = 'newsroom' and n.operation = 'publish' and n.state = 'published')
	or exists (
		select 1 from delivery_delivery n
		where n.subject = d.subject and n.channel = 'newsroom' and n.position < d.position
			and n.state in ('waiting', 'sending', 'unclear', 'refused')))`;

/** What is due at presences and servers that do not rest; one that failed last time gets a single delivery to try it out. */
const candidates = (at: Date, room: number) => sql`select c.id, c.operation, c.pictures, p.host, p.buckets,
			coalesce(h.failures, 0) > 0 as "isTrial", c.next_at, c.position
		from delivery_presence p
		left join delivery_host h on h.host = p.host
		cross join lateral (
			select d.id, d.operation, d.pictures, d.next_at, d.position from delivery_delivery d
			where d.presence_id = p.presence_id and d.state in ('waiting', 'unclear') and d.held is null
				and d.next_at is not null and d.next_at <= ${at}
				and not ${isBlocked} and not ${isBehindPart} and not (${isBeforeNewsroom}) and not ${isSwitchedOff}
			order by d.next_at, d.position
			limit greatest(0, case when p.failures > 0 or h.failures > 0 then 1 else ${PER_PRESENCE}::integer end - (
				select count(*) from delivery_delivery s where s.presence_id = p.presence_id and s.state = 'sending'))
		) c
		where (p.open_until is null or p.open_until <= ${at}) and (h.open_until is null or h.open_until <= ${at})
		order by c.next_at, c.position
		limit ${room}`;

/** What counts against the limits of the networks already. */
const underWay = sql`select d.id, d.operation, d.pictures, p.host, p.buckets
		from delivery_delivery d join delivery_presence p on p.presence_id = d.presence_id
		where d.state = 'sending'`;

/** The earliest instant after `at` at which something may become due. */
const nextAfter = (at: Date) => sql`least(
		(select min(next_at) from delivery_delivery
			where state in ('waiting', 'unclear') and held is null and next_at is not null and next_at > ${at}),
		(select min(open_until) from delivery_presence where open_until > ${at}),
		(select min(open_until) from delivery_host where open_until > ${at}))`;

/** Everything a claim decides by, as it was at one moment. */
export interface Scene {
	readonly due: readonly Candidate[];
	readonly underWay: readonly Counted[];
	readonly buckets: ReadonlyMap<string, Bucket>;
	/** Something should have gone out long ago. */
	readonly late: boolean;
	readonly next: Instant | null;
}

interface Seen {
	readonly due: readonly Candidate[];
	readonly underWay: readonly Counted[];
	readonly buckets: readonly (Omit<Bucket, 'costs'> & { readonly costs: string })[];
	readonly late: boolean;
	readonly next: Date | null;
}

/** One statement, whatever there is to see: a claim that finds nothing costs next to nothing. */
export const lookAround = async (tx: Tx, { now, room }: Asking): Promise<Scene> => {
	const at = toDate(now);
	const { rows } = await sql<Seen>`${plannedOnce}with due as (${candidates(at, room)}), under_way as (${underWay})
		select (select coalesce(jsonb_agg(to_jsonb(d) - 'next_at' - 'position' order by d.next_at, d.position), '[]') from due d) as due,
			(select coalesce(jsonb_agg(to_jsonb(u)), '[]') from under_way u) as "underWay",
			(select coalesce(jsonb_agg(jsonb_build_object('key', b.key, 'most', b.most, 'remaining', b.remaining, 'spare', b.spare,
					'costs', b.costs, 'resetAt', floor(extract(epoch from b.reset_at) * 1000))), '[]')
				from delivery_bucket b where b.key in (
					select unnest(buckets) from due union all select unnest(buckets) from under_way)) as buckets,
			exists (select 1 from delivery_delivery where state = 'waiting' and held is null and operation = 'publish'
				and next_at < ${toDate(plus(now, -LATE_MS))}) as late,
			${nextAfter(at)} as next`.execute(delivery(tx));
	const { due = [], underWay: sending = [], buckets = [], late = false, next = null } = rows[0] ?? {};
	// NOTE: what was written as costs is read back as such.
	const known = buckets.map((one): [string, Bucket] => [one.key, { ...one, costs: JSON.parse(one.costs) as Costs }]);
	return { due, underWay: sending, buckets: new Map(known), late, next: next && fromDate(next) };
};

/** Locks the candidates that are still due; what somebody else is changing right now is left for the next round. */
export const pickedRows = async (tx: Tx, ids: readonly string[], now: Instant): Promise<readonly Row[]> =>
	ids.length === 0
		? []
		: delivery(tx)
				.selectFrom('delivery_delivery')
				.selectAll()
				.where('id', 'in', ids)
				.where('state', 'in', ['waiting', 'unclear'])
				.where('held', 'is', null)
				.where('next_at', '<=', toDate(now))
				.orderBy('position')
				.forUpdate()
				.skipLocked()
				.execute();
