import { z } from 'zod';

import { ById, Id, OutletShape } from './editorial.ts';
import { endpoint, IdText, Moment } from './endpoint.ts';

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
				/** Answers of a poll that can be chosen there. */
				options: z.array(z.string()),
			}),
		),
		pictures: z.array(z.object({ src: z.string(), alt: z.string() })),
	}),
});
