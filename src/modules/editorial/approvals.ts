import { fromDate, type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { type Approval, type Asked, defaultPlan, type Plan } from './domain/approval.ts';
import type { Post } from './domain/post.ts';
import { editorial } from './tables.ts';

export const approvalsOf = async (tx: Tx, postId: string): Promise<readonly Approval[]> =>
	(await approvalsOfAll(tx, [postId])).get(postId) ?? [];

const approvalsOfAll = async (tx: Tx, postIds: readonly string[]): Promise<Map<string, Approval[]>> => {
	const rows = await editorial(tx)
		.selectFrom('editorial_approval')
		.select(['post_id', 'person_id', 'content_hash', 'void_at', 'step', 'at', 'way', 'accepted_by'])
		.where('post_id', 'in', postIds)
		.orderBy('at')
		.execute();
	const toApproval = (row: (typeof rows)[number]): Approval => ({
		personId: row.person_id,
		contentHash: row.content_hash,
		voidAt: row.void_at,
		step: row.step,
		at: fromDate(row.at),
		way: row.way,
		acceptedBy: row.accepted_by,
	});
	const all = Map.groupBy(rows, (row) => row.post_id);
	return new Map([...all].map(([id, own]) => [id, own.map(toApproval)]));
};

/** Everything a decision on the post's content rests on: its plan, and who said yes so far. */
export const askedOf = async (tx: Tx, post: Post): Promise<Asked> => {
	const { id, contentHash, authorId, editors } = post;
	const kept = contentHash === null ? undefined : (await plansOf(tx, [id])).get(`${id} ${contentHash}`);
	const plan = kept ?? defaultPlan([authorId, ...editors], post.askedAt ?? post.createdAt);
	return { plan, contentHash, approvals: await approvalsOf(tx, id) };
};

/** The same for many posts at once. */
export const askedOfAll = async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Asked>> => {
	if (ids.length === 0) return new Map();
	const posts = await editorial(tx)
		.selectFrom('editorial_post')
		.select(['id', 'content_hash', 'author_id', 'editors', 'asked_at', 'created_at'])
		.where('id', 'in', ids)
		.execute();
	const plans = await plansOf(tx, ids);
	const approvals = await approvalsOfAll(tx, ids);
	return new Map(
		posts.map((post) => {
			const { id, content_hash: contentHash, author_id, editors, asked_at, created_at } = post;
			const kept = plans.get(`${id} ${contentHash}`);
			const plan = kept ?? defaultPlan([author_id, ...editors], fromDate(asked_at ?? created_at));
			return [id, { plan, contentHash, approvals: approvals.get(id) ?? [] }];
		}),
	);
};

/** Keeps what the post passes, for exactly the content that was asked for. */
export const keepPlan = async (
	tx: Tx,
	{ postId, contentHash, plan }: { readonly postId: string; readonly contentHash: string; readonly plan: Plan },
): Promise<void> => {
	const row = { post_id: postId, content_hash: contentHash, plan: JSON.stringify(plan) };
	await editorial(tx)
		.insertInto('editorial_approval_plan')
		.values(row)
		.onConflict((same) => same.columns(['post_id', 'content_hash']).doUpdateSet({ plan: row.plan }))
		.execute();
	const calls = editorial(tx).deleteFrom('editorial_approval_call').where('post_id', '=', postId);
	await calls.where('content_hash', '=', contentHash).execute();
};

const plansOf = async (tx: Tx, postIds: readonly string[]): Promise<ReadonlyMap<string, Plan>> => {
	const rows = await editorial(tx)
		.selectFrom('editorial_approval_plan')
		.selectAll()
		.where('post_id', 'in', postIds)
		.execute();
	// NOTE: jsonb, written by keepPlan from this very type.
	return new Map(rows.map((row) => [`${row.post_id} ${row.content_hash}`, row.plan as unknown as Plan]));
};

export interface NewApproval extends Omit<Approval, 'voidAt' | 'acceptedBy'> {
	readonly id: string;
	readonly postId: string;
	readonly guest?: { readonly name: string; readonly office: string };
}

export const addApproval = async (tx: Tx, approval: NewApproval): Promise<void> => {
	const { id, postId, personId, contentHash, step, at, way, guest } = approval;
	const row = { id, post_id: postId, person_id: personId, content_hash: contentHash, at: toDate(at), step, way };
	const named = { guest_name: guest?.name ?? null, guest_office: guest?.office ?? null };
	await editorial(tx)
		.insertInto('editorial_approval')
		.values({ ...row, ...named, void_at: null, void_reason: null, accepted_by: null, accepted_at: null })
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
	await editorial(tx)
		.updateTable('editorial_emergency')
		.set({ void_at: toDate(at) })
		.where('post_id', '=', postId)
		.where('void_at', 'is', null)
		.where('content_hash', '!=', except ?? '')
		.execute();
	await editorial(tx)
		.updateTable('editorial_approval_link')
		.set({ ended_at: toDate(at), ended: 'taken-back' })
		.where('post_id', '=', postId)
		.where('ended_at', 'is', null)
		.execute();
	return rows.map((row) => ({ personId: row.person_id, contentHash: row.content_hash }));
};
