import { z } from 'zod';

import { endpoint, IdText, Moment, Nothing, PageQuery, pageOf } from './endpoint.ts';

export const StepName = z.enum(['warn', 'hide', 'delete', 'block-until', 'block']);
const MeansName = z.enum(['reply', 'hide', 'remove', 'report', 'erase', 'block']);
const Said = z.object({ title: z.string(), text: z.string() });

const Rung = z.object({
	step: StepName,
	/** How it is done here; null where it cannot be. */
	means: MeansName.nullable(),
	why: z.enum(['no-hide', 'not-public', 'no-delete', 'no-block', 'nobody-known', 'no-connection']).nullable(),
	/** Two people decide. */
	second: z.boolean(),
});

const ActItem = z.object({
	id: IdText,
	conversationId: IdText,
	unitId: IdText,
	/** Whose message it is about, as the desk names them. */
	counterpart: z.string(),
	channel: z.string(),
	practice: z.boolean(),
	messageId: IdText,
	step: StepName,
	means: MeansName,
	rule: z.string(),
	netiquette: z.number().int(),
	facts: z.string(),
	proportion: z.string(),
	by: z.string(),
	/** Set: a rule took it, no person. */
	automatic: z.object({ rule: z.string(), version: z.number().int() }).nullable(),
	second: z.string().nullable(),
	at: Moment,
	decidedAt: Moment.nullable(),
	expiresAt: Moment.nullable(),
	until: Moment.nullable(),
	state: z.enum(['proposed', 'standing', 'declined', 'expired', 'ended']),
	waits: z.enum(['confirm', 'objection', 'trouble']).nullable(),
	course: z.enum(['do', 'undo']),
	sending: z.enum(['none', 'waiting', 'sending', 'done', 'refused', 'unclear']),
	reason: z.string().nullable(),
	/** The author was told of it, in a message only they read or on their page. */
	told: z.boolean(),
	objectionLink: z.string(),
	evidence: z.object({ sha256: z.string(), at: Moment, bytes: z.number().int() }),
	objection: z
		.object({
			text: z.string(),
			at: Moment,
			dueAt: Moment,
			decidedAt: Moment.nullable(),
			upheld: z.boolean().nullable(),
			answer: z.string().nullable(),
		})
		.nullable(),
	/** What the reader of this may do about it now. */
	mayConfirm: z.boolean(),
	mayReview: z.boolean(),
});
export type ModerationAct = z.infer<typeof ActItem>;

const EmergencyContact = z.object({
	name: z.string().trim().min(1).max(80),
	phone: z.string().trim().min(3).max(40),
	note: z.string().trim().max(200),
});

export const moderationEndpoint = endpoint({
	method: 'GET',
	path: '/api/conversations/:conversationId/moderation',
	allow: 'conversation.read',
	summary: 'What can be done about what was said in a conversation, by which rules, and what was done.',
	input: z.object({ conversationId: IdText }),
	output: z.object({
		ladder: z.array(Rung),
		/** How the author would hear of an act. */
		tells: z.enum(['private', 'receipt']).nullable(),
		netiquette: z.object({
			version: z.number().int(),
			rules: z.array(z.object({ number: z.string(), de: Said, en: Said })),
		}),
		acts: z.array(ActItem),
		contacts: z.array(EmergencyContact),
		alarms: z.array(
			z.object({
				id: IdText,
				at: Moment,
				by: z.string(),
				done: z.array(z.string()),
				note: z.string(),
				closedAt: Moment.nullable(),
				sha256: z.string(),
			}),
		),
	}),
});

export const takeStepEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/moderation',
	allow: 'moderation.act',
	summary: 'Takes one step of the ladder about a message, or proposes it where two people decide.',
	input: z.object({
		conversationId: IdText,
		messageId: IdText,
		step: StepName,
		/** Number in the netiquette in force. */
		rule: z.string().trim().min(1).max(20),
		/** What happened. The author reads it in the statement of reasons. */
		facts: z.string().trim().min(10).max(2_000),
		/** Why nothing milder will do. */
		proportion: z.string().trim().min(10).max(1_000),
		/** The end of a block for a time. */
		until: Moment.nullable(),
		/** What a warning says; empty for every other step. */
		words: z.string().trim().max(2_000),
		/** The version of the conversation that was read. */
		seenVersion: z.number().int(),
	}),
	output: z.object({ id: IdText }),
	creates: true,
});

const OneAct = { conversationId: IdText, actId: IdText };

export const confirmActEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/moderation/:actId/confirm',
	allow: 'moderation.confirm',
	summary: 'The second person puts a proposal in force or turns it down.',
	input: z.object({
		...OneAct,
		decision: z.enum(['confirm', 'decline']),
		reason: z.string().trim().min(5).max(1_000),
	}),
	output: Nothing,
});

export const settleActEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/moderation/:actId/settle',
	allow: 'moderation.act',
	summary: 'Decides about an act that was refused or whose outcome is unclear: it happened, or it is tried again.',
	input: z.object({ ...OneAct, decision: z.enum(['happened', 'again']) }),
	output: Nothing,
});

export const liftActEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/moderation/:actId/lift',
	allow: 'moderation.confirm',
	summary: 'Ends a hiding, a deletion of ours or a block before its time.',
	input: z.object({ ...OneAct, reason: z.string().trim().min(5).max(1_000) }),
	output: Nothing,
});

export const moderationListEndpoint = endpoint({
	method: 'GET',
	path: '/api/moderation',
	allow: 'conversation.read',
	summary: 'Acts of moderation, newest first: those that wait for somebody, or all.',
	input: PageQuery.extend({ view: z.enum(['confirm', 'objection', 'trouble', 'all']).default('all') }),
	output: pageOf(ActItem),
});

export const reviewObjectionEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/moderation/:actId/objection',
	allow: 'moderation.review',
	summary: 'Decides about an objection; what is upheld is undone as far as it can be.',
	input: z.object({ ...OneAct, upheld: z.boolean(), answer: z.string().trim().min(10).max(2_000) }),
	output: Nothing,
});

export const raiseAlarmEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/alarms',
	allow: 'conversation.read',
	summary: 'A life may be in danger: keeps the message as it came and puts it on record. Nothing goes outside.',
	input: z.object({ conversationId: IdText, messageId: IdText }),
	output: z.object({ id: IdText }),
	creates: true,
});

export const closeAlarmEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/alarms/:alarmId/close',
	allow: 'conversation.read',
	summary: 'Says what was done about a danger to life.',
	input: z.object({
		conversationId: IdText,
		alarmId: IdText,
		done: z.array(z.enum(['called', 'link', 'author', 'lead', 'watched'])).max(5),
		note: z.string().trim().max(2_000),
	}),
	output: z.object({ id: IdText }),
});

export const emergencyEndpoint = endpoint({
	method: 'GET',
	path: '/api/emergency-contacts',
	allow: 'service.manage',
	summary: 'Whom a unit calls when a life is in danger.',
	input: z.object({ unit: IdText }),
	output: z.object({
		own: z.boolean(),
		/** Whose contacts it inherits; null: the numbers everybody knows. */
		from: IdText.nullable(),
		version: z.number().int(),
		contacts: z.array(EmergencyContact),
	}),
});

export const saveEmergencyEndpoint = endpoint({
	method: 'PUT',
	path: '/api/emergency-contacts',
	allow: 'service.manage',
	summary: 'Gives a unit its own emergency contacts, or takes them from it (null).',
	input: z.object({
		unit: IdText,
		version: z.number().int(),
		contacts: z.array(EmergencyContact).min(1).max(12).nullable(),
	}),
	output: z.object({ version: z.number().int() }),
});
