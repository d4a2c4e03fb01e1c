import { sql } from 'kysely';

import { ok } from '#kernel/result.ts';
import { fromDate, type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { advanceLanes, dueLanes, type Lane } from './lanes.ts';
import type { FederationNeeds } from './needs.ts';
import type { SignatureKind } from './signing.ts';
import { federation } from './tables.ts';
import { letGo, withhold } from './withhold.ts';

/** One copy of an activity on its way to one inbox. */
export interface Copy extends Lane {
	readonly id: number;
	readonly activityId: string;
	readonly inbox: string;
	readonly attempts: number;
	readonly missing: number;
	readonly madeAt: Instant;
	readonly signature: SignatureKind;
}

export interface Asking {
	readonly owner: number;
	readonly room: number;
	/** Under way now, per host. */
	readonly busy: ReadonlyMap<string, number>;
	/** Whether this server answered us when it was asked last. */
	readonly answers: (host: string) => boolean;
}

export interface Claimed {
	readonly copies: readonly Copy[];
	/** How many lanes were due, whether or not there was something to take from them. */
	readonly lanes: number;
	/** Copies were put aside or let go: it is worth looking again at once. */
	readonly moved: boolean;
}
const nothing: Claimed = { copies: [], lanes: 0, moved: false };

/** SPEC: what one small server bears without being hurried; everybody else is served beside it. Over all our processes. */
export const PER_HOST = 8;
/** A server that this process has not heard of yet: whether it lives shows with the first copies. */
const PER_UNHEARD_HOST = 2;
/** A server that did not answer last time is asked by one copy at a time. */
const PER_FAILING_HOST = 1;

/**
 * Takes copies that are due, in one transaction: nothing while the switch is off (its row is share-locked), nothing of a
 * presence, topic or unit that is held back, no more per server than it bears. Servers take turns, and what waits for one that is full
 * or silent is not even looked at, so it delays nobody.
 */
export const claimRecipients = async (
	{ db, clock, delivery }: Pick<FederationNeeds, 'db' | 'clock' | 'delivery'>,
	{ owner, room, busy, answers }: Asking,
): Promise<Claimed> => {
	const claimed = await db.transact<Claimed, never>('claim recipients', async (tx) => {
		const held = await delivery.heldBack(tx);
		if (held.all) return ok(nothing);
		const now = clock.now();
		const moved = await letGo(tx, { delivery, some: held.some, now });
		const bears = (host: string): number => (answers(host) ? PER_HOST : PER_UNHEARD_HOST);
		const full = [...busy].flatMap(([host, count]) => (count >= bears(host) ? [host] : []));
		const { rows } = await dueLanes({ now, held: held.presences, full, most: room }).execute(federation(tx));
		const lanes = onePerHost(rows.map(({ host, presence_id }) => ({ host, presenceId: presence_id })));
		if (lanes.length === 0) return ok({ ...nothing, moved });
		const taken = await take(tx, { lanes, owner, room, now, bears });
		const copies = held.some ? await withhold(tx, delivery, taken) : taken;
		await advanceLanes(tx, lanes, now);
		return ok({ copies, lanes: lanes.length, moved: moved || copies.length < taken.length });
	});
	return claimed.ok ? claimed.value : nothing;
};

const onePerHost = (lanes: readonly Lane[]): readonly Lane[] => [
	...new Map(lanes.toReversed().map((lane) => [lane.host, lane])).values(),
];

interface Taking {
	readonly lanes: readonly Lane[];
	readonly owner: number;
	readonly room: number;
	readonly now: Instant;
	/** How many copies a server gets at a time. */
	readonly bears: (host: string) => number;
}

/** From every lane its share, so that no server's many inboxes crowd out the others. */
const take = async (tx: Tx, { lanes, owner, room, now, bears }: Taking): Promise<readonly Copy[]> => {
	const share = Math.ceil(room / lanes.length);
	const hosts = lanes.map(({ host }) => host);
	const presences = lanes.map(({ presenceId }) => presenceId);
	const { rows } = await sql<Row>`with picked as (
			select r.id from unnest(${hosts}::text[], ${presences}::text[], ${hosts.map(bears)}::integer[]) as l(host, presence_id, bears)
			left join federation_host h on h.host = l.host
			cross join lateral (
				select id from federation_recipient
					where host = l.host and presence_id = l.presence_id and owner is null and not held and next_at <= ${toDate(now)}
					order by next_at, id
					limit greatest(0, least(${share}::integer,
						case when h.failures > 0 then ${PER_FAILING_HOST}::integer else l.bears end
						- (select count(*) from federation_recipient b where b.host = l.host and b.owner is not null)))
					for update skip locked
			) r limit ${room}
		)
		update federation_recipient r set owner = ${owner} where r.id = any(array(select id from picked))
		returning r.id, r.activity_id, r.presence_id, r.inbox, r.host, r.attempts, r.missing, r.made_at,
			(select h.signature from federation_host h where h.host = r.host) as signature`.execute(federation(tx));
	return rows.map(toCopy);
};

interface Row {
	readonly id: number;
	readonly activity_id: string;
	readonly presence_id: string;
	readonly inbox: string;
	readonly host: string;
	readonly attempts: number;
	readonly missing: number;
	readonly made_at: Date;
	readonly signature: SignatureKind | null;
}

const toCopy = ({ activity_id, presence_id, made_at, signature, ...row }: Row): Copy => ({
	...row,
	activityId: activity_id,
	presenceId: presence_id,
	madeAt: fromDate(made_at),
	signature: signature ?? 'cavage',
});
