import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';
import type { Delivery, DeliveryOrder } from '#modules/delivery/index.ts';
import { done } from '#platform/act.ts';

import { surroundingsOf } from './context.ts';
import type { Frozen, FrozenRendition } from './domain/frozen.ts';
import type { Post } from './domain/post.ts';
import type { EditorialNeeds, PresenceSeen } from './needs.ts';
import { orderFor, partsIn } from './order-deliveries.ts';
import { keepPublished } from './publish-frozen.ts';
import { type GoFailure, readyToGo } from './schedule-post.ts';
import { findPost } from './store.ts';
import { workOnPost } from './work-on-post.ts';

/** A copy that is out there and cannot be reached by us; a person can follow the link. */
export interface LeftCopy {
	readonly presenceId: string;
	readonly url: string | null;
}

export interface Corrected {
	readonly post: Post;
	readonly left: readonly LeftCopy[];
}

/** Sends an approved correction to every copy that can be changed, at once; says which cannot. */
export const publishCorrection =
	(needs: EditorialNeeds) =>
	async ({ id }: { readonly id: string }, actor: Actor): Promise<Result<Corrected, GoFailure>> => {
		const seen = await needs.db.read('correction to send', (tx) => findPost(tx, id));
		if (seen === null) return fail({ type: 'post.not-found' });
		if (!may(actor, 'post.schedule', seen.unitId)) return fail({ type: 'access.denied' });
		const around = await surroundingsOf(needs, seen.unitId);
		const presences = await needs.channels.presencesFor(seen.unitId);

		return workOnPost<Corrected, GoFailure>(needs, actor, {
			job: { label: 'send correction', id, permission: 'post.schedule' },
			async work({ tx, post, now, settle }) {
				if (post.correction === null) return fail({ type: 'post.not-possible-now', state: post.state });
				const ready = await readyToGo(tx, post, around);
				if (!ready.ok) return ready;
				// Read where nothing can leave meanwhile: what left just before is not published a second time.
				const copies = await needs.delivery.supersedeWaiting(tx, id);
				const { orders, left } = correctionOrders({ ...ready.value, dueAt: now, copies, presences });
				const settled = { correction: null, correctionReason: null, editors: [], publishedRevision: post.revision };
				const corrected: Post = { ...post, ...settled };
				await keepPublished(tx, id, now);
				const deliveries = await needs.delivery.order(tx, orders);
				const detail = { reason: post.correctionReason, left: left.map(({ presenceId }) => presenceId) };
				const payload = { contentHash: ready.value.contentHash, deliveries: [...deliveries] };
				return done({ post: corrected, left }, await settle(corrected, { what: 'corrected', detail, payload }));
			},
		});
	};

interface Correction {
	readonly frozen: Frozen;
	readonly contentHash: string;
	readonly dueAt: Instant;
	readonly copies: readonly Delivery[];
	readonly presences: readonly PresenceSeen[];
}

/** Published copies are edited where the network lets us; what never got out is published with the new words. */
const correctionOrders = (correction: Correction) => {
	const { frozen, copies, presences } = correction;
	const orders: DeliveryOrder[] = [];
	const left: LeftCopy[] = [];
	for (const rendition of frozen.renditions) {
		const here = copies.filter(
			({ presenceId, operation }) => presenceId === rendition.presence && operation === 'publish',
		);
		const able = presences.find(({ id }) => id === rendition.presence)?.capabilities;
		const most = Math.max(partsIn(rendition), ...here.map(({ part }) => part.number));
		for (let number = most; number > 0; number -= 1) {
			const operation = changeOf(rendition, number, { here, able });
			if (typeof operation === 'string') orders.unshift(orderFor(rendition, { operation, number }, correction));
			else if (operation !== null) left.push({ presenceId: rendition.presence, url: operation.url });
		}
	}
	return { orders: orders.toSorted((a, b) => rank(a) - rank(b)), left };
};

/** What a thread has too much goes first, its last part before the others. */
const rank = ({ operation, part }: DeliveryOrder): number => (operation === 'withdraw' ? -(part?.number ?? 1) : 0);

interface Standing {
	readonly here: readonly Delivery[];
	readonly able: PresenceSeen['capabilities'] | undefined;
}

const UNSETTLED: ReadonlySet<Delivery['state']> = new Set(['unclear', 'sending', 'waiting']);

/** What becomes of one post of a copy; its address where it stays as it is out of our reach; null where nothing is to be done. */
const changeOf = (
	rendition: FrozenRendition,
	number: number,
	{ here, able }: Standing,
): DeliveryOrder['operation'] | { readonly url: string | null } | null => {
	const mine = here.filter(({ part }) => part.number === number);
	const out = mine.findLast(({ state }) => state === 'published');
	// What still waits, now that the others were stopped, may be public.
	const open = mine.some(({ state }) => UNSETTLED.has(state));
	const isWanted = number <= partsIn(rendition);
	if (!out && !open) return isWanted ? 'publish' : null;
	if (out && isWanted && able?.edit === true) return 'edit';
	if (out && !isWanted && able?.withdraw === true) return 'withdraw';
	return { url: out?.remote?.url ?? null };
};
