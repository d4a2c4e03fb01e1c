import { type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { type Approval, EYES } from './domain/approval.ts';
import { editorial } from './tables.ts';

export const approvalsOf = async (tx: Tx, postId: string): Promise<readonly Approval[]> => {
	const rows = await editorial(tx)
		.selectFrom('editorial_approval')
		.select(['person_id', 'content_hash', 'void_at'])
		.where('post_id', '=', postId)
		.orderBy('at')
		.execute();
	return rows.map((row) => ({ personId: row.person_id, contentHash: row.content_hash, voidAt: row.void_at }));
};

interface NewApproval {
	readonly id: string;
	readonly postId: string;
	readonly personId: string;
	readonly contentHash: string;
	readonly at: Instant;
}

export const addApproval = async (tx: Tx, { id, postId, personId, contentHash, at }: NewApproval): Promise<void> => {
	const row = { id, post_id: postId, person_id: personId, content_hash: contentHash, at: toDate(at) };
	await editorial(tx)
		.insertInto('editorial_approval')
		.values({ ...row, void_at: null, void_reason: null })
		.execute();
};

/** Takes every yes to the post back and says whose; nothing that waits under them may leave any more. */
export const voidApprovals = async (
	tx: Tx,
	postId: string,
	{ at, reason, except }: { readonly at: Instant; readonly reason: string; readonly except?: string | null },
): Promise<readonly { readonly personId: string; readonly contentHash: string }[]> => {
	const rows = await editorial(tx)
		.updateTable('editorial_approval')
		.set({ void_at: toDate(at), void_reason: reason })
		.where('post_id', '=', postId)
		.where('void_at', 'is', null)
		.where('content_hash', '!=', except ?? '')
		.returning(['person_id', 'content_hash'])
		.execute();
	return rows.map((row) => ({ personId: row.person_id, contentHash: row.content_hash }));
};

interface Asked {
	readonly subject: string;
	readonly contentHash: string;
}

/** The gate before every delivery: which of these may not leave, and why. Asked in the claiming transaction. */
export const refuseUnapproved = async (tx: Tx, asked: readonly Asked[]): Promise<ReadonlyMap<string, string>> => {
	const ids = asked.map(({ subject }) => subject);
	const posts = await editorial(tx)
		.selectFrom('editorial_post')
		.select(['id', 'state'])
		.where('id', 'in', ids)
		.execute();
	const approvals = await editorial(tx)
		.selectFrom('editorial_approval')
		.select(['post_id', 'content_hash'])
		.select(({ fn }) => fn.countAll<number>().as('given'))
		.where('post_id', 'in', ids)
		.where('void_at', 'is', null)
		.groupBy(['post_id', 'content_hash'])
		.execute();
	const refused = new Map<string, string>();
	for (const { subject, contentHash } of asked) {
		const state = posts.find(({ id }) => id === subject)?.state;
		const given = approvals.find((row) => row.post_id === subject && row.content_hash === contentHash)?.given ?? 0;
		if (state === undefined || state === 'withdrawn') refused.set(subject, 'post.withdrawn');
		else if (Number(given) < EYES - 1) refused.set(subject, 'post.approval-void');
	}
	return refused;
};
