import type { Delivery, Outcome } from '#modules/delivery/index.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Post } from './domain/post.ts';
import { NEWSROOM } from './domain/rendition.ts';
import type { EditorialNeeds } from './needs.ts';
import { orderFor } from './order-deliveries.ts';
import { planMailing } from './press/plan-mailing.ts';
import { addStep, frozenOf, keepPublished, lockPost, savePost } from './store.ts';

type Needs = Pick<EditorialNeeds, 'clock' | 'ids' | 'events' | 'delivery'>;

/**
 * Hears from delivery, in its recording transaction. A post is published when its own page stands. A copy that was on its
 * way while the post was withdrawn is taken back at once. Hearing the same twice is harmless.
 */
export const noteOutcome =
	(needs: Needs) =>
	async (tx: Tx, { kind, delivery }: Outcome): Promise<void> => {
		if (kind !== 'published') return;
		const found = await lockPost(tx, delivery.subject);
		if (!found.ok) return;
		if (found.value.state === 'withdrawn') await takeBackLate(needs, tx, delivery);
		else if (found.value.state === 'scheduled' && delivery.channel === NEWSROOM)
			await settle(needs, tx, { post: found.value, delivery });
	};

interface Settled {
	readonly post: Post;
	readonly delivery: Delivery;
}

const settle = async ({ clock, ids, events }: Needs, tx: Tx, { post, delivery }: Settled): Promise<void> => {
	const at = delivery.settledAt ?? clock.now();
	const out = { publishedAt: at, publishedRevision: post.revision, editors: [], changedAt: clock.now() };
	await keepPublished(tx, post.id, at);
	await savePost(tx, { ...post, state: 'published', ...out });
	const { published } = await frozenOf(tx, post.id);
	if (published !== null) await planMailing({ clock }, tx, { frozen: published, delivery });
	await addStep(tx, { id: ids.next('step'), postId: post.id, at, byId: 'delivery', what: 'published' });
	await events.announce(tx, { topic: 'post', id: post.id, unitId: post.unitId });
};

const takeBackLate = async ({ clock, delivery }: Needs, tx: Tx, late: Delivery): Promise<void> => {
	const { published, publishedHash } = await frozenOf(tx, late.subject);
	const rendition = published?.renditions.find(({ presence }) => presence === late.presenceId);
	if (!published || publishedHash === null || rendition === undefined) return;
	const input = { frozen: published, contentHash: publishedHash, dueAt: clock.now() };
	await delivery.order(tx, [orderFor(rendition, { operation: 'withdraw', number: late.part.number }, input)]);
};
