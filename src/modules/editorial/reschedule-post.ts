import type { Actor } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { type Instant, toIso } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';
import { dayOf } from './context.ts';
import { afterEmbargo, type DueFailure, decideDue, type EmbargoFailure, type Wanted } from './domain/due.ts';
import { expiredOn, type MediaExpired } from './domain/library.ts';
import { inStage, type Post, type StageFailure } from './domain/post.ts';
import { mediaItems } from './media-store.ts';
import type { EditorialNeeds } from './needs.ts';
import { type WorkFailure, workOnPost } from './work-on-post.ts';

type Refusal = StageFailure | DueFailure | EmbargoFailure | MediaExpired | { readonly type: 'post.too-late' };
export type RescheduleFailure = WorkFailure | Refusal;

interface Reschedule {
	readonly id: string;
	readonly wanted: Wanted;
}

/** Moves a scheduled post to another time; the approval holds, for its content is the same. */
export const reschedulePost =
	(needs: EditorialNeeds) =>
	async ({ id, wanted }: Reschedule, actor: Actor): Promise<Result<Post, RescheduleFailure>> => {
		const { zone } = await needs.people.authority();
		return workOnPost<Post, Refusal>(needs, actor, {
			job: { label: 'reschedule post', id, permission: 'post.schedule' },
			async work({ tx, post, now, settle }) {
				const due = await timeFor(tx, post, { wanted, now, zone });
				if (!due.ok) return due;
				if ((await needs.delivery.reschedule(tx, id, due.value)) === 0) return fail({ type: 'post.too-late' });
				const { acceptMissing: _, ...wall } = wanted;
				const moved = { ...post, wall, dueAt: due.value };
				const detail = { dueAt: toIso(due.value), local: wall.local, zone: wall.zone };
				return done(moved, await settle(moved, { what: 'rescheduled', detail }));
			},
		});
	};

interface NewTime {
	readonly wanted: Wanted;
	readonly now: Instant;
	readonly zone: string;
}

/** The wanted time, where nothing of the post stands against it: no embargo, and no picture whose right ends before. */
const timeFor = async (tx: Tx, post: Post, { wanted, now, zone }: NewTime): Promise<Result<Instant, Refusal>> => {
	const staged = inStage(post, 'scheduled');
	if (!staged.ok) return staged;
	const due = decideDue(wanted, now);
	if (!due.ok) return due;
	const free = afterEmbargo(post, due.value);
	if (!free.ok) return free;
	const ids = post.content.media.map(({ mediaId }) => mediaId);
	const over = expiredOn(await mediaItems(tx, ids), dayOf(due.value, zone));
	return over === null ? due : fail(over);
};
