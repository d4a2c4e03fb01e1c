import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';
import type { Delivery, DeliveryOrder } from '#modules/delivery/index.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

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
		const mayTake = presences.find((one) => one.id === rendition.presence)?.capabilities?.withdraw === true;
		for (const copy of standing(copies, rendition.presence)) {
			const { number } = copy.part;
			const input = { frozen: published, contentHash: publishedHash, dueAt: now };
			if (mayTake && copy.state === 'published')
				orders.push(orderFor(rendition, { operation: 'withdraw', number }, input));
			else left.push({ presenceId: rendition.presence, url: copy.remote?.url ?? null });
		}
	}
	if (orders.length > 0) await needs.delivery.order(tx, orders);
	return left;
};

/** The newest copy of each post at a presence, the last part of a thread first: nobody then reads an answer to nothing. */
const standing = (copies: readonly Delivery[], presence: string): readonly Delivery[] => {
	const byPart = new Map(
		copies.flatMap((copy) => (isOut(copy) && copy.presenceId === presence ? [[copy.part.number, copy] as const] : [])),
	);
	return [...byPart.values()].toSorted((a, b) => b.part.number - a.part.number);
};

/** It stands there, or it may. */
const isOut = ({ operation, state }: Delivery): boolean =>
	operation === 'publish' && (state === 'published' || state === 'unclear');
