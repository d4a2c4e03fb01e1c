import { z } from 'zod';

import { quotePolicies } from '#kernel/quoting.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import type { Rights } from '#kernel/right-use.ts';
import { seconds } from '#kernel/time.ts';

import type { Capabilities, ChannelFailure, PollLimits } from '../../channel.ts';
import type { Account } from '../account.ts';
import { mastodonFilm } from '../film-limits.ts';
import { linksIn } from '../links.ts';
import { brokenLine, withoutSecrets } from '../outcome.ts';
import { readAs } from '../read-as.ts';
import { mastodonAbilities } from './abilities.ts';
import { KEYS_LIVE_MS } from './rendition.ts';
import { createApi, type MastodonAccess, type MastodonNeeds } from './wire.ts';

/** SPEC: docs.joinmastodon.org/api/oauth-scopes; what publishing, reading answers, moderating and nothing else needs. */
export const rights: Rights = {
	'read:accounts': ['account'],
	'read:statuses': ['change', 'find', 'change-answer', 'count'],
	'read:notifications': ['hear', 'mentions'],
	'write:statuses': ['publish', 'media', 'change', 'answer', 'change-answer'],
	'write:media': ['media'],
	'write:blocks': ['block'],
	'write:reports': ['report'],
};
const SCOPES = Object.keys(rights).join(' ');

export interface Registration {
	readonly origin: string;
	readonly clientId: string;
	readonly clientSecret: string;
	readonly redirectUri: string;
	readonly verifier: string;
}

const AppShape = z.object({ client_id: z.string().min(1), client_secret: z.string().min(1) });
const TokenShape = z.object({ access_token: z.string().min(1) });
const AccountShape = z.object({
	id: z.string(),
	username: z.string(),
	url: z.string(),
	note: z.string().catch(''),
	/** SPEC: docs.joinmastodon.org/entities/Account#CredentialAccount: `quote_policy` since 4.5. */
	source: z.object({ quote_policy: z.string().optional() }).catch({}),
	fields: z.array(z.object({ value: z.string() })).catch([]),
});
const InstanceShape = z.object({
	domain: z.string(),
	configuration: z.object({
		urls: z.object({ streaming: z.string().optional() }).catch({}),
		statuses: z.object({
			max_characters: z.number().int().positive(),
			max_media_attachments: z.number().int().nonnegative(),
			characters_reserved_per_url: z.number().int().positive(),
		}),
		media_attachments: z.object({
			supported_mime_types: z.array(z.string()),
			image_size_limit: z.number().positive(),
			image_matrix_limit: z.number().positive(),
			description_limit: z.number().int().positive().optional(),
			video_size_limit: z.number().positive().optional(),
		}),
		polls: z
			.object({
				max_options: z.number().int().positive(),
				max_characters_per_option: z.number().int().positive(),
				min_expiration: z.number().nonnegative(),
				max_expiration: z.number().positive(),
			})
			.optional(),
	}),
});

/** Announces this installation to the server; the answer belongs to one attempt to connect. */
export const register = async (
	{ outbound }: MastodonNeeds,
	{ origin, redirectUri, verifier }: Pick<Registration, 'origin' | 'redirectUri' | 'verifier'>,
): Promise<Result<Registration, ChannelFailure>> => {
	const json = { client_name: 'Amtsfunk', redirect_uris: [redirectUri], scopes: SCOPES };
	const sent = await outbound({ method: 'POST', url: new URL('/api/v1/apps', origin), json });
	if (!sent.ok) return fail(brokenLine(sent.error, 'read'));
	if (sent.value.status !== 200) return fail({ type: 'channel.unreachable', reason: `HTTP ${sent.value.status}` });
	const app = readAs(AppShape, sent.value.body);
	if (!app.ok) return app;
	const { client_id: clientId, client_secret: clientSecret } = app.value;
	return ok({ origin, redirectUri, verifier, clientId, clientSecret });
};

/** Where the account's owner agrees. SPEC: RFC 7636, S256. */
export const authorizeUrl = async (registration: Registration, state: string): Promise<string> => {
	const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(registration.verifier));
	const url = new URL('/oauth/authorize', registration.origin);
	const fields = {
		response_type: 'code',
		client_id: registration.clientId,
		redirect_uri: registration.redirectUri,
		scope: SCOPES,
		state,
		code_challenge: base64Url(new Uint8Array(hash)),
		code_challenge_method: 'S256',
	};
	for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value);
	return url.toString();
};

const base64Url = (bytes: Uint8Array): string =>
	btoa(String.fromCharCode(...bytes))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replaceAll('=', '');

/** Turns the owner's yes into an access token. */
export const exchangeCode = async (
	{ outbound }: MastodonNeeds,
	registration: Registration,
	code: string,
): Promise<Result<string, ChannelFailure>> => {
	const json = {
		grant_type: 'authorization_code',
		code,
		client_id: registration.clientId,
		client_secret: registration.clientSecret,
		redirect_uri: registration.redirectUri,
		code_verifier: registration.verifier,
	};
	const sent = await outbound({ method: 'POST', url: new URL('/oauth/token', registration.origin), json });
	if (!sent.ok) return fail(brokenLine(sent.error, 'read'));
	if (sent.value.status !== 200) {
		const secrets = [code, registration.clientSecret, registration.verifier];
		const reason = withoutSecrets(`HTTP ${sent.value.status}: ${JSON.stringify(sent.value.body)}`, secrets);
		return fail({ type: 'channel.unauthorised', reason });
	}
	const token = readAs(TokenShape, sent.value.body);
	return token.ok ? ok(token.value.access_token) : token;
};

/** Asks whose token it is and what the server takes. */
export const readAccount = async (
	access: Pick<MastodonAccess, 'origin' | 'token'>,
	needs: MastodonNeeds,
): Promise<Result<Account, ChannelFailure>> => {
	const api = createApi(access, needs);
	const asked = await api({ method: 'GET', path: '/api/v1/accounts/verify_credentials', purpose: 'read' });
	if (!asked.ok) return asked;
	const account = readAs(AccountShape, asked.value.body);
	if (!account.ok) return account;
	const instance = await api({ method: 'GET', path: '/api/v2/instance', purpose: 'read' });
	if (!instance.ok) return instance;
	const read = readAs(InstanceShape, instance.value.body);
	if (!read.ok) return read;
	return ok({
		remoteId: account.value.id,
		handle: `${account.value.username}@${read.value.domain}`,
		url: account.value.url,
		capabilities: { ...toCapabilities(read.value), ...quotingOf(account.value) },
		links: linksIn([account.value.note, ...account.value.fields.map(({ value }) => value)]),
	});
};

/** SPEC: 1500 characters of description are Mastodon's own limit where the server does not say. */
const ALT_MOST = 1500;
const PICTURES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];

const toCapabilities = ({ configuration }: z.infer<typeof InstanceShape>): Capabilities => ({
	text: {
		most: configuration.statuses.max_characters,
		counting: 'mastodon',
		linkCosts: configuration.statuses.characters_reserved_per_url,
		linkIsCard: false,
	},
	media: {
		most: configuration.statuses.max_media_attachments,
		mostBytes: configuration.media_attachments.image_size_limit,
		mostPixels: configuration.media_attachments.image_matrix_limit,
		altMost: configuration.media_attachments.description_limit ?? ALT_MOST,
		mimes: configuration.media_attachments.supported_mime_types.filter((mime) => PICTURES.includes(mime)),
	},
	...filmOf(configuration.media_attachments),
	...(configuration.polls ? { polls: pollLimits(configuration.polls) } : {}),
	...mastodonAbilities,
	...streamOf(configuration.urls),
	edit: true,
	withdraw: true,
	visibilities: ['public', 'unlisted', 'followers', 'private'],
	remembersKeysForMs: KEYS_LIVE_MS,
});

const quotingOf = ({ source }: z.infer<typeof AccountShape>): Pick<Capabilities, 'quotes'> =>
	source.quote_policy === undefined ? {} : { quotes: quotePolicies };

type Urls = z.infer<typeof InstanceShape>['configuration']['urls'];

/** SPEC: announced as a WebSocket; the same host answers with server-sent events. */
const streamOf = ({ streaming = '' }: Urls): Pick<Capabilities, 'stream'> => {
	const url = URL.parse(streaming.replace(/^ws/, 'http'));
	return url === null ? {} : { stream: url.origin };
};

type MediaRules = z.infer<typeof InstanceShape>['configuration']['media_attachments'];

const filmOf = ({ video_size_limit: most, supported_mime_types: mimes }: MediaRules): Pick<Capabilities, 'film'> => {
	const film = most === undefined ? null : mastodonFilm(most, mimes);
	return film === null || film.mimes.length === 0 ? {} : { film };
};

type Polls = NonNullable<z.infer<typeof InstanceShape>['configuration']['polls']>;

/** SPEC: docs.joinmastodon.org/methods/statuses: `media_ids` cannot be used with `poll`. */
const pollLimits = (polls: Polls): PollLimits => ({
	most: polls.max_options,
	optionMost: polls.max_characters_per_option,
	shortestMs: seconds(polls.min_expiration),
	longestMs: seconds(polls.max_expiration),
	withMedia: false,
});
