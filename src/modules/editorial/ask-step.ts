import { type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { type ApprovalAround, askedIn } from './approval-around.ts';
import { writeLetters } from './approval-mail.ts';
import { type Asked, standingOf } from './domain/approval.ts';
import type { Post } from './domain/post.ts';
import type { EditorialNeeds } from './needs.ts';
import { editorial } from './tables.ts';

interface AskSteps {
	readonly post: Post;
	readonly asked: Asked;
	readonly around: ApprovalAround;
	/** Who asks, by name. */
	readonly by: string;
	readonly byId: string;
}

/** Asks everybody whose turn it is now and who has not been asked yet: by mail, and on their desk. */
export const askOpenSteps = async (needs: EditorialNeeds, tx: Tx, { post, asked, around, by, byId }: AskSteps) => {
	const open = standingOf(asked).filter(({ state }) => state === 'open');
	for (const { step, dueAt } of open) {
		const first = await noteCall(tx, { post, step: step.id, what: 'asked', at: needs.clock.now() });
		if (!first) continue;
		const given = { holders: around.holders, wrote: asked.plan.wrote };
		const decided = new Set(asked.approvals.filter(({ voidAt }) => voidAt === null).map(({ personId }) => personId));
		const to = askedIn(step.deciders, given).filter(({ personId }) => !decided.has(personId));
		await writeLetters(needs, tx, { kind: 'asked', to, post, around, by, step, dueAt });
		await tellAll(needs, tx, { kind: 'approval-asked', post, to: to.map(({ personId }) => personId), byId });
	}
};

interface Telling {
	readonly kind: Parameters<EditorialNeeds['notices']['tell']>[1]['kind'];
	readonly post: Pick<Post, 'id' | 'unitId' | 'content'>;
	readonly to: readonly string[];
	readonly byId: string | null;
}

export const tellAll = ({ notices }: Pick<EditorialNeeds, 'notices'>, tx: Tx, { kind, post, to, byId }: Telling) =>
	notices.tell(tx, { to, kind, postId: post.id, unitId: post.unitId, title: post.content.title, byId });

/** Nobody is asked any more: what lay on their desks is over. */
export const askedIsOver = ({ notices }: Pick<EditorialNeeds, 'notices'>, tx: Tx, postId: string): Promise<void> =>
	notices.over(tx, { postId, kinds: ['approval-asked', 'approval-overdue'] });

interface Call {
	readonly post: Pick<Post, 'id' | 'contentHash'>;
	readonly step: string;
	readonly what: string;
	readonly at: Instant;
}

/** Notes that a step's people were told; false when they had been already. */
export const noteCall = async (tx: Tx, { post, step, what, at }: Call): Promise<boolean> => {
	const row = { post_id: post.id, content_hash: post.contentHash ?? '', step, what, at: toDate(at) };
	const added = await editorial(tx)
		.insertInto('editorial_approval_call')
		.values(row)
		.onConflict((same) => same.doNothing())
		.executeTakeFirst();
	return added.numInsertedOrUpdatedRows === 1n;
};
