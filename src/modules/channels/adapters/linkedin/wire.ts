import { z } from 'zod';

import { days, type Instant } from '#kernel/time.ts';

import type { ChannelFailure, RemoteRef } from '../../channel.ts';
import { type Api, type Call, createGrantedApi, type Wording } from '../granted-api.ts';
import type { GrantedCredentials } from '../keys.ts';
import type { NetworkNeeds } from '../network.ts';
import { type OAuthFacts, renewalBy } from '../oauth.ts';

export const LINKEDIN_SERVER = 'https://api.linkedin.com';
const LINKEDIN_WEB = 'https://www.linkedin.com';

/**
 * The version of the interface we speak. LinkedIn keeps each one for at least twelve months, to the middle of the month, and
 * answers 426 from then on: from this day a newer one has to stand here.
 */
export const linkedinVersion = { number: '202608', endsOn: '2027-08-16' } as const;

/** SPEC: learn.microsoft.com, authorization code flow: both addresses lie at www.linkedin.com, the interface elsewhere. */
export const linkedinOAuth = (server: string): OAuthFacts => {
	const at = server === LINKEDIN_SERVER ? LINKEDIN_WEB : server;
	return {
		authorize: new URL('/oauth/v2/authorization', at),
		token: new URL('/oauth/v2/accessToken', at),
		rights: {
			r_organization_social: ['find', 'hear'],
			w_organization_social: ['publish', 'media', 'change'],
			rw_organization_admin: ['account', 'count'],
			r_organization_social_feed: ['find', 'hear'],
			w_organization_social_feed: ['answer', 'change-answer'],
		},
		separator: ' ',
		client: 'body',
		// Apps with a secret have a way of their own here that knows no proof of RFC 7636.
		proof: false,
	};
};

const Problem = z.object({
	message: z.string(),
	status: z.number().optional(),
	code: z.string().optional(),
	serviceErrorCode: z.number().optional(),
});

/** SPEC: learn.microsoft.com, error handling and rate limits: a day's quota is new at midnight UTC. */
const wording: Wording = {
	words({ body }) {
		const read = Problem.safeParse(body);
		return read.success ? [read.data.code, read.data.message].filter(Boolean).join(': ') : null;
	},
	field(words, otherwise) {
		if (/alttext/i.test(words)) return 'alt';
		if (/image|video|media/i.test(words)) return 'media';
		if (/poll/i.test(words)) return 'poll';
		return otherwise;
	},
	means({ answer: { status, headers }, reason, now }): ChannelFailure | null {
		if (status === 426)
			return {
				type: 'channel.changed',
				reason: `${reason} (version ${linkedinVersion.number} of the interface ended)`,
			};
		if (status === 422 && /duplicate/i.test(reason)) return { type: 'channel.duplicate', reason };
		if (status === 401 && /REVOKED/.test(reason)) return { type: 'channel.unauthorised', reason };
		if (status === 429 && /DAY limit/.test(reason) && !headers.has('retry-after'))
			return { type: 'channel.exhausted', quota: 'requests', until: midnightAfter(now) };
		return null;
	},
};

// NOTE: a moment in milliseconds is an instant.
const midnightAfter = (now: Instant): Instant => ((Math.floor(now / days(1)) + 1) * days(1)) as Instant;

const headers = { 'linkedin-version': linkedinVersion.number, 'x-restli-protocol-version': '2.0.0' };

export interface LinkedinContext {
	readonly api: Api;
	readonly server: string;
	/** The number of the organisation. */
	readonly accountId: string;
	/** The organisation as the interface names it. */
	readonly author: string;
	readonly handle: string;
	/** Where people read: null opposite the real network, else the practice page. */
	readonly practicePages: string | null;
	readonly clock: NetworkNeeds['clock'];
}

export const openWire = (needs: NetworkNeeds, presenceId: string, credentials: GrantedCredentials): LinkedinContext => {
	const { server, accountId, handle } = credentials;
	const session = needs.openSession(presenceId, credentials, renewalBy(needs, linkedinOAuth(server), credentials));
	return {
		api: createGrantedApi({ server, session, wording, headers }, needs),
		...{ server, accountId, handle, author: organisationUrn(accountId) },
		...{ practicePages: needs.practicePages, clock: needs.clock },
	};
};

/** A call with a key that no presence holds yet. */
export const openOnce = (
	needs: NetworkNeeds,
	server: string,
	accessToken: string,
): ((call: Call) => ReturnType<Api>) => {
	const lost = { ok: false, error: { type: 'channel.unauthorised', reason: 'the key has run out' } } as const;
	const session = { accessToken: () => accessToken, refresh: async () => lost };
	return createGrantedApi({ server, session, wording, headers }, needs);
};

export const organisationUrn = (id: string): string => `urn:li:organization:${id}`;

/**
 * SPEC: Rest.li protocol 2.0: brackets and commas have a meaning in addresses, so that those of a name are encoded and those of
 * a list are not.
 */
export const encoded = (text: string): string =>
	encodeURIComponent(text).replace(/[()']/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
export const listOf = (texts: readonly string[]): string => `List(${texts.map(encoded).join(',')})`;

const POST_URN = /urn:li:(?:share|ugcPost):(\d+)/;
const COMMENT_URN = /^urn:li:comment:\((urn:li:\w+:\d+),(\d+)\)$/;

/** The number at the end of a post's name. */
export const postId = (urn: string): string | null => POST_URN.exec(urn)?.[1] ?? null;
export const postUrnIn = (text: string): string | null => POST_URN.exec(text)?.[0] ?? null;

/** The whole name of a post of ours. */
export const nameOfPost = ({ id, extra }: RemoteRef): string => extra?.['post'] ?? `urn:li:share:${id}`;

/** What a comment stands below, and its number. */
export const readComment = (urn: string): { readonly object: string; readonly id: string } | null => {
	const [, object, id] = COMMENT_URN.exec(urn) ?? [];
	return object !== undefined && id !== undefined ? { object, id } : null;
};

/** SPEC: where a post or a comment is read by people. */
export const addressOf = (
	{ practicePages, handle }: Pick<LinkedinContext, 'practicePages' | 'handle'>,
	{ id, post, comment }: { readonly id: string; readonly post: string; readonly comment?: string },
): string => {
	if (practicePages !== null) return `${practicePages}/@${handle}/${id}`;
	const below = comment === undefined ? '' : `?commentUrn=${encoded(comment)}`;
	return `${LINKEDIN_WEB}/feed/update/${post}/${below}`;
};

export const pageOf = ({ practicePages }: Pick<LinkedinContext, 'practicePages'>, handle: string): string =>
	practicePages === null ? `${LINKEDIN_WEB}/company/${handle}` : `${practicePages}/@${handle}`;
