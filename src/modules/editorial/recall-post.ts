import type { Actor } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { done } from '#platform/act.ts';

import { inStage, type Post, type StageFailure } from './domain/post.ts';
import type { EditorialNeeds } from './needs.ts';
import { type WorkFailure, workOnPost } from './work-on-post.ts';

/** `too-late`: everything had left already; withdraw it instead. */
type Refusal = StageFailure | { readonly type: 'post.too-late' };
export type RecallFailure = WorkFailure | Refusal;

export interface Recalled {
	readonly post: Post;
	readonly recalled: number;
	/** Presences whose copy had left already. */
	readonly tooLate: readonly string[];
}

/** Calls back what has not left yet. If nothing left, the post is approved again and waits for a new time. */
export const recallPost =
	(needs: EditorialNeeds) =>
	({ id }: { readonly id: string }, actor: Actor): Promise<Result<Recalled, RecallFailure>> =>
		workOnPost<Recalled, Refusal>(needs, actor, {
			job: { label: 'recall post', id, permission: 'post.withdraw' },
			async work({ tx, post, settle }) {
				const staged = inStage({ ...post, correction: null }, 'scheduled', 'published');
				if (!staged.ok) return staged;
				const { recalled, tooLate } = await needs.delivery.recall(tx, id);
				const left = tooLate.map(({ presenceId }) => presenceId);
				const nothingOut = left.length === 0 && post.state === 'scheduled';
				if (recalled === 0 && !nothingOut) return fail({ type: 'post.too-late' });
				const back: Post = nothingOut ? { ...post, state: 'approved', dueAt: null, wall: null } : post;
				const leaf = await settle(back, { what: 'recalled', detail: { recalled, tooLate: left } });
				return done({ post: back, recalled, tooLate: left }, leaf);
			},
		});
