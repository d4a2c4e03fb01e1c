import { z } from 'zod';

import { fail, ok, type Result } from '#kernel/result.ts';
import { plus, seconds } from '#kernel/time.ts';

import type { ChannelFailure } from '../../channel.ts';
import type { GrantedCredentials } from '../keys.ts';
import { graphWording } from '../meta/graph.ts';
import type { Agreement, NetworkNeeds } from '../network.ts';
import { type OAuthFacts, oauthAgreement, readGrant, type Tokening } from '../oauth.ts';
import { brokenLine, theirFault, withoutSecrets } from '../outcome.ts';
import { readAs } from '../read-as.ts';
import type { Renewal } from '../session.ts';

const THREADS_SERVER = 'https://graph.threads.net';
export const THREADS_WEB = 'https://www.threads.net';

/** SPEC: docs/threads/get-started: agreement stands at threads.net, tokens at the API, without a version. */
export const threadsOAuth = (server: string): OAuthFacts => ({
	authorize: new URL('/oauth/authorize', server === THREADS_SERVER ? THREADS_WEB : server),
	token: new URL('/oauth/access_token', server),
	rights: {
		threads_basic: ['account', 'media', 'find', 'hear', 'mentions'],
		threads_content_publish: ['publish', 'media', 'answer'],
		threads_delete: ['change', 'change-answer'],
		threads_manage_mentions: ['mentions'],
		threads_manage_replies: ['hide'],
		threads_read_replies: ['find', 'hear'],
		threads_manage_insights: ['count'],
	},
	separator: ',',
	client: 'body',
	proof: false,
});

const Lasting = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

interface Trade {
	readonly server: string;
	readonly path: '/access_token' | '/refresh_access_token';
	readonly query: Readonly<Record<string, string>>;
	/** How a key that is refused is called. */
	readonly refusedAs: 'channel.unauthorised' | 'channel.expired';
}

/** Trades a key for one of sixty days. SPEC: docs/threads/get-started/long-lived-tokens: asked for with GET, secrets in the address. */
const trade = async (
	{ outbound, clock }: Tokening,
	{ server, path, query, refusedAs }: Trade,
): Promise<Result<Pick<GrantedCredentials, 'accessToken' | 'expiresAt'>, ChannelFailure>> => {
	const url = new URL(path, server);
	for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
	const sent = await outbound({ method: 'GET', url });
	if (!sent.ok) return fail(brokenLine(sent.error, 'read'));
	const { status, headers, body } = sent.value;
	if (status === 200) {
		const read = readAs(Lasting, body);
		if (!read.ok) return read;
		const { access_token: accessToken, expires_in } = read.value;
		return ok({ accessToken, expiresAt: plus(clock.now(), seconds(expires_in)) });
	}
	const said = `HTTP ${status}: ${graphWording.words(sent.value) ?? ''}`;
	const reason = withoutSecrets(said, [query['access_token'] ?? '', query['client_secret'] ?? '']);
	return fail(
		status === 429 || status >= 500
			? theirFault({ status, headers, reason }, 'read', clock.now())
			: { type: refusedAs, reason },
	);
};

/** What the owner's yes gives lasts an hour, and is traded at once for a key of sixty days. */
export const lastingAgreement = (needs: NetworkNeeds): Agreement => {
	const short = oauthAgreement(needs, threadsOAuth, THREADS_SERVER);
	return {
		...short,
		async finish(at) {
			const granted = await short.finish(at);
			if (!granted.ok) return granted;
			const grant = readGrant(granted.value);
			if (grant === null) return fail({ type: 'channel.changed', reason: 'unknown answer: tokens' });
			const query = {
				grant_type: 'th_exchange_token',
				client_secret: at.app.clientSecret,
				access_token: grant.accessToken,
			};
			const longer = await trade(needs, {
				...{ server: at.server, path: '/access_token', query, refusedAs: 'channel.unauthorised' },
			});
			return longer.ok ? ok(JSON.stringify({ ...grant, ...longer.value })) : longer;
		},
	};
};

/** The key itself is what it is renewed with, as long as it is good. */
export const renewal = (needs: Tokening, { channel, accountId }: GrantedCredentials): Renewal<GrantedCredentials> => ({
	same: (other) => (other.channel === channel && other.accountId === accountId ? other : null),
	accessToken: ({ accessToken }) => accessToken,
	async renew(credentials) {
		const { server, accessToken } = credentials;
		const query = { grant_type: 'th_refresh_token', access_token: accessToken };
		const fresh = await trade(needs, { server, path: '/refresh_access_token', query, refusedAs: 'channel.expired' });
		return fresh.ok ? ok({ ...credentials, ...fresh.value }) : fresh;
	},
});
