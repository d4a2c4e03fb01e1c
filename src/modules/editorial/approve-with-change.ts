import type { JsonObject } from '#kernel/json.ts';
import type { Actor } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { type Instant, toDate, toIso } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { type ApprovalAround, approvalAround, deciderOf } from './approval-around.ts';
import { writeLetters } from './approval-mail.ts';
import { approvalsOf, askedOf, keepPlan, voidApprovals } from './approvals.ts';
import { countYes } from './approve-post.ts';
import { type AskFailure, frozenNow, keep } from './ask-for-approval.ts';
import { tellAll } from './ask-step.ts';
import { keepRevision } from './change-post.ts';
import { type Surroundings, surroundingsOf } from './context.ts';
import {
	type Approval,
	type ApprovalRefusal,
	type Asked,
	isApproved,
	mayApprove,
	type Plan,
	unseenChange,
} from './domain/approval.ts';
import { applyChanges, type ChangeFailure, type Changes } from './domain/change.ts';
import type { Frozen } from './domain/frozen.ts';
import { afterEdit, atStage, inStage, type Post, type StageFailure } from './domain/post.ts';
import { hashContent } from './hash-content.ts';
import type { EditorialNeeds } from './needs.ts';
import { prepareMedia } from './prepare-media.ts';
import { findPost, writeContent } from './store.ts';
import { editorial } from './tables.ts';
import { type Bench, type WorkFailure, workOnPost } from './work-on-post.ts';

type Words = Pick<Changes, 'title' | 'text' | 'renditions'>;
type Refusal =
	| StageFailure
	| ApprovalRefusal
	| ChangeFailure
	| Exclude<AskFailure, WorkFailure>
	| { readonly type: 'post.nothing-changed' };
export type ChangeAndApproveFailure = WorkFailure | Refusal;

interface ChangeAndApprove {
	readonly id: string;
	/** The content the approver has read and changes. */
	readonly contentHash: string;
	readonly changes: Words;
}

/**
 * Says yes to a version the approver words themselves. Every other yes is void; the words count only once somebody who wrote,
 * or another approver, has seen them. From then on the approver is one of those who wrote.
 */
export const approveWithChange =
	(needs: EditorialNeeds) =>
	async (
		{ id, contentHash, changes }: ChangeAndApprove,
		actor: Actor,
	): Promise<Result<Post, ChangeAndApproveFailure>> => {
		if (actor.kind !== 'person') return fail({ type: 'access.denied' });
		const seen = await needs.db.read('post to change', (tx) => findPost(tx, id));
		if (seen === null) return fail({ type: 'post.not-found' });
		const surroundings = await surroundingsOf(needs, seen.unitId);
		const around = await approvalAround(needs, seen.unitId);
		await prepareMedia(needs, seen, surroundings.outlets);
		return workOnPost<Post, Refusal>(needs, actor, {
			job: { label: 'approve with a change', id, permission: 'post.approve' },
			async work(bench) {
				const { post, now } = bench;
				const staged = inStage(post, 'in-approval');
				if (!staged.ok) return staged;
				const before = await askedOf(bench.tx, post);
				const allowed = mayApprove(before, { by: deciderOf(actor, post.unitId), hash: contentHash, now });
				if (!allowed.ok) return allowed;
				const reworded = await reword(bench, { changes, surroundings, actor });
				if (!reworded.ok) return reworded;
				const { next, fields, frozen } = reworded.value;
				const plan: Plan = { ...before.plan, askedAt: now };
				const voided = await voidApprovals(bench.tx, id, { at: now, reason: 'changed' });
				await keepWords(bench.tx, { next, fields, frozen, plan, actor, now });
				await tellWriters(needs, bench.tx, { next, plan, around, actor });
				const changeLeaf = await bench.settle(next, {
					what: 'changed-by-approver',
					detail: { revision: next.revision },
					payload: {
						fields: [...fields],
						content: next.content as unknown as JsonObject, // NOTE: content is plain data; the interface only lacks an index signature.
						voided: voided.map(({ personId }) => personId),
					},
				});
				const hash = next.contentHash ?? '';
				const yes = { personId: actor.id, contentHash: hash, step: allowed.value.id, way: 'change' as const };
				const asked = { plan, contentHash: hash, approvals: [] };
				const given = { around, asked, approval: yes, by: actor.name };
				const { next: standing, leaf } = await countYes(needs, { ...bench, post: next }, given);
				return done<Post>(standing, changeLeaf, leaf);
			},
		});
	};

interface Reword {
	readonly changes: Words;
	readonly surroundings: Surroundings;
	readonly actor: Actor;
}
interface Reworded {
	readonly next: Post;
	readonly fields: readonly string[];
	readonly frozen: Frozen;
}

/** The post in the approver's words, frozen as it would go out. */
const reword = async (
	{ tx, post, now }: Bench,
	{ changes, surroundings, actor }: Reword,
): Promise<Result<Reworded, Refusal>> => {
	const changed = applyChanges(post, changes, { by: actor.id, at: toIso(now) });
	if (!changed.ok) return changed;
	const { fields } = changed.value;
	if (fields.length === 0) return fail({ type: 'post.nothing-changed' });
	const edited = { ...afterEdit(post, changed.value, actor.id), changedAt: now };
	const frozen = await frozenNow(tx, edited, surroundings);
	if (!frozen.ok) return frozen;
	const contentHash = hashContent(frozen.value);
	return ok({ next: { ...atStage(edited, 'in-approval'), contentHash, askedAt: now }, fields, frozen: frozen.value });
};

interface Keep extends Reworded {
	readonly plan: Plan;
	readonly actor: Actor;
	readonly now: Instant;
}

const keepWords = async (tx: Tx, { next, fields, frozen, plan, actor, now }: Keep): Promise<void> => {
	await writeContent(tx, next);
	await keepRevision(tx, { edited: next, actor, fields, now });
	await keep(tx, next, frozen);
	await keepPlan(tx, { postId: next.id, contentHash: next.contentHash ?? '', plan });
};

interface Tell {
	readonly next: Post;
	readonly plan: Plan;
	readonly around: ApprovalAround;
	readonly actor: Actor;
}

const tellWriters = async (needs: EditorialNeeds, tx: Tx, { next, plan, around, actor }: Tell): Promise<void> => {
	const to = around.holders.filter(({ personId }) => plan.wrote.includes(personId));
	await writeLetters(needs, tx, { kind: 'changed', to, post: next, around, by: actor.name });
	await tellAll(needs, tx, { kind: 'changed', post: next, to: plan.wrote, byId: actor.id });
};

type AcceptRefusal =
	| StageFailure
	| { readonly type: 'post.content-differs' }
	| { readonly type: 'post.nothing-to-accept' };
export type AcceptFailure = WorkFailure | AcceptRefusal;

/** One of those who wrote has seen what the approver changed, and agrees. */
export const acceptChange =
	(needs: EditorialNeeds) =>
	({ id, contentHash }: { id: string; contentHash: string }, actor: Actor): Promise<Result<Post, AcceptFailure>> =>
		workOnPost<Post, AcceptRefusal>(needs, actor, {
			job: { label: 'accept change', id, permission: 'post.write' },
			async work({ tx, post, now, settle }: Bench) {
				const staged = inStage(post, 'in-approval');
				if (!staged.ok) return staged;
				const asked = await askedOf(tx, post);
				const change = toAgreeTo(asked, contentHash, actor.id);
				if (!change.ok) return change;
				await keepAgreement(tx, { post, change: change.value, by: actor.id, now });
				const enough = isApproved({ ...asked, approvals: await approvalsOf(tx, id) });
				const next = enough ? atStage(post, 'approved') : post;
				if (enough) await tellAll(needs, tx, { kind: 'approved', post, to: [change.value.personId], byId: actor.id });
				const payload = { changedBy: change.value.personId, enough };
				return done<Post>(next, await settle(next, { what: 'change-accepted', detail: { contentHash }, payload }));
			},
		});

/** The change that waits for this person, who wrote and has seen exactly this content. */
const toAgreeTo = (asked: Asked, contentHash: string, by: string): Result<Approval, AcceptRefusal> => {
	if (asked.contentHash !== contentHash) return fail({ type: 'post.content-differs' });
	const change = unseenChange(asked);
	if (change === null || !asked.plan.wrote.includes(by)) return fail({ type: 'post.nothing-to-accept' });
	return ok(change);
};

interface Agreement {
	readonly post: Post;
	readonly change: Approval;
	readonly by: string;
	readonly now: Instant;
}

const keepAgreement = async (tx: Tx, { post, change, by, now }: Agreement): Promise<void> => {
	await editorial(tx)
		.updateTable('editorial_approval')
		.set({ accepted_by: by, accepted_at: toDate(now) })
		.where('post_id', '=', post.id)
		.where('content_hash', '=', change.contentHash)
		.where('person_id', '=', change.personId)
		.where('void_at', 'is', null)
		.execute();
};
