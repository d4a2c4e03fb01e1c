import type { Actor } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { done, type Leaf } from '#platform/act.ts';

import { type ApprovalAround, approvalAround, deciderOf } from './approval-around.ts';
import { addApproval, approvalsOf, askedOf, type NewApproval } from './approvals.ts';
import { askedIsOver, askOpenSteps, tellAll } from './ask-step.ts';
import { type ApprovalRefusal, type Asked, isApproved, mayApprove, standingOf } from './domain/approval.ts';
import { atStage, inStage, type Post, type StageFailure } from './domain/post.ts';
import type { EditorialNeeds } from './needs.ts';
import { findPost } from './store.ts';
import { type Bench, type WorkFailure, workOnPost } from './work-on-post.ts';

export type ApproveFailure = WorkFailure | StageFailure | ApprovalRefusal;

interface Approve {
	readonly id: string;
	readonly contentHash: string;
}

/** A person's yes to exactly the content whose hash they saw, in the step that asks them. Never of anyone who wrote any of it. */
export const approvePost =
	(needs: EditorialNeeds) =>
	async ({ id, contentHash }: Approve, actor: Actor): Promise<Result<Post, ApproveFailure>> => {
		// A program has no eyes: only a person counts as a pair.
		if (actor.kind !== 'person') return fail({ type: 'access.denied' });
		const seen = await needs.db.read('post to approve', (tx) => findPost(tx, id));
		if (seen === null) return fail({ type: 'post.not-found' });
		const around = await approvalAround(needs, seen.unitId);
		return workOnPost<Post, StageFailure | ApprovalRefusal>(needs, actor, {
			job: { label: 'approve post', id, permission: 'post.read' },
			async work(bench) {
				const { tx, post, now } = bench;
				const staged = inStage(post, 'in-approval');
				if (!staged.ok) return staged;
				const asked = await askedOf(tx, post);
				const allowed = mayApprove(asked, { by: deciderOf(actor, post.unitId), hash: contentHash, now });
				if (!allowed.ok) return allowed;
				const who = { personId: actor.id, step: allowed.value.id, way: 'desk' as const };
				const settled = await countYes(needs, bench, {
					around,
					asked,
					approval: { ...who, contentHash },
					by: actor.name,
				});
				return done(settled.next, settled.leaf);
			},
		});
	};

interface Yes {
	readonly around: ApprovalAround;
	readonly asked: Asked;
	readonly approval: Pick<NewApproval, 'personId' | 'contentHash' | 'step' | 'way' | 'guest'>;
	readonly by: string;
}

/** Counts an allowed yes: the post is approved, or the next who are asked hear of it. */
export const countYes = async (
	needs: EditorialNeeds,
	{ tx, post, now, settle }: Bench,
	{ around, asked, approval, by }: Yes,
): Promise<{ readonly next: Post; readonly leaf: Leaf }> => {
	const { contentHash, step, personId, way, guest } = approval;
	await addApproval(tx, { ...approval, id: needs.ids.next('approval'), postId: post.id, at: now });
	const standing = { ...asked, approvals: await approvalsOf(tx, post.id) };
	const enough = isApproved(standing);
	const next = enough ? atStage(post, 'approved') : post;
	// Whoever else was asked in this step need not look any more; the next step's people are told anew.
	const over = standingOf(standing).find((one) => one.step.id === step)?.state === 'done';
	if (over) await askedIsOver(needs, tx, post.id);
	if (enough) await tellAll(needs, tx, { kind: 'approved', post, to: asked.plan.wrote, byId: guest ? null : personId });
	else await askOpenSteps(needs, tx, { post, asked: standing, around, by, byId: personId });
	const named = asked.plan.steps.find(({ id }) => id === step)?.name ?? '';
	const detail = { contentHash, step: named, ...(guest ? { guest: guest.name, office: guest.office } : {}) };
	const payload = { person: personId, stepId: step, way, enough };
	const what = way === 'link' ? 'approved-by-link' : 'approved';
	return { next, leaf: await settle(next, { what, detail, payload }) };
};
