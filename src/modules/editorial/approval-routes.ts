import * as contract from '#contract/approval.ts';
import * as comments from '#contract/comments.ts';
import { ok, type Result } from '#kernel/result.ts';
import { toIso } from '#kernel/time.ts';
import type { Mount } from '#platform/http/mount.ts';

import type { ApprovalActs } from './acts.ts';
import type { ApprovalRule } from './domain/approval-rule.ts';
import type { Post } from './domain/post.ts';
import { settled } from './routes.ts';

const common = { 'access.denied': 403, 'post.not-found': 404, 'post.not-possible-now': 409 } as const;
const decide = {
	...common,
	'post.own-approval': 403,
	'post.content-differs': 409,
	'post.approved-already': 409,
	'post.not-asked': 403,
	'post.step-waits': 409,
} as const;
const freeze = { 'post.blocked': 422, 'post.media-not-ready': 409, 'post.nobody-to-approve': 409 } as const;
const rule = {
	'access.denied': 403,
	'approval.rule-not-found': 404,
	'approval.rule-changed-meanwhile': 409,
	'approval.step-without-deciders': 422,
	'approval.guest-works-here': 422,
} as const;
const comment = {
	'access.denied': 403,
	'post.not-found': 404,
	'comment.not-found': 404,
	'comment.passage-gone': 409,
	'comment.person-unknown': 422,
} as const;

/** Hangs everything about approval on its address. */
export const approvalRoutes = (mount: Mount, { read, ...act }: ApprovalActs): void => {
	mountRules(mount, { read, ...act });
	mountLinks(mount, act);
	mount(contract.releasesToCheckEndpoint, { problems: {}, handle: (input, { actor }) => read.releases(input, actor) });
	mount(comments.openTasksEndpoint, { problems: {}, handle: (input, { actor }) => read.tasks(input, actor) });
	mount(contract.readApprovalEndpoint, {
		problems: { 'post.not-found': 404 },
		handle: (input, { actor }) => read.approval(input, actor),
	});
	mount(contract.approveWithChangeEndpoint, {
		problems: { ...decide, ...freeze, 'post.changed-meanwhile': 409, 'post.nothing-changed': 422 },
		handle: async ({ id, contentHash, ...changes }, { actor }) =>
			standing(await act.approveWithChange({ id, contentHash, changes }, actor)),
	});
	mount(contract.acceptChangeEndpoint, {
		problems: { ...common, 'post.content-differs': 409, 'post.nothing-to-accept': 409 },
		handle: async (input, { actor }) => standing(await act.acceptChange(input, actor)),
	});
	mount(contract.releaseEndpoint, {
		problems: { ...common, 'post.blocked': 422, 'post.media-not-ready': 409, 'post.embargoed': 409 },
		handle: async (input, { actor }) => standing(await act.release(input, actor)),
	});
	mount(contract.checkReleaseEndpoint, {
		problems: { 'access.denied': 403, 'post.not-found': 404, 'post.nothing-to-check': 409, 'post.own-approval': 403 },
		handle: (input, { actor }) => act.checkRelease(input, actor),
	});
	mount(comments.commentsEndpoint, {
		problems: { 'post.not-found': 404 },
		handle: (input, { actor }) => read.comments(input, actor),
	});
	mount(comments.addCommentEndpoint, {
		problems: comment,
		handle: (input, { actor }) => act.addComment(input, actor),
	});
	mount(comments.changeCommentEndpoint, {
		problems: comment,
		handle: (input, { actor }) => act.changeComment(input, actor),
	});
};

const standing = <E extends { readonly type: string }>(result: Result<Post, E>) =>
	result.ok ? ok(settled(result.value)) : result;

const idOf = <E extends { readonly type: string }>(result: Result<ApprovalRule, E>) =>
	result.ok ? ok({ id: result.value.id ?? '' }) : result;

const mountRules = (mount: Mount, { read, ...act }: ApprovalActs): void => {
	mount(contract.approvalRulesEndpoint, { problems: {}, handle: (input, { actor }) => read.rules(input, actor) });
	mount(contract.ruleVersionsEndpoint, {
		problems: { 'approval.rule-not-found': 404 },
		handle: (input, { actor }) => read.ruleVersions(input, actor),
	});
	mount(contract.createRuleEndpoint, {
		problems: rule,
		handle: async (body, { actor }) => idOf(await act.saveRule({ id: null, version: 0, body }, actor)),
	});
	mount(contract.saveRuleEndpoint, {
		problems: rule,
		handle: async ({ id, version, ...body }, { actor }) => idOf(await act.saveRule({ id, version, body }, actor)),
	});
	mount(contract.endRuleEndpoint, { problems: rule, handle: (input, { actor }) => act.endRule(input, actor) });
};

const mountLinks = (mount: Mount, act: Omit<ApprovalActs, 'read'>): void => {
	mount(contract.makeLinkEndpoint, {
		problems: {
			...decide,
			'approval.links-rest': 409,
			'approval.guest-unknown': 422,
			'approval.guest-works-here': 422,
		},
		async handle(input, { actor }) {
			const made = await act.makeLink(input, actor);
			return made.ok ? ok({ ...made.value, expiresAt: toIso(made.value.expiresAt) }) : made;
		},
	});
	mount(contract.showLinkEndpoint, {
		problems: { 'approval.link-ended': 410, 'approval.too-fast': 429 },
		handle: (input, { address }) => act.showLink(input, address),
	});
	mount(contract.decideByLinkEndpoint, {
		problems: {
			...decide,
			'approval.link-ended': 410,
			'approval.too-fast': 429,
			'approval.wrong-code': 422,
			'approval.links-rest': 409,
		},
		handle: (input, { address }) => act.decideByLink(input, address),
	});
};
