import { z } from 'zod';

import { endpoint, IdText, Moment, Nothing, PageQuery, pageOf } from './endpoint.ts';

const Words = z.string().trim().min(1).max(5_000);
const Shown = z.string().trim().max(5_000);

const Line = z.object({
	id: IdText,
	fromAsker: z.boolean(),
	/** Null: the expert outside. */
	by: z.string().nullable(),
	text: z.string(),
	at: Moment,
	/** When it was taken over into an answer. */
	takenAt: Moment.nullable(),
});

export const InquiryStanding = z.enum(['open', 'overdue', 'answered', 'withdrawn', 'expired']);
export const AskedKind = z.enum(['person', 'unit', 'expert']);

const Inquiry = z.object({
	id: IdText,
	/** Null for who may not read the conversation. */
	conversationId: IdText.nullable(),
	/** Whose conversation it is. */
	unitId: IdText,
	standing: InquiryStanding,
	kind: AskedKind,
	/** The person, the unit, or the expert. */
	asked: z.string(),
	/** Who was meant, where the one asked stands in. */
	insteadOf: z.string().nullable(),
	/** The address of an expert, for those who asked. */
	mail: z.string().nullable(),
	by: z.string(),
	askedAt: Moment,
	dueAt: Moment,
	/** All the asked see of the conversation. */
	shown: z.string(),
	lines: z.array(Line),
	/** Its conversation is over. */
	closed: z.boolean(),
});
export type Inquiry = z.infer<typeof Inquiry>;

const InConversation = z.object({ conversationId: IdText });
const OfInquiry = InConversation.extend({ inquiryId: IdText });

export const inquiriesEndpoint = endpoint({
	method: 'GET',
	path: '/api/conversations/:conversationId/inquiries',
	allow: 'conversation.read',
	summary: 'What colleagues and experts were asked about a conversation, and what they answered; the newest 50.',
	input: InConversation,
	output: z.object({ items: z.array(Inquiry) }),
});

export const inquiryDraftEndpoint = endpoint({
	method: 'GET',
	path: '/api/conversations/:conversationId/inquiry-draft',
	allow: 'conversation.answer',
	summary: 'Who can be asked about a conversation, about which message, and until when.',
	input: InConversation.extend({ unit: IdText.optional() }),
	output: z.object({
		people: z.array(z.object({ id: IdText, name: z.string() })),
		units: z.array(z.object({ id: IdText, name: z.string() })),
		/** The newest first, personal data hidden: what would be shown unless somebody changes it. */
		messages: z.array(z.object({ id: IdText, shown: z.string(), at: Moment })),
		/** By the hours of the unit that is asked, else of the conversation’s. */
		terms: z.array(z.object({ minutes: z.number().int(), dueAt: Moment })),
		/** Until when the citizen was promised an answer; it does not wait for this. */
		promisedAt: Moment.nullable(),
		practice: z.boolean(),
	}),
});

const Asked = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('person'), personId: IdText, dueAt: Moment }),
	z.object({ kind: z.literal('unit'), unitId: IdText, dueAt: Moment }),
	z.object({
		kind: z.literal('expert'),
		name: z.string().trim().min(2).max(120),
		mail: z.email().max(254),
		/** How long the link is good. */
		days: z.number().int().min(1).max(30),
		/** Of the letter and the page behind its link. */
		language: z.enum(['de', 'en']),
		/** Personal data was found in it and is meant to go out. */
		personal: z.boolean(),
	}),
]);

export const askInquiryEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/inquiries',
	allow: 'conversation.answer',
	summary: 'Asks a colleague, a unit or an expert outside. The promise to the citizen runs on.',
	input: InConversation.extend({
		asked: Asked,
		/** The message it is about. */
		messageId: IdText.nullable(),
		shown: Shown,
		question: Words,
	}),
	output: z.object({
		id: IdText,
		/** Only in practice, where no mail leaves: what an expert would get. */
		link: z.string().nullable(),
	}),
	creates: true,
});

export const askOnEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/inquiries/:inquiryId/lines',
	allow: 'conversation.answer',
	summary: 'Asks a colleague on: it is their turn again.',
	input: OfInquiry.extend({ text: Words, dueAt: Moment }),
	output: Nothing,
});

export const withdrawInquiryEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/inquiries/:inquiryId/withdraw',
	allow: 'conversation.answer',
	summary: 'Withdraws what nobody has answered; the link of an expert ends.',
	input: OfInquiry,
	output: Nothing,
});

export const takeInquiryEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/inquiries/:inquiryId/take',
	allow: 'conversation.answer',
	summary: 'Notes that an answer of a colleague or expert was taken over into the reply. Nothing is sent.',
	input: OfInquiry.extend({ lineId: IdText }),
	output: Nothing,
});

export const inquiryViews = ['open', 'answered'] as const;

export const askedOfMeEndpoint = endpoint({
	method: 'GET',
	path: '/api/inquiries',
	allow: 'signed-in',
	summary: 'What this person or their units were asked: open by deadline, or answered, the newest first.',
	input: PageQuery.extend({ view: z.enum(inquiryViews).default('open') }),
	output: pageOf(Inquiry.omit({ lines: true }).extend({ question: z.string() })),
});

export const inquiryEndpoint = endpoint({
	method: 'GET',
	path: '/api/inquiries/:id',
	allow: 'signed-in',
	summary: 'One inquiry, for those who were asked and those who may read its conversation.',
	input: z.object({ id: IdText }),
	output: Inquiry.extend({
		/** Whether this person was asked. */
		mine: z.boolean(),
	}),
});

export const answerInquiryEndpoint = endpoint({
	method: 'POST',
	path: '/api/inquiries/:id/answer',
	allow: 'signed-in',
	summary: 'Answers, for those who were asked. It goes to the asker, never to the citizen by itself.',
	input: z.object({ id: IdText, text: Words }),
	output: Nothing,
});
