import { z } from 'zod';

import { hours, plus } from '#kernel/time.ts';

import type { ChannelFailure } from '../../channel.ts';
import { type Api, type Call, createGrantedApi, type Refused, type Wording } from '../granted-api.ts';
import type { GrantedCredentials } from '../keys.ts';
import type { NetworkNeeds, Notes } from '../network.ts';
import { type OAuthFacts, renewalBy } from '../oauth.ts';
import { waitUntil } from '../outcome.ts';
import { nextPacificMidnight } from './pacific.ts';

export const YOUTUBE_SERVER = 'https://youtube.googleapis.com';
export const API = '/youtube/v3';
/** SPEC: discovery document of youtube v3, `mediaUpload`. */
export const UPLOAD = '/upload/youtube/v3';

/** SPEC: developers.google.com/identity/protocols/oauth2/web-server. The one right covers films, captions and comments. */
export const youtubeOAuth = (server: string): OAuthFacts => ({
	authorize: new URL('/o/oauth2/v2/auth', server === YOUTUBE_SERVER ? 'https://accounts.google.com' : server),
	token: new URL('/token', server === YOUTUBE_SERVER ? 'https://oauth2.googleapis.com' : server),
	rights: {
		'https://www.googleapis.com/auth/youtube.force-ssl': [
			...(['account', 'publish', 'media', 'change', 'find', 'hear', 'answer', 'change-answer'] as const),
			...(['hide', 'count', 'lists'] as const),
		],
	},
	separator: ' ',
	client: 'body',
	// Without them Google gives no key to renew with, or only the first time.
	also: { access_type: 'offline', prompt: 'consent' },
});

/** SPEC: developers.google.com/youtube/v3/docs/errors. */
const Problem = z.object({
	error: z.object({
		message: z.string().optional(),
		errors: z.array(z.object({ reason: z.string().optional() })).optional(),
	}),
});

const reasonsIn = (body: unknown): readonly string[] =>
	Problem.safeParse(body).data?.error.errors?.flatMap(({ reason }) => reason ?? []) ?? [];

const wordsOf = (body: unknown): string | null => {
	const read = Problem.safeParse(body);
	if (!read.success) return null;
	return [...reasonsIn(body), read.data.error.message].filter(Boolean).join(': ') || null;
};

const fields: readonly (readonly [RegExp, string])[] = [
	[/title/i, 'title'],
	[/description|tags|processingFailure|commentText/i, 'text'],
	[/caption|languageCode/i, 'captions'],
	[/media|image|video|upload/i, 'media'],
];

const wording: Wording = {
	words: ({ body }) => wordsOf(body),
	field: (words, otherwise) => fields.find(([about]) => about.test(words))?.[1] ?? otherwise,
	means: (refused) => meansHere(refused),
};

const meansHere = ({ answer: { headers, body }, call, reason, now }: Refused): ChannelFailure | null => {
	const said = (...known: readonly string[]) => reasonsIn(body).some((one) => known.includes(one));
	const quota = isUpload(call) ? 'uploads' : 'units';
	if (said('quotaExceeded', 'dailyLimitExceeded'))
		return { type: 'channel.exhausted', quota, until: nextPacificMidnight(now) };
	// SPEC: the channel's own limit, over the last 24 hours; the network does not say when the next film may come.
	if (said('uploadLimitExceeded')) return { type: 'channel.exhausted', quota: 'uploads', until: plus(now, hours(24)) };
	if (said('rateLimitExceeded', 'userRateLimitExceeded'))
		return { type: 'channel.throttled', until: waitUntil({ headers, body }, now), reason };
	if (said('commentsDisabled', 'parentCommentIsPrivate', 'ineligibleAccount'))
		return { type: 'channel.rejected', field: 'replyTo', reason };
	return said('youtubeSignupRequired') ? { type: 'channel.unauthorised', reason } : null;
};

const isUpload = ({ path }: Call): boolean => path.startsWith(`${UPLOAD}/videos`);

export interface YoutubeContext {
	readonly api: Api;
	readonly accountId: string;
	readonly handle: string;
	readonly server: string;
	/** Where people watch: `https://www.youtube.com`, or the practice page. */
	readonly web: string;
	readonly clock: NetworkNeeds['clock'];
	readonly outbound: NetworkNeeds['outbound'];
	readonly notes: Notes;
}

export const YOUTUBE_WEB = 'https://www.youtube.com';

export const openWire = (needs: NetworkNeeds, presenceId: string, credentials: GrantedCredentials): YoutubeContext => {
	const { server, accountId, handle } = credentials;
	const session = needs.openSession(presenceId, credentials, renewalBy(needs, youtubeOAuth(server), credentials));
	const api = createGrantedApi({ server, session, wording }, needs);
	const { clock, outbound, notes, practicePages } = needs;
	return { api, accountId, handle, server, web: practicePages ?? YOUTUBE_WEB, clock, outbound, notes };
};

/** A call with a key that no presence holds yet. */
export const openOnce = (needs: NetworkNeeds, server: string, accessToken: string): Api => {
	const lost = { ok: false, error: { type: 'channel.unauthorised', reason: 'the key has run out' } } as const;
	const session = { accessToken: () => accessToken, refresh: async () => lost };
	return createGrantedApi({ server, session, wording }, needs);
};

type At = Pick<YoutubeContext, 'web'>;
export const addressOf = ({ web }: At, video: string): string => `${web}/watch?v=${video}`;
export const commentAddress = ({ web }: At, video: string, comment: string): string =>
	`${web}/watch?v=${video}&lc=${comment}`;

/** SPEC: neither titles nor descriptions may hold angle brackets; these look alike and may. */
export const withoutBrackets = (text: string): string => text.replaceAll('<', '‹').replaceAll('>', '›');
