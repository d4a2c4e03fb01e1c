import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { done } from '#platform/act.ts';

import { approvalAround } from './approval-around.ts';
import { writeLetters } from './approval-mail.ts';
import { voidApprovals } from './approvals.ts';
import { askedIsOver, tellAll } from './ask-step.ts';
import { atStage, inStage, type Post, type StageFailure } from './domain/post.ts';
import type { EditorialNeeds } from './needs.ts';
import { findPost, keepFrozen } from './store.ts';
import { type WorkFailure, workOnPost } from './work-on-post.ts';

export type SendBackFailure = WorkFailure | StageFailure;

interface SendBack {
	readonly id: string;
	readonly reason: string;
}

/** Not yet: the post goes back to its author with a reason. Writers may take their own request back the same way. */
export const sendBack =
	(needs: EditorialNeeds) =>
	async ({ id, reason }: SendBack, actor: Actor): Promise<Result<Post, SendBackFailure>> => {
		const seen = await needs.db.read('post to send back', (tx) => findPost(tx, id));
		if (seen === null) return fail({ type: 'post.not-found' });
		const permission = may(actor, 'post.approve', seen.unitId) ? 'post.approve' : 'post.write';
		const around = await approvalAround(needs, seen.unitId);

		return workOnPost<Post, StageFailure>(needs, actor, {
			job: { label: 'send post back', id, permission },
			async work({ tx, post, now, settle }) {
				const staged = inStage(post, 'in-approval', 'approved');
				if (!staged.ok) return staged;
				const draft = { ...atStage(post, 'draft'), contentHash: null, askedAt: null };
				await keepFrozen(tx, id, null);
				const taken = await voidApprovals(tx, id, { at: now, reason: 'sent-back' });
				if (actor.id !== post.authorId) {
					const to = around.holders.filter(({ personId }) => personId === post.authorId);
					await writeLetters(needs, tx, { kind: 'returned', to, post, around, by: actor.name, reason });
				}
				await tellAll(needs, tx, { kind: 'sent-back', post, to: [post.authorId, ...post.editors], byId: actor.id });
				await askedIsOver(needs, tx, id);
				const payload = { approvalsVoided: taken.map(({ personId }) => personId) };
				return done(draft, await settle(draft, { what: 'sent-back', detail: { reason }, payload }));
			},
		});
	};
