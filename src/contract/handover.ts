import { z } from 'zod';

import { endpoint, IdText, Moment, Nothing } from './endpoint.ts';

export const TargetKind = z.enum(['portal', 'mailbox', 'phone', 'webhook', 'appointment']);

const TargetFields = z.object({
	kind: TargetKind,
	name: z.string().trim().min(1).max(120),
	/** Where it goes: an address of the web, a mailbox, or a number. */
	address: z.string().trim().min(3).max(500),
	/** How the citizen reaches the office; stands on the receipt. */
	contact: z.string().trim().min(3).max(300),
	publicText: z.string().trim().min(1).max(2_000),
	privateText: z.string().trim().min(1).max(2_000),
});

const Target = TargetFields.extend({ id: IdText, unitId: IdText });
export type HandoverTarget = z.infer<typeof Target>;

export const listTargetsEndpoint = endpoint({
	method: 'GET',
	path: '/api/hand-over-targets',
	allow: 'conversation.read',
	summary: 'Where the units hand personal matters over to.',
	input: Nothing,
	output: z.object({ items: z.array(Target) }),
});

export const addTargetEndpoint = endpoint({
	method: 'POST',
	path: '/api/hand-over-targets',
	allow: 'handover.manage',
	summary: 'Adds a target; for a webhook the key for its signature is shown once.',
	input: TargetFields.extend({ unitId: IdText }),
	output: z.object({ id: IdText, key: z.string().nullable() }),
	creates: true,
});

export const retireTargetEndpoint = endpoint({
	method: 'DELETE',
	path: '/api/hand-over-targets/:id',
	allow: 'handover.manage',
	summary: 'Nothing is handed over there any more; receipts stay.',
	input: z.object({ id: IdText }),
	output: Nothing,
});

const Sending = z.enum(['none', 'mail', 'waiting', 'sending', 'sent', 'refused', 'unclear', 'returned']);

export const handoversEndpoint = endpoint({
	method: 'GET',
	path: '/api/conversations/:conversationId/hand-over',
	allow: 'conversation.read',
	summary: 'Where a conversation can be handed over to, what would go, and where it went.',
	input: z.object({ conversationId: IdText }),
	output: z.object({
		targets: z.array(Target),
		/** What would leave the house unless somebody changes it. */
		data: z.string(),
		past: z.array(
			z.object({
				id: IdText,
				name: z.string(),
				kind: TargetKind,
				at: Moment,
				sending: Sending,
				attempts: z.number().int(),
				/** What the mail system said of a mail that came back. */
				reason: z.string().nullable(),
				fileReference: z.string().nullable(),
				receipt: z.string(),
			}),
		),
	}),
});

export const handOverEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/hand-over',
	allow: 'conversation.answer',
	summary: 'Says where it goes on, sends what is named there, seals the words, and closes the conversation here.',
	input: z.object({
		conversationId: IdText,
		targetId: IdText,
		text: z.string().trim().min(1).max(5_000),
		visibility: z.enum(['public', 'private']),
		data: z.string().trim().max(10_000),
		/** Which of the four questions of relevance for the file were answered with yes. */
		relevant: z.array(z.enum(['why', 'who', 'options', 'decision'])).max(4),
		fileReference: z.string().trim().max(120),
		seenVersion: z.number().int(),
	}),
	output: z.object({ id: IdText, receipt: z.string() }),
	creates: true,
});

export const unmaskEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/words',
	allow: 'conversation.unmask',
	summary: 'Shows the sealed words of a conversation to who names a reason; the record keeps who and why.',
	input: z.object({ conversationId: IdText, reason: z.string().trim().min(5).max(500) }),
	output: z.object({ words: z.array(z.object({ id: IdText, text: z.string(), sentAt: Moment })) }),
});

export const settleHandoverEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/hand-over/settle',
	allow: 'conversation.answer',
	summary: 'Decides about an unclear or refused sending: it arrived, or it is sent again under the same key.',
	input: z.object({ conversationId: IdText, handoverId: IdText, decision: z.enum(['arrived', 'again']) }),
	output: Nothing,
});

export const handoverSharesEndpoint = endpoint({
	method: 'GET',
	path: '/api/hand-over-shares',
	allow: 'conversation.read',
	summary: 'How many conversations of each unit and month were handed over, for the last twelve months.',
	input: Nothing,
	output: z.object({
		lines: z.array(
			z.object({ month: z.string(), unitId: IdText, conversations: z.number().int(), handedOver: z.number().int() }),
		),
	}),
});
