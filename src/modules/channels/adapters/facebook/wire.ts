import { z } from 'zod';

import { type Allowances, collectAllowances, type Kind } from '../allowance.ts';
import type { Api, Wording } from '../granted-api.ts';
import type { GrantedCredentials } from '../keys.ts';
import { metaOAuth, openMetaApi, openMetaOnce } from '../meta/api.ts';
import { graphWording } from '../meta/graph.ts';
import type { NetworkNeeds } from '../network.ts';
import { renewalBy } from '../oauth.ts';
import { MomentText } from '../rows.ts';

const FACEBOOK_WEB = 'https://www.facebook.com';

export const facebookOAuth = metaOAuth({
	pages_show_list: ['account'],
	pages_manage_posts: ['publish', 'media', 'change'],
	pages_read_engagement: ['account', 'find', 'hear', 'mentions', 'count'],
	pages_manage_engagement: ['answer', 'change-answer', 'hide', 'remove', 'block', 'like'],
	pages_read_user_content: ['find', 'hear', 'mentions'],
	pages_manage_metadata: ['wake'],
	read_insights: ['count'],
});

/** Everything counts alike, in per cent. */
const calls: Kind = { bucket: 'calls', costs: { publish: 1, edit: 1, withdraw: 1, picture: 1 }, spareShare: 0 };
const wording: Wording = { ...graphWording, bucket: () => calls };

export interface FacebookContext {
	readonly api: Api;
	/** Id of the page. */
	readonly page: string;
	/** Where people read: `https://www.facebook.com`, or the practice page. */
	readonly web: string;
	readonly clock: NetworkNeeds['clock'];
	readonly allowances: Allowances;
}

export const webOf = ({ practicePages }: Pick<NetworkNeeds, 'practicePages'>): string => practicePages ?? FACEBOOK_WEB;

export const openWire = (needs: NetworkNeeds, presenceId: string, credentials: GrantedCredentials): FacebookContext => {
	const { server, accountId: page, app } = credentials;
	// A page's key does not run out; it ends with its owner's agreement, and then he has to agree anew.
	const session = needs.openSession(presenceId, credentials, renewalBy(needs, facebookOAuth(server), credentials));
	const allowances = collectAllowances({ app: 'facebook', account: page });
	const api = openMetaApi(needs, { network: 'facebook', server, session, app, wording, allowances });
	return { api, page, web: webOf(needs), clock: needs.clock, allowances };
};

/** Calls with a key that no presence holds yet. */
export const openOnce = (
	needs: NetworkNeeds,
	server: string,
	key: Pick<GrantedCredentials, 'accessToken' | 'app'>,
): Api => openMetaOnce(needs, { network: 'facebook', server, wording }, key);

/** Every post and comment is found below its id as well. */
export const addressOf = ({ web }: Pick<FacebookContext, 'web'>, id: string): string => `${web}/${id}`;

const From = z.object({ id: z.string(), name: z.string().default('') });
const Attachment = z.object({
	media_type: z.string().optional(),
	target: z.object({ id: z.string().optional() }).optional(),
	media: z.object({ image: z.object({ src: z.string() }).optional() }).optional(),
	subattachments: z.object({ data: z.array(z.object({ media_type: z.string().optional() })).default([]) }).optional(),
});
export type Attachment = z.output<typeof Attachment>;

/** SPEC: nodes PagePost and Comment. Who wrote it is told only where the page may know it. */
export const Said = z.object({
	id: z.string().min(1),
	message: z.string().default(''),
	from: From.optional(),
	created_time: MomentText,
	permalink_url: z.string().optional(),
});
export const PostShape = Said.extend({
	updated_time: z.string().optional(),
	attachments: z.object({ data: z.array(Attachment).default([]) }).optional(),
	comments: z.object({ summary: z.object({ total_count: z.number().default(0) }).optional() }).optional(),
});
export type Post = z.output<typeof PostShape>;
export const CommentShape = Said.extend({
	parent: z.object({ id: z.string() }).optional(),
	attachment: Attachment.optional(),
});
export type Comment = z.output<typeof CommentShape>;
