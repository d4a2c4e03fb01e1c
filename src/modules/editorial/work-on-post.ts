import type { JsonObject } from '#kernel/json.ts';
import { type Actor, may, type Permission } from '#kernel/permission.ts';
import { type Failure, fail, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';
import type { Done, Leaf } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Post } from './domain/post.ts';
import type { EditorialNeeds } from './needs.ts';
import { addStepAloud, lockPost, type NotFound, savePost } from './store.ts';

type Needs = Pick<EditorialNeeds, 'act' | 'clock' | 'ids'>;

export type WorkFailure = NotFound | { readonly type: 'access.denied' };

interface Happened {
	/** What the history on the desk calls it; the leaf is `post.<what>`. */
	readonly what: string;
	readonly detail?: JsonObject;
	/** What only the log keeps. */
	readonly payload?: JsonObject;
}

/** A post on the bench: locked, allowed, with the moment it is worked on. */
export interface Bench {
	readonly tx: Tx;
	readonly post: Post;
	readonly now: Instant;
	/** Saves the post, writes its history, tells every desk, and answers the leaf of the act. */
	settle(next: Post, happened: Happened): Promise<Leaf>;
}

interface Job {
	readonly label: string;
	readonly id: string;
	/** Null: the caller has proved the right in another way, by a link and its code. */
	readonly permission: Permission | null;
}

/** One act on one post: one transaction, the post locked, the right checked in its unit. */
export const workOnPost = <T, E extends Failure>(
	needs: Needs,
	actor: Actor,
	{ job, work }: { readonly job: Job; readonly work: (bench: Bench) => Promise<Result<Done<T>, E>> },
): Promise<Result<T, E | WorkFailure>> =>
	needs.act<T, E | WorkFailure>(job.label, actor, async (tx) => {
		const found = await lockPost(tx, job.id);
		if (!found.ok) return found;
		const post = found.value;
		if (job.permission !== null && !may(actor, job.permission, post.unitId)) return fail({ type: 'access.denied' });
		const now = needs.clock.now();
		return work({
			tx,
			post,
			now,
			async settle(next, { what, detail = {}, payload = {} }) {
				const { id, unitId } = post;
				await savePost(tx, { ...next, changedAt: now });
				const step = { id: needs.ids.next('step'), postId: id, at: now, byId: actor.id, what, detail };
				await addStepAloud(tx, { ...step, unitId });
				return { kind: `post.${what}`, subject: id, unitId, payload: { ...detail, ...payload } };
			},
		});
	});
