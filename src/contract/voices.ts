import { z } from 'zod';

import { endpoint, IdText, Moment, Nothing, PageQuery, pageOf } from './endpoint.ts';

export const VoiceMode = z.enum(['off', 'approval', 'at-once']);
export type VoiceModeName = z.infer<typeof VoiceMode>;

const VoiceItem = z.object({
	id: IdText,
	conversationId: IdText,
	unitId: IdText,
	channel: z.string(),
	practice: z.boolean(),
	author: z.string(),
	/** Without personal data. */
	text: z.string(),
	masked: z.boolean(),
	language: z.string().nullable(),
	visibility: z.enum(['public', 'unlisted', 'followers', 'private']),
	pictures: z.number().int(),
	sentAt: Moment,
	editedAt: Moment.nullable(),
	/** Where it stands on its network; null once its author's name is not kept any more. */
	url: z.string().nullable(),
	conversation: z.enum(['open', 'waiting', 'answered', 'closed']),
	/** How far it is on its way to the public page. */
	standing: z.enum(['shown', 'waiting', 'held', 'hidden', 'moderated', 'narrow', 'gone']),
	reason: z.string(),
	/** The words that were read, for a decision about exactly these. */
	seen: z.string(),
	mayDecide: z.boolean(),
});
export type Voice = z.infer<typeof VoiceItem>;

const OfPost = z.object({ id: IdText });

export const voicesEndpoint = endpoint({
	method: 'GET',
	path: '/api/posts/:id/voices',
	allow: 'conversation.read',
	summary: 'What others said under a post, on every network, newest first.',
	input: PageQuery.extend({ id: IdText, view: z.enum(['all', 'waiting']).default('all') }),
	output: pageOf(VoiceItem),
});

export const postVoicesEndpoint = endpoint({
	method: 'GET',
	path: '/api/posts/:id/voices/state',
	allow: 'post.read',
	summary: 'Whether the public page of a post shows what others say under it.',
	input: OfPost,
	output: z.object({ mode: VoiceMode, closed: z.boolean(), mayClose: z.boolean() }),
});

export const closeVoicesEndpoint = endpoint({
	method: 'PUT',
	path: '/api/posts/:id/voices/state',
	allow: 'post.write',
	summary: 'Keeps voices from the public page of one post, or lets them in again.',
	input: OfPost.extend({ closed: z.boolean() }),
	output: Nothing,
});

export const decideVoiceEndpoint = endpoint({
	method: 'POST',
	path: '/api/posts/:id/voices/:messageId',
	allow: 'moderation.act',
	summary: 'Lets one voice onto the public page, or keeps it from there with a reason.',
	input: OfPost.extend({
		messageId: IdText,
		decision: z.enum(['show', 'hide']),
		reason: z.string().trim().max(500).default(''),
		seen: z.string().max(64),
	}),
	output: Nothing,
});

export const voiceRuleEndpoint = endpoint({
	method: 'GET',
	path: '/api/voice-rule',
	allow: 'service.manage',
	summary: 'Whether the public pages of a unit show what others say under its posts, its own or inherited.',
	input: z.object({ unit: IdText }),
	output: z.object({ own: z.boolean(), from: IdText.nullable(), version: z.number().int(), mode: VoiceMode }),
});

export const saveVoiceRuleEndpoint = endpoint({
	method: 'PUT',
	path: '/api/voice-rule',
	allow: 'service.manage',
	summary: 'Sets whether and when voices stand on the public pages of a unit; null inherits again.',
	input: z.object({ unit: IdText, version: z.number().int(), mode: VoiceMode.nullable() }),
	output: z.object({ version: z.number().int() }),
});
