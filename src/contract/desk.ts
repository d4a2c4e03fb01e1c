import { z } from 'zod';

import { endpoint, IdText, Moment, Nothing, PageQuery, pageOf } from './endpoint.ts';

/** What one can be told of. */
export const noticeKinds = [
	'approval-asked',
	'approval-overdue',
	'approved',
	'sent-back',
	'changed',
	'comment',
	'mention',
	'task',
	'emergency',
	'picture-ends',
	'press-trouble',
	'answer-due',
	'answer-overdue',
	'follow-up',
	'moderation-waits',
	'objection-waits',
	'many-messages',
	'shift-note',
	'reply-waits',
	'reply-returned',
	'mail-returned',
	'hiding-stopped',
	'key-ends',
	'presence-not-well',
	'answers-differ',
	'budget-near',
	'rights-missing',
	'inquiry-asked',
	'inquiry-answered',
	'inquiry-overdue',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

const ofConversations = new Set<NoticeKind>([
	'answer-due',
	'answer-overdue',
	'follow-up',
	'moderation-waits',
	'objection-waits',
	'reply-waits',
	'reply-returned',
	'mail-returned',
	'inquiry-answered',
]);
const ofInquiries = new Set<NoticeKind>(['inquiry-asked', 'inquiry-overdue']);

const ofPresences = new Set<NoticeKind>([
	'key-ends',
	'presence-not-well',
	'answers-differ',
	'budget-near',
	'rights-missing',
]);

/** Page of the desk on which lies what a notice is about: a presence, a post, a picture of the library, a conversation, or the conversations about a post. */
export const noticePlace = (kind: NoticeKind, id: string): string => {
	if (kind === 'picture-ends') return `/medien/${id}`;
	if (ofPresences.has(kind)) return `/einrichtung/auftritte/${id}`;
	if (kind === 'shift-note') return '/dialog/dienst';
	if (kind === 'hiding-stopped') return '/dialog/verborgen';
	if (kind === 'many-messages') return `/dialog?view=all&post=${id}`;
	if (ofInquiries.has(kind)) return `/dialog/fachfragen/${id}`;
	return ofConversations.has(kind) ? `/dialog/${id}` : `/redaktion/${id}`;
};

const NoticeShape = z.object({
	id: IdText,
	kind: z.enum(noticeKinds),
	/** What it is about: a post, or a picture. */
	postId: IdText,
	unitId: IdText,
	title: z.string(),
	/** Null: the machinery. */
	by: z.string().nullable(),
	at: Moment,
	readAt: Moment.nullable(),
});
export type NoticeView = z.output<typeof NoticeShape>;

export const noticesEndpoint = endpoint({
	method: 'GET',
	path: '/api/notices',
	allow: 'signed-in',
	summary: 'What this person was told, newest first.',
	input: PageQuery.extend({ unread: z.stringbool().optional() }),
	output: pageOf(NoticeShape),
});

export const unreadEndpoint = endpoint({
	method: 'GET',
	path: '/api/notices/unread',
	allow: 'signed-in',
	summary: 'How many notices this person has not read; counts no further than 100.',
	input: Nothing,
	output: z.object({ count: z.number() }),
});

export const markNoticesEndpoint = endpoint({
	method: 'POST',
	path: '/api/notices/mark',
	allow: 'signed-in',
	summary: 'Marks own notices as read or unread; without ids all of them.',
	input: z.object({ read: z.boolean(), ids: z.array(IdText).max(100).optional() }),
	output: z.object({ changed: z.number() }),
});

const WishShape = z.object({ kind: z.enum(noticeKinds), desk: z.boolean(), mail: z.boolean() });

export const wishesEndpoint = endpoint({
	method: 'GET',
	path: '/api/notices/wishes',
	allow: 'signed-in',
	summary: 'Of what this person wishes to be told, and where.',
	input: Nothing,
	output: z.object({
		/** `lasting`: cannot be switched off on the desk. */
		items: z.array(WishShape.extend({ lasting: z.boolean() })),
	}),
});

export const saveWishEndpoint = endpoint({
	method: 'PUT',
	path: '/api/notices/wishes/:kind',
	allow: 'signed-in',
	summary: 'Switches one kind of notice on or off.',
	input: WishShape,
	output: WishShape,
});

const ViewShape = z.object({ id: IdText, name: z.string(), search: z.record(z.string(), z.string()) });
export type SavedView = z.output<typeof ViewShape>;
const Place = z.enum(['editorial']);

export const viewsEndpoint = endpoint({
	method: 'GET',
	path: '/api/views',
	allow: 'signed-in',
	summary: 'Views of a list that this person keeps.',
	input: z.object({ place: Place }),
	output: z.object({ items: z.array(ViewShape) }),
});

export const keepViewEndpoint = endpoint({
	method: 'POST',
	path: '/api/views',
	allow: 'signed-in',
	creates: true,
	summary: 'Keeps a view of a list under a name; the same name replaces it.',
	input: z.object({
		place: Place,
		name: z.string().trim().min(1).max(60),
		search: z.record(z.string().max(40), z.string().max(200)),
	}),
	output: ViewShape,
});

export const dropViewEndpoint = endpoint({
	method: 'DELETE',
	path: '/api/views/:id',
	allow: 'signed-in',
	summary: 'Gives a kept view up.',
	input: z.object({ id: IdText }),
	output: z.object({ id: IdText }),
});
