import { z } from 'zod';

import { ChannelName } from './channels.ts';
import { ById, Id, PostKindName } from './editorial.ts';
import { Hash, Reason, Settled } from './editorial-acts.ts';
import { endpoint, IdText, Moment, Nothing } from './endpoint.ts';
import { ReplyControlName } from './post-details.ts';

const RoleName = z.enum(['author', 'approver', 'agent', 'lead', 'central', 'privacy', 'registrar', 'crisis']);
const RiskName = z.enum(['none', 'hint', 'warning', 'block']);

const GuestShape = z.object({
	id: IdText,
	name: z.string().trim().min(2).max(120),
	mail: z.email().max(200),
	office: z.string().trim().min(2).max(120),
});

export const StepShape = z.object({
	id: IdText,
	name: z.string().trim().min(1).max(80),
	deciders: z.object({
		roles: z.array(RoleName).max(8),
		persons: z.array(IdText).max(20),
		guests: z.array(GuestShape).max(10),
	}),
	eyes: z.number().int().min(1).max(5),
	deadlineMinutes: z.number().int().min(5).max(43_200).nullable(),
	remindMinutes: z.number().int().min(1).max(43_200).nullable(),
	substituteId: IdText.nullable(),
	escalateTo: z.array(RoleName).max(8),
});

const RuleWords = z.object({
	name: z.string().trim().min(2).max(80),
	channels: z.array(ChannelName).max(20),
	kinds: z.array(PostKindName).max(20),
	risk: RiskName,
	order: z.enum(['in-turn', 'at-once']),
	steps: z.array(StepShape).min(1).max(6),
	mentor: z.object({ posts: z.number().int().min(1).max(100), personId: IdText.nullable() }).nullable(),
});
export type RuleWordsView = z.input<typeof RuleWords>;

const RuleShape = RuleWords.extend({
	id: IdText,
	version: z.number(),
	/** The unit it holds in, with those below it; null: everywhere. */
	unitId: IdText.nullable(),
	/** Whether this person may change it. */
	mayChange: z.boolean(),
});
export type RuleView = z.output<typeof RuleShape>;

export const approvalRulesEndpoint = endpoint({
	method: 'GET',
	path: '/api/approval-rules',
	allow: 'approval.manage',
	summary: 'The rules of approval in force, and who can be named in them.',
	input: Nothing,
	output: z.object({ items: z.array(RuleShape), persons: z.array(ById), everywhere: z.boolean() }),
});

export const ruleVersionsEndpoint = endpoint({
	method: 'GET',
	path: '/api/approval-rules/:id/versions',
	allow: 'approval.manage',
	summary: 'Every version of a rule, newest first.',
	input: Id,
	output: z.object({
		items: z.array(RuleWords.extend({ version: z.number(), at: Moment, by: ById, ended: z.boolean() })),
	}),
});

export const createRuleEndpoint = endpoint({
	method: 'POST',
	path: '/api/approval-rules',
	allow: 'approval.manage',
	elevated: true,
	creates: true,
	summary: 'Makes a rule of approval.',
	input: RuleWords.extend({ unitId: IdText.nullable() }),
	output: Id,
});

export const saveRuleEndpoint = endpoint({
	method: 'PUT',
	path: '/api/approval-rules/:id',
	allow: 'approval.manage',
	elevated: true,
	summary: 'Makes a new version of a rule; names the version that was read.',
	input: RuleWords.extend({ id: IdText, version: z.number().int() }),
	output: Id,
});

export const endRuleEndpoint = endpoint({
	method: 'DELETE',
	path: '/api/approval-rules/:id',
	allow: 'approval.manage',
	elevated: true,
	summary: 'Ends a rule of approval.',
	input: Id,
	output: Id,
});

const StepView = z.object({
	id: IdText,
	name: z.string(),
	eyes: z.number(),
	state: z.enum(['waits', 'open', 'done']),
	dueAt: Moment.nullable(),
	deadlineMinutes: z.number().nullable(),
	given: z.array(
		z.object({ person: ById, at: Moment, way: z.enum(['desk', 'link', 'change']), office: z.string().nullable() }),
	),
	/** Who may still decide here. */
	asked: z.array(z.object({ id: IdText, name: z.string(), standsIn: z.boolean() })),
	guests: z.array(
		z.object({
			id: IdText,
			name: z.string(),
			office: z.string(),
			sentAt: Moment.nullable(),
			expiresAt: Moment.nullable(),
		}),
	),
	substitute: ById.nullable(),
});

export const ApprovalShape = z.object({
	rule: z.object({ id: IdText.nullable(), name: z.string(), version: z.number() }),
	order: z.enum(['in-turn', 'at-once']),
	/** True once approval was asked for; before, it is what would be asked now. */
	asked: z.boolean(),
	steps: z.array(StepView),
	/** The step for which too few people are there. */
	lacking: z.string().nullable(),
	/** An approver's own words that nobody else has seen yet. */
	change: z.object({ by: ById, revision: z.number(), mayAccept: z.boolean() }).nullable(),
	release: z
		.object({
			by: ById,
			reason: z.string(),
			at: Moment,
			checkedBy: ById.nullable(),
			checkedAt: Moment.nullable(),
			verdict: z.enum(['fine', 'not-fine']).nullable(),
			note: z.string().nullable(),
			mayCheck: z.boolean(),
		})
		.nullable(),
	/** Why this person cannot say yes now; null when they can. */
	refused: z.string().nullable(),
	mayRelease: z.boolean(),
	linksRest: z.boolean(),
});
export type ApprovalView = z.output<typeof ApprovalShape>;

export const readApprovalEndpoint = endpoint({
	method: 'GET',
	path: '/api/posts/:id/approval',
	allow: 'post.read',
	summary: 'The rule a post is under, its steps, who decided and who is asked.',
	input: Id,
	output: ApprovalShape,
});

const change = <T extends z.ZodType>(value: T) => z.object({ base: z.number().int().min(0), value });

export const approveWithChangeEndpoint = endpoint({
	method: 'POST',
	path: '/api/posts/:id/approve-with-change',
	allow: 'post.approve',
	summary: 'Approves a version in own words; whoever wrote sees them before it goes out.',
	input: Id.extend({
		contentHash: Hash,
		title: change(z.string().max(300)).optional(),
		text: change(z.string().max(50_000)).optional(),
		renditions: z.record(IdText, change(z.string().max(50_000).nullable())).optional(),
	}),
	output: Settled,
});

export const acceptChangeEndpoint = endpoint({
	method: 'POST',
	path: '/api/posts/:id/accept-change',
	allow: 'post.write',
	summary: 'Agrees to what the approver changed.',
	input: Id.extend({ contentHash: Hash }),
	output: Settled,
});

export const releaseEndpoint = endpoint({
	method: 'POST',
	path: '/api/posts/:id/release',
	allow: 'post.release-emergency',
	elevated: true,
	summary: 'Sends a post out at once without approval; somebody else looks at it afterwards.',
	input: Id.extend({ reason: Reason }),
	output: Settled,
});

export const checkReleaseEndpoint = endpoint({
	method: 'POST',
	path: '/api/posts/:id/check-release',
	allow: 'post.approve',
	summary: 'Looks at an emergency release afterwards.',
	input: Id.extend({ verdict: z.enum(['fine', 'not-fine']), note: Reason }),
	output: Id,
});

export const releasesToCheckEndpoint = endpoint({
	method: 'GET',
	path: '/api/posts/releases',
	allow: 'post.approve',
	summary: 'Emergency releases that this person is to look at.',
	input: Nothing,
	output: z.object({
		items: z.array(
			z.object({ postId: IdText, unitId: IdText, title: z.string(), reason: z.string(), by: ById, at: Moment }),
		),
	}),
});

export const makeLinkEndpoint = endpoint({
	method: 'POST',
	path: '/api/posts/:id/links',
	allow: 'post.write',
	summary: 'Sends a named guest the link to decide, and answers the code to tell them.',
	input: Id.extend({ guestId: IdText }),
	output: z.object({ code: z.string(), name: z.string(), expiresAt: Moment }),
});

const Token = z.string().min(20).max(100);

export const showLinkEndpoint = endpoint({
	method: 'POST',
	path: '/api/approval-links/show',
	allow: 'everybody',
	summary: 'What somebody with an approval link is to decide on. Changes nothing.',
	input: z.object({ token: Token }),
	output: z.object({
		authority: z.string(),
		guest: z.object({ name: z.string(), office: z.string() }),
		title: z.string(),
		language: z.string(),
		author: z.string(),
		contentHash: z.string(),
		expiresAt: Moment,
		renditions: z.array(
			z.object({
				presence: z.string(),
				channel: z.string(),
				name: z.string(),
				text: z.string(),
				/** What is said before it there. */
				warning: z.string(),
				/** Who may answer there; absent: everybody. */
				replyControl: ReplyControlName.exactOptional(),
				/** The posts of a thread; the first carries the link. */
				parts: z.array(z.string()).exactOptional(),
				link: z.string().nullable(),
			}),
		),
		pictures: z.array(z.object({ src: z.string(), alt: z.string() })),
		/** Without its bytes where it is too large for this answer. */
		document: z.object({ title: z.string(), name: z.string(), src: z.string().nullable() }).nullable(),
		/** Press lists it is mailed to, with how many get it today. */
		press: z.array(z.object({ name: z.string(), recipients: z.number().int() })),
	}),
});

export const decideByLinkEndpoint = endpoint({
	method: 'POST',
	path: '/api/approval-links/decide',
	allow: 'everybody',
	summary: 'Decides with an approval link and its code, once.',
	input: z.object({
		token: Token,
		code: z.string().regex(/^\d{6}$/),
		contentHash: Hash,
		/** Null: yes. */
		no: Reason.nullable(),
	}),
	output: z.object({ yes: z.boolean() }),
});
