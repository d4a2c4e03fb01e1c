import type { Actor } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { toIso } from '#kernel/time.ts';
import { done } from '#platform/act.ts';

import { afterEmbargo, type DueFailure, decideDue, type EmbargoFailure, type Wanted } from './domain/due.ts';
import { inStage, type Post, type StageFailure } from './domain/post.ts';
import type { EditorialNeeds } from './needs.ts';
import { type WorkFailure, workOnPost } from './work-on-post.ts';

type Refusal = StageFailure | DueFailure | EmbargoFailure | { readonly type: 'post.too-late' };
export type RescheduleFailure = WorkFailure | Refusal;

interface Reschedule {
	readonly id: string;
	readonly wanted: Wanted;
}

/** Moves a scheduled post to another time; the approval holds, for its content is the same. */
export const reschedulePost =
	(needs: EditorialNeeds) =>
	({ id, wanted }: Reschedule, actor: Actor): Promise<Result<Post, RescheduleFailure>> =>
		workOnPost<Post, Refusal>(needs, actor, {
			job: { label: 'reschedule post', id, permission: 'post.schedule' },
			async work({ tx, post, now, settle }) {
				const staged = inStage(post, 'scheduled');
				if (!staged.ok) return staged;
				const due = decideDue(wanted, now);
				if (!due.ok) return due;
				const free = afterEmbargo(post, due.value);
				if (!free.ok) return free;
				if ((await needs.delivery.reschedule(tx, id, due.value)) === 0) return fail({ type: 'post.too-late' });
				const { acceptMissing: _, ...wall } = wanted;
				const moved = { ...post, wall, dueAt: due.value };
				const detail = { dueAt: toIso(due.value), local: wall.local, zone: wall.zone };
				return done(moved, await settle(moved, { what: 'rescheduled', detail }));
			},
		});
