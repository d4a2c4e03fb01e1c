import { z } from 'zod';

import { minutes } from '#kernel/time.ts';

import type { ChannelFailure } from '../../channel.ts';
import { type Allowances, collectAllowances, type Kind } from '../allowance.ts';
import { type Api, type Call, createGrantedApi, type Wording } from '../granted-api.ts';
import type { GrantedCredentials } from '../keys.ts';
import type { NetworkNeeds } from '../network.ts';
import { type OAuthFacts, renewalBy } from '../oauth.ts';
import { MomentText } from '../rows.ts';

export const X_SERVER = 'https://api.x.com';

/** SPEC: docs.x.com, authentication mapping: nothing goes without the rights to read posts and users, but bringing files. */
const everything = [
	...(['account', 'publish', 'media', 'change', 'find', 'hear', 'mentions', 'answer', 'change-answer'] as const),
	...(['hide', 'block', 'count'] as const),
];

/** SPEC: docs.x.com/fundamentals/authentication/oauth-2-0; agreement stands at x.com, tokens at the API. */
export const xOAuth = (server: string): OAuthFacts => ({
	authorize: new URL('/i/oauth2/authorize', server === X_SERVER ? 'https://x.com' : server),
	token: new URL('/2/oauth2/token', server),
	rights: {
		'tweet.read': everything,
		'tweet.write': ['publish', 'media', 'change', 'answer', 'change-answer'],
		'tweet.moderate.write': ['hide'],
		'users.read': everything,
		'media.write': ['media'],
		'block.write': ['block'],
		'offline.access': ['renew'],
	},
	separator: ' ',
	client: 'basic',
});

/** SPEC: RFC 9457, and the `errors` of requests that do not fit the schema. */
const Problem = z.object({
	title: z.string().optional(),
	detail: z.string().optional(),
	type: z.string().optional(),
	errors: z.array(z.object({ message: z.string().optional() })).optional(),
});

const wordsOf = (body: unknown): string | null => {
	const read = Problem.safeParse(body);
	if (!read.success) return null;
	const { title, detail, errors = [] } = read.data;
	return [title, detail, ...errors.map(({ message }) => message)].filter(Boolean).join(': ') || null;
};

const typeOf = (body: unknown): string => Problem.safeParse(body).data?.type ?? '';

/** SPEC: docs.x.com/x-api/fundamentals/response-codes-and-errors. */
const wording: Wording = {
	words: ({ body }) => wordsOf(body),
	field(words, otherwise) {
		if (/media|image|video|attachment/i.test(words)) return 'media';
		if (/poll/i.test(words)) return 'poll';
		if (/reply|conversation/i.test(words)) return 'replyTo';
		return otherwise;
	},
	means({ answer: { status, headers, body }, reason, now }): ChannelFailure | null {
		if (status === 403 && /duplicate/i.test(reason)) return { type: 'channel.duplicate', reason };
		if (/usage-capped|credits/i.test(typeOf(body))) {
			const reset = Number(headers.get('x-rate-limit-reset')) * 1000;
			// NOTE: a sum of an instant and milliseconds is an instant.
			const until = (reset > now ? reset : now + minutes(60)) as typeof now;
			return { type: 'channel.exhausted', quota: 'credits', until };
		}
		// SPEC: changelog of 2026-02-23: answers only where the author named us, unless the app is exempt.
		if (status === 403 && /reply/i.test(reason)) return { type: 'channel.rejected', field: 'replyTo', reason };
		return null;
	},
	bucket: ({ method, path }) => bucketOf(method, path),
};

const posts: Kind = {
	bucket: 'posts',
	costs: { publish: 1, edit: 1, withdraw: 0, picture: 0 },
	spareShare: 0,
};
const deletions: Kind = { bucket: 'delete', costs: { publish: 0, edit: 0, withdraw: 1, picture: 0 }, spareShare: 0 };
const uploads: Kind = { bucket: 'media', costs: { publish: 0, edit: 0, withdraw: 0, picture: 3 }, spareShare: 0 };
const reads: Kind = { bucket: 'read', costs: { publish: 0, edit: 0, withdraw: 0, picture: 0 }, spareShare: 0 };

const bucketOf = (method: string, path: string): Kind => {
	if (path.startsWith('/2/media')) return uploads;
	if (path.startsWith('/2/tweets') && method === 'DELETE') return deletions;
	return path === '/2/tweets' && method === 'POST' ? posts : reads;
};

export interface XContext {
	readonly api: Api;
	readonly accountId: string;
	readonly handle: string;
	/** Where people read: `https://x.com`, or the practice page. */
	readonly web: string;
	readonly clock: NetworkNeeds['clock'];
	readonly allowances: Allowances;
	/** Books what was read, by what came back. */
	readonly meter: (kind: 'own-read' | 'read', count: number) => Promise<void>;
}

/** SPEC: where posts on X are read by people. */
const X_WEB = 'https://x.com';

export const openWire = (needs: NetworkNeeds, presenceId: string, credentials: GrantedCredentials): XContext => {
	const { server, accountId, handle } = credentials;
	const session = needs.openSession(presenceId, credentials, renewalBy(needs, xOAuth(server), credentials));
	const allowances = collectAllowances({ app: 'x', account: accountId });
	const api = createGrantedApi({ server, session, wording, allowances }, needs);
	const meter: XContext['meter'] = (kind, count) => needs.meter(presenceId, kind, count);
	return { api, accountId, handle, web: needs.practicePages ?? X_WEB, clock: needs.clock, allowances, meter };
};

/** A call with a key that no presence holds yet. */
export const openOnce = (
	needs: NetworkNeeds,
	server: string,
	accessToken: string,
): ((call: Call) => ReturnType<Api>) => {
	const lost = { ok: false, error: { type: 'channel.unauthorised', reason: 'the key has run out' } } as const;
	const session = { accessToken: () => accessToken, refresh: async () => lost };
	return createGrantedApi({ server, session, wording }, needs);
};

export const addressOf = ({ web, handle }: Pick<XContext, 'web' | 'handle'>, id: string): string =>
	`${web}/${handle}/status/${id}`;

/**
 * SPEC: docs.x.com, object Post. Its fields were renamed on 2026-08-07 (`tweet` became `post`); both names are read, and the
 * older ones asked for, which the guides still show.
 */
export const POST_FIELDS =
	'author_id,conversation_id,created_at,entities,in_reply_to_user_id,lang,referenced_tweets,attachments';

const Referenced = z.array(z.object({ type: z.string(), id: z.string() }));
export const PostShape = z
	.object({
		id: z.string().min(1),
		text: z.string(),
		author_id: z.string().optional(),
		in_reply_to_user_id: z.string().optional(),
		conversation_id: z.string().optional(),
		created_at: MomentText.optional(),
		lang: z.string().optional(),
		referenced_tweets: Referenced.optional(),
		referenced_posts: Referenced.optional(),
		edit_history_tweet_ids: z.array(z.string()).optional(),
		edit_history_post_ids: z.array(z.string()).optional(),
		attachments: z.object({ media_keys: z.array(z.string()).optional() }).optional(),
		entities: z
			.object({ urls: z.array(z.object({ url: z.string(), expanded_url: z.string().optional() })).optional() })
			.optional(),
	})
	.transform(({ referenced_tweets, referenced_posts, edit_history_tweet_ids, edit_history_post_ids, ...post }) => ({
		...post,
		answers: (referenced_posts ?? referenced_tweets ?? []).find(({ type }) => type === 'replied_to')?.id,
		quotes: (referenced_posts ?? referenced_tweets ?? []).some(({ type }) => type === 'quoted'),
		editions: edit_history_post_ids ?? edit_history_tweet_ids ?? [post.id],
	}));
export type Post = z.output<typeof PostShape>;

/** The words with their addresses as they were written. */
export const wordsOfPost = ({ text, entities }: Post): string =>
	(entities?.urls ?? []).reduce((words, { url, expanded_url }) => words.replaceAll(url, expanded_url ?? url), text);
