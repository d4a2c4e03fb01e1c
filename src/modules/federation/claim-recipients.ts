import { sql } from 'kysely';

import { ok } from '#kernel/result.ts';
import { fromDate, type Instant, toDate } from '#kernel/time.ts';

import type { FederationNeeds } from './needs.ts';
import type { SignatureKind } from './signing.ts';
import { federation } from './tables.ts';

/** One copy of an activity on its way to one inbox. */
export interface Copy {
	readonly id: number;
	readonly activityId: string;
	readonly identifier: string;
	readonly inbox: string;
	readonly host: string;
	readonly body: string;
	readonly attempts: number;
	readonly madeAt: Instant;
	readonly signature: SignatureKind;
}

export interface Asking {
	readonly owner: number;
	readonly room: number;
	/** Under way now, per host. */
	readonly busy: ReadonlyMap<string, number>;
}

/** SPEC: what one small server bears without being hurried; everybody else is served beside it. */
export const PER_HOST = 8;

interface Candidate {
	readonly id: number;
	readonly host: string;
}

/**
 * Takes copies that are due, in one transaction: nothing while the switch is off (its row is share-locked), nothing of a
 * presence that is held back, no more per server than it bears. A server that is full or silent is passed over, so it
 * delays nobody.
 */
export const claimRecipients = async (
	{ db, clock, delivery }: Pick<FederationNeeds, 'db' | 'clock' | 'delivery'>,
	{ owner, room, busy }: Asking,
): Promise<readonly Copy[]> => {
	const claimed = await db.transact<readonly Copy[], never>('claim recipients', async (tx) => {
		const held = await delivery.heldBack(tx);
		if (held.all) return ok([]);
		const now = toDate(clock.now());
		const full = [...busy].flatMap(([host, count]) => (count >= PER_HOST ? [host] : []));
		const { rows: due } = await sql<Candidate>`select r.id, r.host from federation_recipient r
			where r.owner is null and r.next_at <= ${now} and r.host <> all(${full}::text[])
				and (r.presence_id is null or r.presence_id <> all(${[...held.presences]}::text[]))
				and not exists (select 1 from federation_host h where h.host = r.host and h.open_at > ${now})
			order by r.next_at, r.id limit ${room * 2}`.execute(federation(tx));
		const ids = pick(due, room, busy);
		if (ids.length === 0) return ok([]);
		const { rows } = await sql<Row>`update federation_recipient r set owner = ${owner}
			from federation_activity a
			where a.id = r.activity_id and r.id in (
				select id from federation_recipient where id = any(${ids}::bigint[]) and owner is null for update skip locked
			)
			returning r.id, r.activity_id, a.identifier, r.inbox, r.host, a.body, r.attempts, r.made_at,
				(select signature from federation_host h where h.host = r.host) as signature`.execute(federation(tx));
		return ok(rows.map(toCopy));
	});
	return claimed.ok ? claimed.value : [];
};

interface Row {
	readonly id: number;
	readonly activity_id: string;
	readonly identifier: string;
	readonly inbox: string;
	readonly host: string;
	readonly body: string;
	readonly attempts: number;
	readonly made_at: Date;
	readonly signature: SignatureKind | null;
}

const toCopy = ({ activity_id, made_at, signature, ...row }: Row): Copy => ({
	...row,
	activityId: activity_id,
	madeAt: fromDate(made_at),
	signature: signature ?? 'cavage',
});

const pick = (due: readonly Candidate[], room: number, busy: ReadonlyMap<string, number>): readonly number[] => {
	const count = new Map(busy);
	const ids: number[] = [];
	for (const { id, host } of due) {
		const underWay = count.get(host) ?? 0;
		if (ids.length >= room || underWay >= PER_HOST) continue;
		count.set(host, underWay + 1);
		ids.push(id);
	}
	return ids;
};
