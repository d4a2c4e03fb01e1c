import { sql } from 'kysely';

import type { Actor } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { type Instant, toDate, toIso, type WallTime } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { type DueFailure, decideDue, type Wanted } from '../domain/due.ts';
import type { Post } from '../domain/post.ts';
import { type RescheduleFailure, reschedulePost } from '../reschedule-post.ts';
import { findPost } from '../store.ts';
import { type WorkFailure, workOnPost } from '../work-on-post.ts';
import type { PlanningNeeds } from './needs.ts';
import { planning } from './tables.ts';

export interface Moved {
	readonly post: Post;
	readonly at: Instant | null;
}

/** What is out stays where it is: its time is a fact. */
type Fixed = { readonly type: 'plan.published-fixed' };
type Refusal = Fixed | DueFailure | { readonly type: 'post.not-possible-now'; readonly state: Post['state'] };
export type MoveFailure = RescheduleFailure | Refusal;

const inTheMaking = new Set<Post['state']>(['draft', 'in-approval', 'approved']);

/** Gives a post another time. A scheduled one is rescheduled; one in the making is wished for then. Approval holds: time is no content. */
export const movePost =
	(needs: PlanningNeeds) =>
	async (
		{ id, wanted }: { readonly id: string; readonly wanted: Wanted },
		actor: Actor,
	): Promise<Result<Moved, MoveFailure>> => {
		const seen = await needs.db.read('post to move', (tx) => findPost(tx, id));
		if (seen?.state === 'scheduled') {
			const moved = await reschedulePost(needs)({ id, wanted }, actor);
			return moved.ok ? ok({ post: moved.value, at: moved.value.dueAt }) : moved;
		}
		return workOnPost<Moved, Refusal>(needs, actor, {
			job: { label: 'wish for a time', id, permission: 'post.schedule' },
			async work({ tx, post, now, settle }) {
				const stays = refuseMove(post);
				if (!stays.ok) return stays;
				const due = decideDue(wanted, now);
				if (!due.ok) return due;
				const { acceptMissing: _, ...wall } = wanted;
				await keepWish(tx, id, { wall, at: due.value });
				const detail = { at: toIso(due.value), local: wall.local, zone: wall.zone };
				return done({ post, at: due.value }, await settle(post, { what: 'planned', detail }));
			},
		});
	};

/** Takes the wished time from a post in the making. */
export const undatePost =
	(needs: PlanningNeeds) =>
	({ id }: { readonly id: string }, actor: Actor): Promise<Result<Moved, WorkFailure | Refusal>> =>
		workOnPost<Moved, Refusal>(needs, actor, {
			job: { label: 'drop the wished time', id, permission: 'post.schedule' },
			async work({ tx, post, settle }) {
				const stays = refuseMove(post);
				if (!stays.ok) return stays;
				await keepWish(tx, id, null);
				return done({ post, at: null }, await settle(post, { what: 'undated' }));
			},
		});

const refuseMove = (post: Post): Result<void, Refusal> => {
	if (post.publishedAt !== null) return fail({ type: 'plan.published-fixed' });
	return inTheMaking.has(post.state) ? ok(undefined) : fail({ type: 'post.not-possible-now', state: post.state });
};

interface Wish {
	readonly wall: WallTime;
	readonly at: Instant;
}

/** Keeps the wished time beside the post; its content and its approval are not touched. */
export const keepWish = async (tx: Tx, id: string, wish: Wish | null): Promise<void> => {
	await planning(tx)
		.updateTable('editorial_post')
		.set({
			plan_local: wish?.wall.local ?? null,
			plan_zone: wish?.wall.zone ?? null,
			plan_occurrence: wish?.wall.occurrence ?? null,
			plan_at: wish === null ? sql`null` : toDate(wish.at),
		})
		.where('id', '=', id)
		.execute();
};
