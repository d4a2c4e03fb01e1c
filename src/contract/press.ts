import { z } from 'zod';

import { languages } from '#kernel/language.ts';

import { Id } from './editorial.ts';
import { endpoint, IdText, Moment, PageQuery, pageOf } from './endpoint.ts';

/** Whether a contact gets mail: yes, not for now, or not since its mailbox refused one. */
export const ContactState = z.enum(['active', 'paused', 'bounced']);

const ContactFields = z.object({
	name: z.string().trim().max(120).default(''),
	/** The newspaper, broadcaster or agency. */
	outlet: z.string().trim().max(120).default(''),
	mail: z.email().max(200),
	language: z.enum(languages).default('de'),
	/** Where the address came from: the lawful source. */
	source: z.string().trim().min(3).max(300),
	/** Since when it may be used. */
	since: z.iso.date(),
	listIds: z.array(IdText).max(50).default([]),
});

export const PressContactShape = ContactFields.extend({
	id: IdText,
	unitId: IdText,
	mail: z.string(),
	state: ContactState,
	/** Why its mailbox refused, in the mail server's words. */
	bounce: z.string().nullable(),
	version: z.number(),
	changedAt: Moment,
	mayChange: z.boolean(),
});

export const PressListShape = z.object({
	id: IdText,
	unitId: IdText,
	name: z.string(),
	/** Everybody on it. */
	contacts: z.number(),
	/** Those of them who get mail now. */
	recipients: z.number(),
	mayChange: z.boolean(),
});

export const listPressContactsEndpoint = endpoint({
	method: 'GET',
	path: '/api/press/contacts',
	allow: 'post.write',
	summary: 'Press contacts by name, of one list or by words.',
	input: PageQuery.extend({
		unitId: IdText.optional(),
		listId: IdText.optional(),
		state: ContactState.optional(),
		q: z.string().max(100).optional(),
	}),
	output: pageOf(PressContactShape),
});

export const addPressContactEndpoint = endpoint({
	method: 'POST',
	path: '/api/press/contacts',
	allow: 'post.write',
	creates: true,
	summary: 'Keeps a press contact for a unit; an address that unsubscribed only with a word that it asked again.',
	input: ContactFields.extend({ unitId: IdText, askedAgain: z.boolean().default(false) }),
	output: Id,
});

export const changePressContactEndpoint = endpoint({
	method: 'PUT',
	path: '/api/press/contacts/:id',
	allow: 'post.write',
	summary: 'Changes a press contact; names the version that was read.',
	input: ContactFields.extend({ id: IdText, base: z.number().int().min(0), state: ContactState }),
	output: Id,
});

export const removePressContactEndpoint = endpoint({
	method: 'DELETE',
	path: '/api/press/contacts/:id',
	allow: 'post.write',
	summary: 'Deletes a press contact; what it was sent stays on record without its name and address.',
	input: Id,
	output: Id,
});

export const listPressListsEndpoint = endpoint({
	method: 'GET',
	path: '/api/press/lists',
	allow: 'post.read',
	summary: 'Press lists by name, of the units one may read.',
	input: PageQuery.extend({ unitId: IdText.optional() }),
	output: pageOf(PressListShape),
});

export const usablePressListsEndpoint = endpoint({
	method: 'GET',
	path: '/api/press/lists/usable',
	allow: 'post.write',
	summary: 'The press lists a post of a unit may go to: its own and those of the units above it.',
	input: z.object({ unitId: IdText }),
	output: z.object({ items: z.array(PressListShape.pick({ id: true, name: true, recipients: true })) }),
});

const ListName = z.string().trim().min(2).max(80);
export const createPressListEndpoint = endpoint({
	method: 'POST',
	path: '/api/press/lists',
	allow: 'post.write',
	creates: true,
	summary: 'Begins a press list for a unit.',
	input: z.object({ unitId: IdText, name: ListName }),
	output: Id,
});
export const renamePressListEndpoint = endpoint({
	method: 'PUT',
	path: '/api/press/lists/:id',
	allow: 'post.write',
	summary: 'Gives a press list another name.',
	input: z.object({ id: IdText, name: ListName }),
	output: Id,
});
export const removePressListEndpoint = endpoint({
	method: 'DELETE',
	path: '/api/press/lists/:id',
	allow: 'post.write',
	summary: 'Dissolves a press list; its contacts stay, and posts that chose it go to it no more.',
	input: Id,
	output: Id,
});

/** The largest file with contacts that is read. */
const MOST_BYTES = 1_000_000;
const ContactFile = z.object({
	unitId: IdText,
	/** The bytes of the file, base64: its encoding is found out here. */
	content: z.base64().max(Math.ceil((MOST_BYTES * 4) / 3)),
});
export const contactColumns = ['name', 'outlet', 'mail', 'language', 'source', 'since', 'lists'] as const;

export const previewContactsEndpoint = endpoint({
	method: 'POST',
	path: '/api/press/import/preview',
	allow: 'post.write',
	summary: 'Reads a table with press contacts and says what is wrong with each row; changes nothing.',
	input: ContactFile,
	output: z.object({
		encoding: z.enum(['utf-8', 'windows-1252']),
		rows: z.array(
			z.object({
				line: z.number(),
				name: z.string(),
				outlet: z.string(),
				mail: z.string(),
				lists: z.array(z.string()),
				/** The address is kept already; it only joins the lists. */
				known: z.boolean(),
				errors: z.array(
					z.object({
						field: z.enum(contactColumns),
						problem: z.enum(['missing', 'too-long', 'unreadable', 'unknown', 'doubled', 'unsubscribed']),
						found: z.string(),
					}),
				),
			}),
		),
	}),
});
export const importContactsEndpoint = endpoint({
	method: 'POST',
	path: '/api/press/import',
	allow: 'post.write',
	creates: true,
	summary: 'Keeps every contact of a table without errors, all of them or none; the same table twice changes nothing.',
	input: ContactFile,
	output: z.object({ added: z.number(), joined: z.number() }),
});

export const SendingState = z.enum(['waiting', 'sending', 'sent', 'practice', 'refused', 'unclear', 'stopped']);

export const postPressEndpoint = endpoint({
	method: 'GET',
	path: '/api/posts/:id/press',
	allow: 'post.read',
	summary: 'To which press lists a post goes, to how many people, and what became of it.',
	input: Id,
	output: z.object({
		/** As chosen now, or as approved; `name` is null for a list that was dissolved. */
		lists: z.array(z.object({ id: IdText, name: z.string().nullable(), recipients: z.number() })),
		/** Everybody on them counts once. */
		recipients: z.number(),
		/** On these lists, but without mail: paused, or refused by their mailbox. */
		leftOut: z.number(),
		mailing: z
			.object({
				orderedAt: Moment,
				/** Why nothing goes out at the moment. */
				rests: z.enum(['held', 'switched-off']).nullable(),
				total: z.number(),
				counts: z.partialRecord(SendingState, z.number()),
				mayDecide: z.boolean(),
			})
			.nullable(),
	}),
});

export const RecipientShape = z.object({
	id: IdText,
	/** Name and outlet while the contact is kept; else only the masked address. */
	name: z.string().nullable(),
	mail: z.string(),
	state: SendingState,
	/** A failure to say in a sentence; `answer` in it is what the mail server said. */
	reason: z.object({ type: z.string(), answer: z.string().optional() }).nullable(),
	attempts: z.number(),
	at: Moment,
	/** A person said that it arrived. */
	saidBy: z.string().nullable(),
});
export const listRecipientsEndpoint = endpoint({
	method: 'GET',
	path: '/api/posts/:id/press/recipients',
	allow: 'post.read',
	summary: 'What became of a press release, recipient by recipient.',
	input: PageQuery.extend({ id: IdText, only: z.enum(['trouble', 'all']).default('trouble') }),
	output: pageOf(RecipientShape),
});

const Recipient = z.object({ id: IdText, recipientId: IdText });
export const resendPressEndpoint = endpoint({
	method: 'POST',
	path: '/api/posts/:id/press/recipients/:recipientId/resend',
	allow: 'post.resolve',
	summary: 'Sends a refused or unclear mail once more; an unclear one may arrive twice.',
	input: Recipient,
	output: Id,
});
export const confirmPressEndpoint = endpoint({
	method: 'POST',
	path: '/api/posts/:id/press/recipients/:recipientId/confirm',
	allow: 'post.resolve',
	summary: 'Notes that an unclear mail arrived.',
	input: Recipient,
	output: Id,
});
export const releasePressEndpoint = endpoint({
	method: 'POST',
	path: '/api/posts/:id/press/release',
	allow: 'post.resolve',
	summary: 'Sends what a stop held back for too long to go out by itself.',
	input: Id,
	output: Id,
});
export const stopPressEndpoint = endpoint({
	method: 'POST',
	path: '/api/posts/:id/press/stop',
	allow: 'post.resolve',
	summary: 'Sends nothing more of what still waits.',
	input: Id,
	output: Id,
});
