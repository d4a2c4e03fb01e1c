import { z } from 'zod';

import { AnswerChange, AnswerTrouble, MailFile, MailReturned } from './answering.ts';
import { ConversationQuery, ConversationState } from './conversation-list.ts';
import { endpoint, IdText, Moment, Nothing, pageOf } from './endpoint.ts';
import { Hint, MessageHint } from './hints.ts';
import { ProposalView } from './reply-approval.ts';
import { AskingKind, Priority } from './service.ts';

const Visibility = z.enum(['public', 'unlisted', 'followers', 'private']);

const ConversationItem = z.object({
	id: IdText,
	unitId: IdText,
	channel: z.string(),
	presenceName: z.string().nullable(),
	/** Said on a practice network: nobody outside reads along. */
	practice: z.boolean(),
	state: ConversationState,
	visibility: Visibility,
	excerpt: z.string(),
	counterpart: z.string(),
	/** Their name is not kept any more. */
	masked: z.boolean(),
	assignee: z.object({ id: IdText, name: z.string() }).nullable(),
	postTitle: z.string().nullable(),
	openedAt: Moment,
	lastAt: Moment,
	dueAt: Moment.nullable(),
	/** When an answer leaves that waits for its time. */
	plannedFor: Moment.nullable(),
	/** A colleague or an expert was asked and has not answered. */
	asksColleague: z.boolean(),
	priority: Priority,
	kind: AskingKind,
	labels: z.array(IdText),
	/** Of its newest messages. */
	hints: z.array(Hint),
	/** Around the words that were looked for. */
	passage: z.string().nullable(),
	/** Where its messages are now. */
	mergedInto: IdText.nullable(),
	/** Put off until then, by whom and why; null: in its lists. */
	snoozed: z.object({ until: Moment, reason: z.string(), by: z.string() }).nullable(),
	version: z.number().int(),
});
export type ConversationItem = z.infer<typeof ConversationItem>;

const Message = z.object({
	id: IdText,
	direction: z.enum(['in', 'out', 'note']),
	/** Said by the machinery outside the hours, not by a person. */
	automatic: z.boolean(),
	author: z.string(),
	text: z.string(),
	/** What a mail brought along: earlier mails, and files; null where it is none. */
	mail: z
		.object({
			quoted: z.string(),
			files: z.array(MailFile),
		})
		.nullable(),
	/** Personal data in it is hidden. */
	masked: z.boolean(),
	/** Handed over: its words are sealed, not gone. */
	sealed: z.boolean(),
	/** Deleted by us, not by its author. */
	withheld: z.boolean(),
	/** The conversation it was merged from. */
	mergedFrom: IdText.nullable(),
	language: z.string().nullable(),
	visibility: Visibility,
	url: z.string().nullable(),
	media: z.array(z.object({ address: z.string(), alt: z.string() })),
	delivery: z.enum(['waiting', 'published', 'refused', 'unclear', 'withdrawn']).nullable(),
	/** When it leaves; of one that was withdrawn: when it would have, had the citizen not written on. */
	plannedFor: Moment.nullable(),
	sentAt: Moment,
	editedAt: Moment.nullable(),
	deletedAt: Moment.nullable(),
	/** That we like it; null: we do not. */
	like: z
		.object({
			by: z.string(),
			at: Moment,
			state: z.enum(['leaving', 'stands', 'going', 'refused', 'unclear']),
			reason: z.string().nullable(),
		})
		.nullable(),
	/** Of an answer of ours: what was changed about it, oldest first, and what keeps it from standing there. */
	changes: z.array(AnswerChange),
	trouble: AnswerTrouble.nullable(),
	/** Of an answer by mail that did not arrive: why, and what the server said. */
	returned: MailReturned.nullable(),
	hints: z.array(MessageHint),
});
export type Message = z.infer<typeof Message>;

export const conversationsEndpoint = endpoint({
	method: 'GET',
	path: '/api/conversations',
	allow: 'conversation.read',
	summary:
		'Conversations of a view, narrowed and sorted; without a wish the open ones by deadline, others the newest first.',
	input: ConversationQuery,
	output: pageOf(ConversationItem),
});

export const conversationCountsEndpoint = endpoint({
	method: 'GET',
	path: '/api/conversations/counts',
	allow: 'conversation.read',
	summary: 'How many conversations wait, in the views of the desk (up to 999).',
	input: z.object({ unit: IdText.optional() }),
	output: z.object({
		open: z.number().int(),
		mine: z.number().int(),
		unit: z.number().int(),
		unassigned: z.number().int(),
		due: z.number().int(),
		waiting: z.number().int(),
		snoozed: z.number().int(),
	}),
});

export const conversationEndpoint = endpoint({
	method: 'GET',
	path: '/api/conversations/:conversationId',
	allow: 'conversation.read',
	summary: 'One conversation with its newest 200 messages and the post it is about.',
	input: z.object({ conversationId: IdText }),
	output: ConversationItem.extend({
		messages: z.array(Message),
		/** True when older messages exist than the ones listed. */
		older: z.boolean(),
		post: z.object({ id: IdText, title: z.string(), text: z.string(), link: z.string().nullable() }).nullable(),
		/** What the asker of the form left, for those who answer. */
		asker: z.object({ name: z.string().nullable(), mailed: z.boolean() }).nullable(),
		/** What the place lets us do about an answer that stands there. */
		can: z.object({ edit: z.boolean(), withdraw: z.boolean(), like: z.boolean() }),
		/** False where the network lets us answer only who named us: then it is done there by hand. */
		mayAnswer: z.boolean(),
		/** An answer that waits for a second person, or was given back. */
		proposal: ProposalView.nullable(),
		/** Where the thread is read on the network. */
		threadUrl: z.string().nullable(),
		/** Who may take it: people who answer in its unit. */
		agents: z.array(z.object({ id: IdText, name: z.string() })),
		/** When its unit opens next; null while it is open. */
		opensAt: Moment.nullable(),
	}),
});

export const replyEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/replies',
	allow: 'conversation.answer',
	summary: 'Answers where the citizen asked; never wider than the message.',
	input: z.object({
		conversationId: IdText,
		text: z.string().trim().min(1).max(20_000),
		language: z.string().min(2).max(35).default('de'),
		visibility: Visibility.optional(),
		/** The version of the conversation the writer has read. */
		seenVersion: z.number().int(),
		/** We asked back: it is the citizen's turn. */
		awaits: z.boolean().default(false),
		/** `opening`: it leaves when the unit opens next, and can be taken back until then. */
		when: z.enum(['now', 'opening']).default('now'),
	}),
	/** `waits`: a second person has to approve it before it leaves. */
	output: z.object({ messageId: IdText, waits: z.boolean() }),
	creates: true,
});

export const takeBackReplyEndpoint = endpoint({
	method: 'DELETE',
	path: '/api/conversations/:conversationId/replies/:messageId',
	allow: 'conversation.answer',
	summary: 'Takes an answer back that waits for the opening.',
	input: z.object({ conversationId: IdText, messageId: IdText }),
	output: z.object({ version: z.number().int() }),
});

export const noteEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/notes',
	allow: 'conversation.answer',
	summary: 'Adds a note that only staff can read.',
	input: z.object({ conversationId: IdText, text: z.string().trim().min(1).max(10_000) }),
	output: z.object({ version: z.number().int() }),
	creates: true,
});

export const assignEndpoint = endpoint({
	method: 'PUT',
	path: '/api/conversations/:conversationId/assignee',
	allow: 'conversation.assign',
	summary: 'Gives the conversation to a person, or to nobody.',
	input: z.object({ conversationId: IdText, personId: IdText.nullable() }),
	output: z.object({ version: z.number().int() }),
});

export const closeEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/close',
	allow: 'conversation.answer',
	summary: 'Ends the conversation here.',
	input: z.object({ conversationId: IdText, reason: z.string().trim().max(500).default('') }),
	output: z.object({ version: z.number().int() }),
});

export const reopenEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/reopen',
	allow: 'conversation.answer',
	summary: 'Opens a closed conversation again; an answer is due anew.',
	input: z.object({ conversationId: IdText }),
	output: z.object({ version: z.number().int() }),
});

export const sourcesEndpoint = endpoint({
	method: 'GET',
	path: '/api/conversation-sources',
	allow: 'conversation.read',
	summary: 'Which networks answer, and what could not be fetched from them (the newest 50 known gaps).',
	input: Nothing,
	output: z.object({
		sources: z.array(
			z.object({
				presenceId: IdText,
				name: z.string(),
				channel: z.string(),
				polledAt: Moment.nullable(),
				failure: z.string().nullable(),
			}),
		),
		gaps: z.array(
			z.object({
				id: IdText,
				presenceId: IdText,
				name: z.string(),
				since: Moment,
				until: Moment,
				reason: z.string(),
				/** Something stands there that could not be read. */
				odd: z.boolean(),
				remoteId: z.string().nullable(),
			}),
		),
	}),
});
