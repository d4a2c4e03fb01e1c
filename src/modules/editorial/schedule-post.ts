import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { type Instant, plus, toIso, type WallTime } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { askedOf } from './approvals.ts';
import { type BlockFailure, frozenNow } from './ask-for-approval.ts';
import { type Surroundings, slugFor, surroundingsOf } from './context.ts';
import { isApproved } from './domain/approval.ts';
import { afterEmbargo, type DueFailure, decideDue, type EmbargoFailure, RECALL_MS, type Wanted } from './domain/due.ts';
import type { FreezeFailure, Frozen } from './domain/frozen.ts';
import { inStage, type Post, type StageFailure } from './domain/post.ts';
import { hashContent } from './hash-content.ts';
import type { EditorialNeeds } from './needs.ts';
import { publishOrders } from './order-deliveries.ts';
import { findPost, frozenOf } from './store.ts';
import { type WorkFailure, workOnPost } from './work-on-post.ts';

type Refusal =
	| StageFailure
	| BlockFailure
	| FreezeFailure
	| { readonly type: 'post.not-approved' }
	| { readonly type: 'post.content-differs' }
	| EmbargoFailure;
export type GoFailure = WorkFailure | Refusal;
export type ScheduleFailure = GoFailure | DueFailure;

/** Sends the post out in a minute: until then it can be called back and nothing has left. */
export const publishNow =
	(needs: EditorialNeeds) =>
	({ id }: { readonly id: string }, actor: Actor): Promise<Result<Post, GoFailure>> =>
		go<never>(needs, actor, { id, due: (now) => ok(plus(now, RECALL_MS)), wall: null, what: 'release-ordered' });

/** Sends the post out at a wall time in a zone. What the clock change makes doubtful is asked, not guessed. */
export const schedulePost =
	(needs: EditorialNeeds) =>
	(
		{ id, wanted }: { readonly id: string; readonly wanted: Wanted },
		actor: Actor,
	): Promise<Result<Post, ScheduleFailure>> => {
		const { acceptMissing: _, ...wall } = wanted;
		return go<DueFailure>(needs, actor, { id, due: (now) => decideDue(wanted, now), wall, what: 'scheduled' });
	};

interface Going<E extends DueFailure> {
	readonly id: string;
	readonly due: (now: Instant) => Result<Instant, E>;
	readonly wall: WallTime | null;
	readonly what: 'release-ordered' | 'scheduled';
}

const go = async <E extends DueFailure = never>(
	needs: EditorialNeeds,
	actor: Actor,
	{ id, due, wall, what }: Going<E>,
): Promise<Result<Post, GoFailure | E>> => {
	const seen = await needs.db.read('post to send', (tx) => findPost(tx, id));
	if (seen === null) return fail({ type: 'post.not-found' });
	if (!may(actor, 'post.schedule', seen.unitId)) return fail({ type: 'access.denied' });
	const around = await surroundingsOf(needs, seen.unitId);

	return workOnPost<Post, Refusal | E>(needs, actor, {
		job: { label: 'send post', id, permission: 'post.schedule' },
		async work({ tx, post, now, settle }) {
			if (post.correction !== null) return fail({ type: 'post.not-possible-now', state: post.state });
			const at = due(now);
			if (!at.ok) return at;
			const ready = await readyToGo(tx, { ...post, dueAt: at.value }, around);
			if (!ready.ok) return ready;
			const free = afterEmbargo(post, at.value);
			if (!free.ok) return free;
			const { frozen, contentHash } = ready.value;
			const scheduled: Post = { ...post, state: 'scheduled', slug: slugFor(post), wall, dueAt: at.value };
			const deliveries = await needs.delivery.order(tx, publishOrders({ frozen, contentHash, dueAt: at.value }));
			const detail = { dueAt: toIso(at.value), ...(wall === null ? {} : { local: wall.local, zone: wall.zone }) };
			const payload = { contentHash, deliveries: [...deliveries] };
			return done(scheduled, await settle(scheduled, { what, detail, payload }));
		},
	});
};

interface Ready {
	readonly frozen: Frozen;
	readonly contentHash: string;
}

/** Approved by enough eyes, for exactly what would go out today, with nothing that blocks. */
export const readyToGo = async (tx: Tx, post: Post, around: Surroundings): Promise<Result<Ready, Refusal>> => {
	const staged = inStage(post, 'approved');
	if (!staged.ok) return staged;
	if (post.contentHash === null || !isApproved(await askedOf(tx, post))) return fail({ type: 'post.not-approved' });
	const { frozen } = await frozenOf(tx, post.id);
	const today = await frozenNow(tx, post, { ...around, approved: frozen });
	if (!today.ok) return today;
	if (frozen === null || hashContent(today.value) !== post.contentHash) return fail({ type: 'post.content-differs' });
	return ok({ frozen, contentHash: post.contentHash });
};
