import type { Actor } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { voidApprovals } from './approvals.ts';
import { inStage, type Post, type StageFailure } from './domain/post.ts';
import type { EditorialNeeds } from './needs.ts';
import { frozenOf, keepFrozen, writeContent } from './store.ts';
import { editorial } from './tables.ts';
import { type WorkFailure, workOnPost } from './work-on-post.ts';

export type CorrectFailure = WorkFailure | StageFailure;

interface Correct {
	readonly id: string;
	/** Stands with the correction on the public page. */
	readonly reason: string;
}

const nothingAsked = { contentHash: null, askedAt: null };

/** Opens a published post for correction. What is out stays as it is until the correction is approved and goes out. */
export const correctPost =
	(needs: EditorialNeeds) =>
	({ id, reason }: Correct, actor: Actor): Promise<Result<Post, CorrectFailure>> =>
		workOnPost<Post, StageFailure>(needs, actor, {
			job: { label: 'correct post', id, permission: 'post.write' },
			async work({ tx, post, settle }) {
				const staged = inStage(post, 'published');
				if (!staged.ok) return staged;
				const begun = { correction: 'draft', correctionReason: reason, editors: [actor.id] } as const;
				const opened: Post = { ...post, ...begun, ...nothingAsked };
				await keepFrozen(tx, id, null);
				return done(opened, await settle(opened, { what: 'correction-begun', detail: { reason } }));
			},
		});

/** Gives a correction up: the content is again what is out. */
export const dropCorrection =
	(needs: EditorialNeeds) =>
	({ id }: { readonly id: string }, actor: Actor): Promise<Result<Post, CorrectFailure>> =>
		workOnPost<Post, StageFailure>(needs, actor, {
			job: { label: 'drop correction', id, permission: 'post.write' },
			async work({ tx, post, now, settle }) {
				if (post.correction === null) return fail({ type: 'post.not-possible-now', state: post.state });
				const content = await contentOf(tx, id, post.publishedRevision);
				const { publishedHash } = await frozenOf(tx, id);
				const settled = {
					correction: null,
					correctionReason: null,
					editors: [],
					contentHash: publishedHash,
					askedAt: null,
				};
				const restored: Post = { ...post, ...settled, content, revision: post.revision + 1 };
				await writeContent(tx, restored);
				await keepFrozen(tx, id, null);
				await voidApprovals(tx, id, { at: now, reason: 'correction-dropped', except: publishedHash });
				return done(restored, await settle(restored, { what: 'correction-dropped' }));
			},
		});

const contentOf = async (tx: Tx, id: string, revision: number | null): Promise<Post['content']> => {
	const row = await editorial(tx)
		.selectFrom('editorial_revision')
		.select('content')
		.where('post_id', '=', id)
		.where('number', '=', revision)
		.executeTakeFirstOrThrow();
	return row.content as unknown as Post['content']; // NOTE: written by keepRevision from this very type.
};
