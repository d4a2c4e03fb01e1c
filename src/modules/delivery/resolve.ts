import type { Ids } from '#kernel/ids.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { type Instant, plus, toDate } from '#kernel/time.ts';
import { type Act, done } from '#platform/act.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';

import { type AskNeeds, standingAt } from './ask-channel.ts';
import { bringAgain } from './complete.ts';
import type { Delivery } from './delivery.ts';
import { BUDGET_USED_UP } from './payment.ts';
import { mendPresence } from './presences.ts';
import { restful, succeed } from './record.ts';
import { SPACING_MS } from './resume.ts';
import {
	type Change,
	change,
	leafOf,
	lockDelivery,
	type Row,
	readDelivery,
	reasonOf,
	toDelivery,
	writeReason,
} from './store.ts';
import { type Tell, tidingsOf } from './tell.ts';
import { stopLaterParts } from './thread.ts';

export interface ResolveNeeds extends AskNeeds {
	readonly db: Database;
	readonly act: Act;
	readonly ids: Ids;
	readonly events: Events;
	readonly tell: Tell;
	readonly kick: () => void;
	/** Presence by delivery. */
	readonly presencesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

export type ResolveFailure =
	| { readonly type: 'delivery.not-found-here' }
	| { readonly type: 'access.denied' }
	/** Somebody else or the network decided it meanwhile, or it is not that kind of case. */
	| { readonly type: 'delivery.decided-already' };

type Resolved = Promise<Result<Delivery, ResolveFailure>>;

/** Who answers may decide about answers; about copies of posts, who may publish them. */
export const mayResolve = (actor: Actor, { source, unitId }: Pick<Delivery, 'source' | 'unitId'>): boolean =>
	may(actor, source === 'dialogue' ? 'delivery.resolve' : 'post.resolve', unitId);

interface Decision {
	readonly kind: `delivery.${string}`;
	readonly id: string;
	readonly fits: (row: Row) => boolean;
	readonly decide: (tx: Tx, row: Row, now: Instant) => Promise<Row>;
	readonly more?: Readonly<Record<string, string>>;
}

/** A person's decision about one delivery: locked, checked against where it stands now, and on record with who decided. */
const resolve = async (needs: ResolveNeeds, actor: Actor, decision: Decision): Resolved => {
	const { act, clock, events, kick } = needs;
	const result = await act<Delivery, ResolveFailure>(decision.kind, actor, async (tx) => {
		const row = await lockDelivery(tx, decision.id);
		if (row === undefined) return fail({ type: 'delivery.not-found-here' });
		if (!mayResolve(actor, { source: row.source, unitId: row.unit_id })) return fail({ type: 'access.denied' });
		if (!decision.fits(row)) return fail({ type: 'delivery.decided-already' });
		const decided = await decision.decide(tx, row, clock.now());
		await events.announce(tx, { topic: 'delivery', id: row.id, unitId: row.unit_id });
		return done(toDelivery(decided), leafOf(decided, decision.kind, decision.more));
	});
	kick();
	return result;
};

const isUnclear = ({ state }: Row): boolean => state === 'unclear';
const isLate = ({ state, held }: Row): boolean => state === 'waiting' && held === 'review';

/** Looks now. Only a network that recognises the key is sent to again. */
export const lookAgain =
	(needs: ResolveNeeds) =>
	(actor: Actor, { id }: { readonly id: string }): Resolved =>
		resolve(needs, actor, {
			kind: 'delivery.look-asked',
			id,
			fits: isUnclear,
			decide: (tx, row, now) => change(tx, row.id, { next_at: toDate(now) }),
		});

/** The person saw the copy: it counts as published at `url`. Its network is asked first what stands there. */
export const confirmPublished =
	(needs: ResolveNeeds) =>
	async (actor: Actor, { id, url }: { readonly id: string; readonly url: string }): Resolved => {
		const copy = await needs.db.read('delivery to confirm', (tx) => readDelivery(tx, id));
		const isOurs =
			copy !== undefined && isUnclear(copy) && mayResolve(actor, { source: copy.source, unitId: copy.unit_id });
		const remote = isOurs ? await standingAt(needs, copy.presence_id, url) : { id: url, url };
		return resolve(needs, actor, {
			kind: 'delivery.confirmed',
			id,
			more: { confirmedUrl: url },
			fits: isUnclear,
			async decide(tx, row, now) {
				const { tidings } = await succeed(tx, row, { remote, now, tries: 0, ids: needs.ids });
				if (tidings) await needs.tell(tx, tidings);
				return (await lockDelivery(tx, row.id)) ?? row;
			},
		});
	};

/** The person looked on the network and saw nothing: sent again, with the same key. */
export const resendUnclear =
	(needs: ResolveNeeds) =>
	(actor: Actor, { id }: { readonly id: string }): Resolved =>
		resolve(needs, actor, {
			kind: 'delivery.resend-asked',
			id,
			fits: isUnclear,
			decide: (tx, row, now) => sendAnew(tx, row, now),
		});

/** What stood in the way is mended: sent once more. */
export const retryRefused =
	(needs: ResolveNeeds) =>
	(actor: Actor, { id }: { readonly id: string }): Resolved =>
		resolve(needs, actor, {
			kind: 'delivery.retry-asked',
			id,
			fits: ({ state }) => state === 'refused',
			decide: (tx, row, now) => sendAnew(tx, row, now),
		});

const isLacking = (row: Row): boolean =>
	row.operation === 'publish' && row.state === 'published' && reasonOf(row)?.type === 'channel.not-listed';

/** The copy stands and lacks something: what stands there is sent as an edit once more, and the rest is tried again with it. */
export const completeCopy =
	(needs: ResolveNeeds) =>
	(actor: Actor, { id }: { readonly id: string }): Resolved =>
		resolve(needs, actor, {
			kind: 'delivery.complete-asked',
			id,
			fits: isLacking,
			async decide(tx, row, now) {
				await bringAgain(tx, row, { at: now, now, ids: needs.ids });
				return change(tx, row.id, { reason: null });
			},
		});

/** It came too late but is still meant. `place`: so many go before it at its presence. */
export const releaseFromReview =
	(needs: ResolveNeeds) =>
	(actor: Actor, { id, place = 0 }: { readonly id: string; readonly place?: number }): Resolved =>
		resolve(needs, actor, {
			kind: 'delivery.released',
			id,
			fits: isLate,
			decide: (tx, row, now) => sendAnew(tx, row, plus(now, place * SPACING_MS)),
		});

/** Several at once, in the order given: at each presence one by one, never as a burst. Answers how many went. */
export const releaseAll =
	(needs: ResolveNeeds) =>
	async (actor: Actor, ids: readonly string[]): Promise<number> => {
		const places = new Map<string, number>();
		const presences = await needs.presencesOf(ids);
		let released = 0;
		for (const id of ids) {
			const presence = presences.get(id) ?? '';
			const place = places.get(presence) ?? 0;
			if (!(await releaseFromReview(needs)(actor, { id, place })).ok) continue;
			places.set(presence, place + 1);
			released += 1;
		}
		return released;
	};

/** It is no longer meant: given up, with the reason. */
export const discard =
	(needs: ResolveNeeds) =>
	(actor: Actor, { id, reason }: { readonly id: string; readonly reason: string }): Resolved =>
		resolve(needs, actor, {
			kind: 'delivery.discarded',
			id,
			more: { why: reason },
			fits: (row) => isLate(row) || row.state === 'refused',
			async decide(tx, row, now) {
				const gone = await change(tx, row.id, {
					...restful,
					state: 'withdrawn',
					settled_at: toDate(now),
					reason: writeReason({ type: 'delivery.discarded' }),
				});
				for (const one of [gone, ...(await stopLaterParts(tx, gone, now))])
					await needs.tell(tx, tidingsOf('stopped', one));
				return gone;
			},
		});

/** Whoever lets go what its budget held means it to go all the same. */
const isBeyondBudget = (row: Row): boolean => row.over_budget || reasonOf(row)?.type === BUDGET_USED_UP;

const sendAnew = async (tx: Tx, row: Row, now: Instant): Promise<Row> => {
	await mendPresence(tx, row.presence_id);
	const anew: Change = {
		...restful,
		state: 'waiting',
		due_at: toDate(now),
		next_at: toDate(now),
		doubt_at: null,
		looks: 0,
		attempts: 0,
		settled_at: null,
		alarmed_at: null,
		reason: null,
		over_budget: isBeyondBudget(row),
	};
	return change(tx, row.id, anew);
};
