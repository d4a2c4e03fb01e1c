import { z } from 'zod';

import { endpoint, IdText, Moment, PageQuery, pageOf } from './endpoint.ts';
import { AskingKind } from './service.ts';

const HoldReason = z.enum(['always', 'presence', 'kind', 'risk', 'new']);

/** An answer that waits for a second person, or was given back. */
export const ProposalView = z.object({
	id: IdText,
	state: z.enum(['waiting', 'returned']),
	text: z.string(),
	language: z.string(),
	hash: z.string(),
	by: z.object({ id: IdText, name: z.string() }),
	at: Moment,
	why: z.array(HoldReason),
	/** `opening`: once approved it leaves when the unit opens next. */
	leaves: z.enum(['now', 'opening']),
	/** Who gave it back, and what is to be done. */
	decidedBy: z.string().nullable(),
	note: z.string(),
	/** Something happened in the conversation since. */
	movedOn: z.boolean(),
	mayApprove: z.boolean(),
});
export type ProposalView = z.infer<typeof ProposalView>;

export const waitingRepliesEndpoint = endpoint({
	method: 'GET',
	path: '/api/reply-proposals',
	allow: 'reply.approve',
	summary: 'Answers that wait for this person’s approval, the longest waiting first; never their own.',
	input: PageQuery,
	output: pageOf(
		z.object({
			id: IdText,
			conversationId: IdText,
			unitId: IdText,
			/** How it begins, and what was asked. */
			text: z.string(),
			question: z.string(),
			by: z.string(),
			at: Moment,
			why: z.array(HoldReason),
			dueAt: Moment.nullable(),
		}),
	),
});

const OfProposal = z.object({ conversationId: IdText, proposalId: IdText });
const Decided = z.object({ messageId: IdText });

export const approveReplyEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/proposals/:proposalId/approve',
	allow: 'reply.approve',
	summary: 'A second person’s yes to exactly the words whose hash they saw; they leave in the name of their writer.',
	input: OfProposal.extend({ hash: z.string().max(64), seenVersion: z.number().int() }),
	output: Decided,
});

export const giveBackReplyEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/proposals/:proposalId/give-back',
	allow: 'reply.approve',
	summary: 'Gives an answer back to who wrote it, with what is to be done.',
	input: OfProposal.extend({ note: z.string().trim().min(1).max(1000) }),
	output: Decided,
});

export const dropReplyEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/proposals/:proposalId/drop',
	allow: 'conversation.answer',
	summary: 'Takes a waiting answer back to change it; approval is asked for anew.',
	input: OfProposal,
	output: Decided,
});

const RuleShape = z.object({
	always: z.boolean(),
	presences: z.array(IdText).max(200),
	kinds: z.array(AskingKind).max(5),
	risk: z.boolean(),
	first: z.number().int().min(0).max(100),
});
export type ReplyRuleView = z.infer<typeof RuleShape>;

export const replyRuleEndpoint = endpoint({
	method: 'GET',
	path: '/api/reply-rule',
	allow: 'approval.manage',
	summary: 'When answers of a unit need a second person, its own or inherited.',
	input: z.object({ unit: IdText }),
	output: z.object({
		own: z.boolean(),
		from: IdText.nullable(),
		version: z.number().int(),
		rule: RuleShape,
		presences: z.array(z.object({ id: IdText, name: z.string(), channel: z.string() })),
	}),
});

export const saveReplyRuleEndpoint = endpoint({
	method: 'PUT',
	path: '/api/reply-rule',
	allow: 'approval.manage',
	summary: 'Sets when answers of a unit need a second person; null inherits again.',
	input: z.object({ unit: IdText, version: z.number().int(), rule: RuleShape.nullable() }),
	output: z.object({ version: z.number().int() }),
});
