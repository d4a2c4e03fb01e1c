import type { Delivery, Outcome } from '#modules/delivery/index.ts';
import type { Tx } from '#platform/db/database.ts';

import { NEWSROOM } from './domain/rendition.ts';
import type { EditorialNeeds } from './needs.ts';
import { orderFor } from './order-deliveries.ts';
import { planMailing } from './press/plan-mailing.ts';
import { lockStanding, markPublished, type Standing } from './publish-frozen.ts';
import { addStepAloud, frozenOf } from './store.ts';

type Needs = Pick<EditorialNeeds, 'clock' | 'ids' | 'delivery'>;

/**
 * Hears from delivery, in its recording transaction. A post is published when its own page stands. A copy that was on its
 * way while the post was withdrawn is taken back at once. Hearing the same twice is harmless.
 */
export const noteOutcome =
	(needs: Needs) =>
	async (tx: Tx, { kind, delivery }: Outcome): Promise<void> => {
		if (kind !== 'published') return;
		const post = await lockStanding(tx, delivery.subject);
		if (post?.state === 'withdrawn') await takeBackLate(needs, tx, delivery);
		else if (post?.state === 'scheduled' && delivery.channel === NEWSROOM) await settle(needs, tx, { post, delivery });
	};

interface Settled {
	readonly post: Standing;
	readonly delivery: Delivery;
}

const settle = async ({ clock, ids }: Needs, tx: Tx, { post, delivery }: Settled): Promise<void> => {
	const at = delivery.settledAt ?? clock.now();
	const published = await markPublished(tx, post, { at, now: clock.now() });
	if (published !== null) await planMailing({ clock }, tx, { frozen: published, delivery });
	const { id: postId, unitId } = post;
	await addStepAloud(tx, { id: ids.next('step'), postId, unitId, at, byId: 'delivery', what: 'published' });
};

const takeBackLate = async ({ clock, delivery }: Needs, tx: Tx, late: Delivery): Promise<void> => {
	const { published, publishedHash } = await frozenOf(tx, late.subject);
	const rendition = published?.renditions.find(({ presence }) => presence === late.presenceId);
	if (!published || publishedHash === null || rendition === undefined) return;
	const input = { frozen: published, contentHash: publishedHash, dueAt: clock.now() };
	await delivery.order(tx, [orderFor(rendition, { operation: 'withdraw', number: late.part.number }, input)]);
};
