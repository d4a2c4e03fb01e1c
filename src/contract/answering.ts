import { z } from 'zod';

import { FindingShape } from './editorial-findings.ts';
import { endpoint, IdText, Moment } from './endpoint.ts';

export const AnswerText = z.string().trim().min(1).max(20_000);
const InConversation = z.object({ conversationId: IdText });
const Language = z.string().min(2).max(35).default('de');

export const lookAtReplyEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/look',
	allow: 'conversation.answer',
	summary: 'Looks at an answer as it is being written: what blocks, what warns, and how it will stand there.',
	input: InConversation.extend({ text: z.string().max(20_000), language: Language }),
	output: z.object({
		findings: z.array(FindingShape),
		/** As it will stand there, with the mention in front where the network needs it. */
		shown: z.string(),
		/** By the network's own count; null where nothing is counted. */
		measure: z.object({ length: z.number(), most: z.number(), over: z.boolean() }).nullable(),
		/** Under whose name it will stand; null: the page behind the receipt. */
		account: z.object({ channel: z.string(), name: z.string(), handle: z.string().nullable() }).nullable(),
	}),
});

/** What was changed about an answer after it had left. */
export const AnswerChange = z.object({
	id: IdText,
	what: z.enum(['edit', 'withdraw']),
	by: z.string(),
	at: Moment,
	before: z.string(),
	/** The new words; null where it is taken back. */
	text: z.string().nullable(),
	state: z.enum(['waiting', 'done', 'refused', 'unclear']),
});

/** Why an answer does not stand where it should. */
export const AnswerTrouble = z.object({
	kind: z.enum(['gone', 'circle', 'refused', 'no-access', 'limit', 'slowed', 'unreachable', 'unclear', 'held']),
	/** When it is tried again by itself. */
	again: Moment.nullable(),
});

/** What hung on a mail. */
export const MailFile = z.object({
	name: z.string(),
	type: z.string(),
	size: z.number().int(),
	/** Where it is fetched from; null: it is named only, and why. */
	address: z.string().nullable(),
	/** It is shown, written anew. */
	picture: z.boolean(),
	why: z.enum(['no-scanner', 'too-large', 'too-many', 'empty', 'infected', 'before']).nullable(),
});

/** Why an answer by mail came back. */
export const MailReturned = z.object({
	kind: z.enum(['no-such-address', 'full', 'refused', 'too-late', 'other']),
	reason: z.string(),
	/** SPEC: RFC 3463; empty where the server gives none. */
	status: z.string(),
	at: Moment,
});

const OfAnswer = InConversation.extend({ messageId: IdText });
const Changed = z.object({ changeId: IdText });

export const editReplyEndpoint = endpoint({
	method: 'PUT',
	path: '/api/conversations/:conversationId/replies/:messageId',
	allow: 'conversation.answer',
	summary: 'Changes an answer that stands, where the network lets us; the words before are kept.',
	input: OfAnswer.extend({ text: AnswerText, language: Language }),
	output: Changed,
});

export const withdrawReplyEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/replies/:messageId/withdraw',
	allow: 'conversation.answer',
	summary: 'Takes an answer back, or stops it while it waits; an answer is owed again.',
	input: OfAnswer.extend({ reason: z.string().trim().max(500).default('') }),
	output: Changed,
});
