import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';
import type { Delivery, DeliveryOrder } from '#modules/delivery/index.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Frozen, FrozenRendition } from './domain/frozen.ts';
import { inStage, type Post, type StageFailure } from './domain/post.ts';
import type { EditorialNeeds, PresenceSeen } from './needs.ts';
import { orderFor } from './order-deliveries.ts';
import type { LeftCopy } from './publish-correction.ts';
import { findPost, frozenOf } from './store.ts';
import { type WorkFailure, workOnPost } from './work-on-post.ts';

export type WithdrawFailure = WorkFailure | StageFailure;

export interface Withdrawn {
	readonly post: Post;
	readonly left: readonly LeftCopy[];
}

interface Withdrawal {
	readonly id: string;
	/** Stands on the page that is left at the address. */
	readonly note: string;
}

/** Takes a post back from everywhere that lets us, and says where it does not. What never went out is put away. */
export const withdrawPost =
	(needs: EditorialNeeds) =>
	async ({ id, note }: Withdrawal, actor: Actor): Promise<Result<Withdrawn, WithdrawFailure>> => {
		const seen = await needs.db.read('post to withdraw', (tx) => findPost(tx, id));
		if (seen === null) return fail({ type: 'post.not-found' });
		if (!may(actor, 'post.withdraw', seen.unitId)) return fail({ type: 'access.denied' });
		const presences = await needs.channels.presencesFor(seen.unitId);

		return workOnPost<Withdrawn, StageFailure>(needs, actor, {
			job: { label: 'withdraw post', id, permission: 'post.withdraw' },
			async work({ tx, post, now, settle }) {
				const staged = inStage({ ...post, correction: null }, 'draft', 'in-approval', 'approved', 'published');
				if (!staged.ok) return staged;
				await needs.delivery.recall(tx, id);
				const left = post.state === 'published' ? await takeBack(needs, tx, { id, now, presences }) : [];
				const settled = { correction: null, correctionReason: null, withdrawnAt: now, withdrawnNote: note };
				const withdrawn: Post = { ...post, state: 'withdrawn', ...settled };
				const detail = { note, left: left.map(({ presenceId }) => presenceId) };
				return done({ post: withdrawn, left }, await settle(withdrawn, { what: 'withdrawn', detail }));
			},
		});
	};

interface TakeBack {
	readonly id: string;
	readonly now: Instant;
	readonly presences: readonly PresenceSeen[];
}

const takeBack = async (
	needs: EditorialNeeds,
	tx: Tx,
	{ id, now, presences }: TakeBack,
): Promise<readonly LeftCopy[]> => {
	const { published, publishedHash } = await frozenOf(tx, id);
	if (published === null || publishedHash === null) return [];
	const copies = await needs.delivery.deliveriesOf([id]);
	const orders: DeliveryOrder[] = [];
	const left: LeftCopy[] = [];
	for (const rendition of published.renditions) {
		const copy = copies.findLast((one) => isOut(one) && one.presenceId === rendition.presence);
		if (copy === undefined) continue;
		const mayTake = presences.find((one) => one.id === rendition.presence)?.capabilities?.withdraw === true;
		if (mayTake && copy.state === 'published') orders.push(withdrawOrder(rendition, published, { publishedHash, now }));
		else left.push({ presenceId: rendition.presence, url: copy.remote?.url ?? null });
	}
	if (orders.length > 0) await needs.delivery.order(tx, orders);
	return left;
};

const withdrawOrder = (
	rendition: FrozenRendition,
	frozen: Frozen,
	{ publishedHash, now }: { readonly publishedHash: string; readonly now: Instant },
): DeliveryOrder => orderFor(rendition, 'withdraw', { frozen, contentHash: publishedHash, dueAt: now });

/** It stands there, or it may. */
const isOut = ({ operation, state }: Delivery): boolean =>
	operation === 'publish' && (state === 'published' || state === 'unclear');
