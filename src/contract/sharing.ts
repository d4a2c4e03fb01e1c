import { z } from 'zod';

import { ById, Id } from './editorial.ts';
import { endpoint, IdText, Moment, PageQuery, pageOf } from './endpoint.ts';
import { OutletShape } from './outlets.ts';
import { WarningShape } from './post-details.ts';

const Token = z.string().min(20).max(100);
/** So many days a preview may be looked at. */
export const previewDays = [1, 3, 7, 14] as const;

export const PreviewLinkShape = z.object({
	id: IdText,
	/** For whom it was made. */
	note: z.string(),
	by: ById,
	at: Moment,
	expiresAt: Moment,
});

export const listPreviewLinksEndpoint = endpoint({
	method: 'GET',
	path: '/api/posts/:id/previews',
	allow: 'post.read',
	summary: 'The preview links of a post that are still good.',
	input: Id,
	output: z.object({ items: z.array(PreviewLinkShape) }),
});

export const makePreviewLinkEndpoint = endpoint({
	method: 'POST',
	path: '/api/posts/:id/previews',
	allow: 'post.write',
	creates: true,
	summary: 'Makes a secret link that shows a post as it stands to somebody without an account; said once.',
	input: Id.extend({ note: z.string().trim().min(2).max(120), days: z.number().int().min(1).max(14) }),
	output: z.object({ id: IdText, link: z.string(), expiresAt: Moment }),
});

export const endPreviewLinkEndpoint = endpoint({
	method: 'DELETE',
	path: '/api/posts/:id/previews/:linkId',
	allow: 'post.write',
	summary: 'Ends a preview link at once.',
	input: Id.extend({ linkId: IdText }),
	output: Id,
});

export const showPreviewEndpoint = endpoint({
	method: 'POST',
	path: '/api/previews/show',
	allow: 'everybody',
	summary: 'What somebody with a preview link sees. Changes nothing.',
	input: z.object({ token: Token }),
	output: z.object({
		authority: z.string(),
		note: z.string(),
		title: z.string(),
		topic: z.string().nullable(),
		language: z.string(),
		published: z.boolean(),
		expiresAt: Moment,
		link: z.string(),
		renditions: z.array(
			OutletShape.pick({ id: true, channel: true, name: true, handle: true, practice: true, text: true }).extend({
				words: z.string(),
				leadsBack: z.boolean(),
				/** The document goes along there, and no picture beside it but in the own house. */
				document: z.boolean(),
				/** What is said before it there, and whether the network covers its pictures. */
				warning: WarningShape.pick({ words: true, graphic: true }),
				/** The posts of a thread; absent where it goes out as one. */
				parts: z.array(z.string()).exactOptional(),
				/** Answers of a poll that can be chosen there. */
				options: z.array(z.string()),
			}),
		),
		pictures: z.array(z.object({ src: z.string(), alt: z.string() })),
		/** Without its bytes where it is too large for one answer. */
		document: z.object({ title: z.string(), name: z.string(), src: z.string().nullable() }).nullable(),
		translations: z.array(z.object({ language: z.string(), title: z.string(), text: z.string() })),
	}),
});

export const suggestWordsEndpoint = endpoint({
	method: 'GET',
	path: '/api/suggestions',
	allow: 'post.write',
	summary: 'Hashtags that were used before and accounts one may speak to, for who writes for a unit.',
	input: z.object({ unitId: IdText }),
	output: z.object({
		tags: z.array(z.string()),
		accounts: z.array(z.object({ channel: z.string(), handle: z.string(), name: z.string().nullable() })),
	}),
});

/** Only encrypted addresses: what a house hands out must not be changed on the way. */
const Target = z.url({ protocol: /^https$/ }).max(2000);

export const ShortLinkShape = z.object({
	code: z.string(),
	unitId: IdText,
	name: z.string(),
	address: z.string(),
	target: z.string(),
	at: Moment,
	ended: z.boolean(),
	mayChange: z.boolean(),
});

export const listShortLinksEndpoint = endpoint({
	method: 'GET',
	path: '/api/short-links',
	allow: 'post.read',
	summary: 'Short addresses of the house with a target of their own, the latest first.',
	input: PageQuery.extend({ unitId: IdText.optional() }),
	output: pageOf(ShortLinkShape),
});
export const createShortLinkEndpoint = endpoint({
	method: 'POST',
	path: '/api/short-links',
	allow: 'post.write',
	creates: true,
	summary: 'Gives an address of an own site a short one; it counts nobody.',
	input: z.object({ unitId: IdText, name: z.string().trim().min(2).max(120), target: Target }),
	output: z.object({ code: z.string() }),
});
export const changeShortLinkEndpoint = endpoint({
	method: 'PUT',
	path: '/api/short-links/:code',
	allow: 'post.write',
	summary: 'Leads a short address elsewhere, or ends it.',
	input: z.object({ code: z.string().max(20), target: Target, ended: z.boolean() }),
	output: z.object({ code: z.string() }),
});
export const shortenPostEndpoint = endpoint({
	method: 'PUT',
	path: '/api/posts/:id/short-link',
	allow: 'post.write',
	summary: 'Lets the copies of a draft lead back by a short address, or by the address of its page.',
	input: Id.extend({ short: z.boolean() }),
	output: z.object({ copyLink: z.string() }),
});
