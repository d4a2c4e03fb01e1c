import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { type ApprovalAround, approvalAround, candidatesOf } from './approval-around.ts';
import { publishedBy, rulesInForce } from './approval-rules.ts';
import { approvalsOf, keepPlan } from './approvals.ts';
import { askOpenSteps } from './ask-step.ts';
import { aboutPost, linkFor, mediaToFreeze, type Surroundings, slugFor, surroundingsOf } from './context.ts';
import { findDocument } from './documents/store.ts';
import { lackingStep, type Plan } from './domain/approval.ts';
import { type ApprovalRule, type Risk, riskOf, ruleFor, stepsFor } from './domain/approval-rule.ts';
import type { Finding } from './domain/checks/finding.ts';
import { checkPost, type PostAbout } from './domain/checks/post.ts';
import { asApproved, type FreezeFailure, type Frozen, freeze } from './domain/frozen.ts';
import { atStage, inStage, type Post, type StageFailure } from './domain/post.ts';
import { hashContent } from './hash-content.ts';
import { describeFromPost } from './library/describe-from-post.ts';
import { fitsOf, type MediaItem, mediaWithPosters } from './media-store.ts';
import type { EditorialNeeds } from './needs.ts';
import { prepareMedia } from './prepare-media.ts';
import { findPost, keepFrozen } from './store.ts';
import { editorial } from './tables.ts';
import { keepVerdict } from './verdict.ts';
import { isBlocking, waiversOf, withWaivers } from './waivers.ts';
import { type WorkFailure, workOnPost } from './work-on-post.ts';

export type BlockFailure = { readonly type: 'post.blocked'; readonly findings: readonly Finding[] };
/** Too few people who wrote none of it: in the step of this name, or at all. */
type NobodyFailure = { readonly type: 'post.nobody-to-approve'; readonly step: string };
type Refusal = StageFailure | FreezeFailure | BlockFailure | NobodyFailure;
export type AskFailure = WorkFailure | Refusal;

/** Checks, prepares the pictures, freezes what will go out, finds the rule in force, and asks those whose turn it is. */
export const askForApproval =
	(needs: EditorialNeeds) =>
	async ({ id }: { readonly id: string }, actor: Actor): Promise<Result<Post, AskFailure>> => {
		const seen = await needs.db.read('post to ask for', (tx) => findPost(tx, id));
		if (seen === null) return fail({ type: 'post.not-found' });
		if (!may(actor, 'post.write', seen.unitId)) return fail({ type: 'access.denied' });
		const around = await surroundingsOf(needs, seen.unitId);
		const people = await approvalAround(needs, seen.unitId);
		await prepareMedia(needs, seen, around.outlets);

		return workOnPost<Post, Refusal>(needs, actor, {
			job: { label: 'ask for approval', id, permission: 'post.write' },
			async work({ tx, post, now, settle }) {
				const staged = inStage(post, 'draft');
				if (!staged.ok) return staged;
				const planned = await planFor(tx, post, { around, people, now });
				if (!planned.ok) return planned;
				const checked = await checkedNow(tx, post, around);
				if (!checked.ok) return checked;
				const { frozen, findings } = checked.value;
				const contentHash = hashContent(frozen);
				const { numbers } = around.rules;
				const asked = { ...atStage(post, 'in-approval'), contentHash, askedAt: now };
				await keep(tx, asked, frozen);
				await keepVerdict(tx, { postId: id, contentHash, numbers, findings, at: now });
				await keepPlan(tx, { postId: id, contentHash, plan: planned.value });
				const standing = { plan: planned.value, contentHash, approvals: await approvalsOf(tx, id) };
				const by = { by: actor.name, byId: actor.id };
				await askOpenSteps(needs, tx, { post: asked, asked: standing, around: people, ...by });
				const described = await describeFromPost(needs, tx, { post, byId: actor.id });
				const { ruleId, ruleVersion } = planned.value;
				const payload = { content: frozen, rule: ruleId, ruleVersion };
				const detail = { contentHash, rules: { ...numbers } };
				return done(asked, await settle(asked, { what: 'approval-asked', detail, payload }), ...described);
			},
		});
	};

interface PlanWith {
	readonly around: Surroundings;
	readonly people: ApprovalAround;
	readonly now: Instant;
}

/** What the post passes by the rule in force; fails where a step could never be fulfilled. */
const planFor = async (tx: Tx, post: Post, given: PlanWith): Promise<Result<Plan, NobodyFailure>> => {
	const plan = await planAnyway(tx, post, given);
	const { steps, wrote } = plan;
	const lacking = lackingStep(steps, candidatesOf(steps, { holders: given.people.holders, wrote }));
	return lacking === null ? ok(plan) : fail({ type: 'post.nobody-to-approve', step: lacking.name });
};

/** What would be asked of whom now, whether there are people enough or not. */
export const planAnyway = async (tx: Tx, post: Post, given: PlanWith): Promise<Plan> => {
	const rule = await ruleOf(tx, post, given);
	const wrote = [...new Set([post.authorId, ...post.editors])];
	const published = rule.mentor === null ? 0 : await publishedBy(tx, post.authorId, rule.mentor.posts);
	const { id: ruleId, version: ruleVersion, name: ruleName, order } = rule;
	const { hours } = given.people;
	return { ruleId, ruleVersion, ruleName, order, steps: stepsFor(rule, published), wrote, askedAt: given.now, hours };
};

/** The rule in force for the post as it is written now. */
const ruleOf = async (tx: Tx, post: Post, { around, people }: PlanWith): Promise<ApprovalRule> => {
	const chosen = post.content.renditions.map(({ presenceId }) => presenceId);
	const channels = around.outlets.filter(({ id }) => chosen.includes(id)).map(({ channel }) => channel);
	const risk: Risk = riskOf(checkPost(post.content, aboutPost(post, around, await itemsOf(tx, post))));
	return ruleFor(await rulesInForce(tx), { unitPath: people.unitPath, channels, kind: post.content.kind, risk });
};

const itemsOf = (tx: Tx, { content }: Post): Promise<readonly MediaItem[]> =>
	mediaWithPosters(
		tx,
		content.media.map(({ mediaId }) => mediaId),
	);

/** Surroundings, and what was approved already where something was. */
type Given = Surroundings & { readonly approved?: Frozen | null };

/** Refuses what is blocked, and puts together exactly what would go out. */
export const frozenNow = async (
	tx: Tx,
	post: Post,
	given: Given,
): Promise<Result<Frozen, BlockFailure | FreezeFailure>> => {
	const checked = await checkedNow(tx, post, given);
	return checked.ok ? ok(checked.value.frozen) : checked;
};

interface Checked {
	readonly frozen: Frozen;
	readonly findings: readonly Finding[];
}

const checkedNow = async (
	tx: Tx,
	post: Post,
	{ approved, ...around }: Given,
): Promise<Result<Checked, BlockFailure | FreezeFailure>> => {
	const items = await itemsOf(tx, post);
	const about: PostAbout = aboutPost(post, around, items);
	const findings = withWaivers(checkPost(post.content, about), await waiversOf(tx, post.id));
	const blocks = findings.filter(isBlocking);
	if (blocks.length > 0) return fail({ type: 'post.blocked', findings: blocks });
	const place = { slug: slugFor(post), link: linkFor(around.origin, post), copyLink: about.link };
	const library = mediaToFreeze(items);
	const ids = items.map(({ id }) => id);
	const document = await findDocument(tx, post.content.document?.documentId);
	const frozen = freeze(post, {
		...{ ...place, document },
		library: approved ? asApproved(library, post.content, approved) : library,
		fits: await fitsOf(tx, ids),
		outlets: around.outlets,
		fileNames: about.fileNames,
	});
	return frozen.ok ? ok({ frozen: frozen.value, findings }) : frozen;
};

/** Keeps the frozen content, and closes the entry of the history it comes from. */
export const keep = async (tx: Tx, asked: Post, frozen: Frozen): Promise<void> => {
	await keepFrozen(tx, asked.id, frozen);
	await editorial(tx)
		.updateTable('editorial_revision')
		.set({ sealed: true })
		.where('post_id', '=', asked.id)
		.where('number', '=', asked.revision)
		.execute();
};
