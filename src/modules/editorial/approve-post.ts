import type { Actor } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { done } from '#platform/act.ts';

import { addApproval, approvalsOf } from './approvals.ts';
import { type ApprovalRefusal, isApproved, mayApprove } from './domain/approval.ts';
import { atStage, inStage, type Post, type StageFailure } from './domain/post.ts';
import type { EditorialNeeds } from './needs.ts';
import { type WorkFailure, workOnPost } from './work-on-post.ts';

export type ApproveFailure = WorkFailure | StageFailure | ApprovalRefusal;

interface Approve {
	readonly id: string;
	readonly contentHash: string;
}

/** A person's yes to exactly the content whose hash they saw. Never the author's, never that of anyone who edited it. */
export const approvePost =
	(needs: EditorialNeeds) =>
	async ({ id, contentHash }: Approve, actor: Actor): Promise<Result<Post, ApproveFailure>> => {
		// A program has no eyes: only a person counts as a pair.
		if (actor.kind !== 'person') return fail({ type: 'access.denied' });
		const job = { label: 'approve post', id, permission: 'post.approve' } as const;
		return workOnPost<Post, StageFailure | ApprovalRefusal>(needs, actor, {
			job,
			async work({ tx, post, now, settle }) {
				const staged = inStage(post, 'in-approval');
				if (!staged.ok) return staged;
				const allowed = mayApprove({ ...post, approvals: await approvalsOf(tx, id) }, actor.id, contentHash);
				if (!allowed.ok) return allowed;
				await addApproval(tx, { id: needs.ids.next('approval'), postId: id, personId: actor.id, contentHash, at: now });
				const enough = isApproved({ ...post, approvals: await approvalsOf(tx, id) });
				const next = enough ? atStage(post, 'approved') : post;
				const detail = { contentHash };
				return done(next, await settle(next, { what: 'approved', detail, payload: { person: actor.id, enough } }));
			},
		});
	};
