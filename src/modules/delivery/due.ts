import { sql } from 'kysely';

import { type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Candidate } from './domain/allowance.ts';
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
export const candidates = async (tx: Tx, { now, room }: Asking): Promise<readonly Candidate[]> => {
	const at = toDate(now);
	const { rows } = await sql<Candidate>`select c.id, c.operation, c.pictures, p.host, p.buckets,
			coalesce(h.failures, 0) > 0 as "isTrial"
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
		limit ${room}`.execute(delivery(tx));
	return rows;
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
