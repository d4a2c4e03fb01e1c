import { type RawBuilder, sql } from 'kysely';

import { type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { federation } from './tables.ts';

/** What waits for one server in the name of one presence. */
export interface Lane {
	readonly host: string;
	readonly presenceId: string;
}

/** The moment before which a server is left alone. Nothing when it may be asked. */
export const gate = sql`greatest(h.open_at, h.asks_until_at)`;

/** Presences something may leave for now; the empty one stands for what is no statement. */
const speaking = (held: readonly string[]): RawBuilder<unknown> => sql`(
	select presence_id from federation_actor where presence_id is not null and presence_id <> all(${[...held]}::text[])
	union all select '') p`;

export interface Looking {
	readonly now: Instant;
	readonly held: readonly string[];
	/** Servers that have as much of us under way as they bear. */
	readonly full: readonly string[];
	readonly most: number;
}

/** The lanes that are due, the one that waits longest first, each locked. It reads lanes, never what waits in them. */
export const dueLanes = ({ now, held, full, most }: Looking): RawBuilder<{ host: string; presence_id: string }> =>
	sql`select l.host, l.presence_id from ${speaking(held)} cross join lateral (
			select host, presence_id, next_at from federation_lane
				where presence_id = p.presence_id and next_at <= ${toDate(now)} and host <> all(${[...full]}::text[])
				order by next_at limit ${most} for update skip locked
		) l order by l.next_at limit ${most}`;

/** When the next lane after a moment will be due. */
export const laneAfter = {
	label: 'next lane',
	words: (tx: Tx, from: string) =>
		federation(tx).selectNoFrom(
			sql<Date | null>`(select min(l.next_at) from ${speaking([])} cross join lateral (
				select next_at from federation_lane where presence_id = p.presence_id and next_at > ${from}::timestamptz
					order by next_at limit 1) l)`.as('at'),
		),
};

/** After something was taken out of lanes: each is due when its next copy is, behind those that waited longer; an empty one ends. */
export const advanceLanes = async (tx: Tx, lanes: readonly Lane[], now: Instant): Promise<void> => {
	const [hosts, presences] = columns(lanes);
	await sql`with head as (
			select l.host, l.presence_id, (select r.next_at from federation_recipient r
				where r.host = l.host and r.presence_id = l.presence_id and r.owner is null and not r.held order by r.next_at limit 1) as at
			from unnest(${hosts}::text[], ${presences}::text[]) as l(host, presence_id)
		), ended as (
			delete from federation_lane l using head
				where head.at is null and l.host = head.host and l.presence_id = head.presence_id
		)
		update federation_lane l set next_at = greatest(head.at, ${toDate(now)}) from head
			where head.at is not null and l.host = head.host and l.presence_id = head.presence_id`.execute(federation(tx));
};

interface Touched {
	readonly lanes: readonly Lane[];
	/** All lanes of these. */
	readonly hosts: readonly string[];
	readonly now: Instant;
}

/**
 * After something went back into lanes, or servers were closed or opened. Nobody's wish to be looked into earlier is
 * lost: only a closed server puts a lane off. Rows are locked in the order of their key, as everywhere.
 */
export const refreshLanes = async (tx: Tx, { lanes, hosts, now }: Touched): Promise<void> => {
	if (lanes.length === 0 && hosts.length === 0) return;
	const [of, presences] = columns(lanes);
	await sql`insert into federation_lane (host, presence_id, next_at)
		select l.host, l.presence_id, greatest(head.next_at, ${gate}) from (
			select host, presence_id from unnest(${of}::text[], ${presences}::text[]) as named(host, presence_id)
			union select host, presence_id from federation_lane where host = any(${[...hosts]}::text[])
		) l
		cross join lateral (select r.next_at from federation_recipient r
			where r.host = l.host and r.presence_id = l.presence_id and r.owner is null and not r.held order by r.next_at limit 1) head
		left join federation_host h on h.host = l.host
		order by l.host, l.presence_id
		on conflict (host, presence_id) do update set next_at = case
			when excluded.next_at > ${toDate(now)} and excluded.host = any(${[...hosts]}::text[]) then excluded.next_at
			else least(federation_lane.next_at, excluded.next_at) end`.execute(federation(tx));
};

const columns = (lanes: readonly Lane[]): [string[], string[]] => [
	lanes.map(({ host }) => host),
	lanes.map(({ presenceId }) => presenceId),
];
