import { z } from 'zod';

import { fail, ok, type Result } from '#kernel/result.ts';
import type { Rights } from '#kernel/right-use.ts';
import { type Instant, plus, seconds } from '#kernel/time.ts';
import type { OutboundAnswer } from '#platform/outbound/outbound.ts';

import type { ChannelFailure } from '../channel.ts';
import { type App, Granted, type GrantedCredentials } from './keys.ts';
import type { Agreement, NetworkNeeds } from './network.ts';
import { brokenLine, theirFault, withoutSecrets } from './outcome.ts';
import type { Renewal } from './session.ts';

/** How one network lets the owner of an account agree. SPEC: RFC 6749, RFC 7636. */
export interface OAuthFacts {
	/** Where the owner agrees. */
	readonly authorize: URL;
	/** Where a code or a refresh token is traded for tokens. */
	readonly token: URL;
	/** Its scopes, with what each is needed for. */
	readonly rights: Rights;
	/** Between scopes; a space where the network follows the standard. */
	readonly separator: ' ' | ',';
	/** How the app says who it is. */
	readonly client: 'basic' | 'body';
	/** False where the network knows no proof that who trades the code is who asked for it. */
	readonly proof?: false;
	/** What the network wants in the address beside the standard. */
	readonly also?: Readonly<Record<string, string>>;
}

/** What the owner of an account gave the app. Travels as the secret of a `Key`. */
const Grant = Granted.pick({ accessToken: true, refreshToken: true, expiresAt: true, scopes: true, app: true });
type Grant = z.infer<typeof Grant>;

/** Reads the secret of a key; null when it is not what an app was granted. */
export const readGrant = (secret: string): Grant | null => {
	try {
		const read = Grant.safeParse(JSON.parse(secret));
		return read.success ? read.data : null;
	} catch {
		return null;
	}
};

interface Asking {
	readonly app: App;
	readonly redirectUri: string;
	readonly state: string;
	readonly verifier: string;
}

/** The address where the owner agrees. */
const authorizeAt = async (facts: OAuthFacts, { app, redirectUri, state, verifier }: Asking): Promise<string> => {
	const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
	const url = new URL(facts.authorize);
	const fields = {
		response_type: 'code',
		client_id: app.clientId,
		redirect_uri: redirectUri,
		scope: Object.keys(facts.rights).join(facts.separator),
		state,
		...(facts.proof === false
			? {}
			: { code_challenge: Buffer.from(hash).toString('base64url'), code_challenge_method: 'S256' }),
		...facts.also,
	};
	for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value);
	return url.toString();
};

/** The agreement as RFC 6749 has it, with the authority's own app. */
export const oauthAgreement = (
	needs: Tokening,
	factsAt: (server: string) => OAuthFacts,
	server: string,
): Agreement => ({
	needsApp: true,
	server,
	rights: factsAt(server).rights,
	async begin({ server: at, ...asking }, app) {
		if (app === null) return fail({ type: 'channel.unauthorised', reason: 'no app is registered' });
		return ok({ app, authorizeUrl: await authorizeAt(factsAt(at), { ...asking, app }) });
	},
	async finish({ server: at, ...asking }) {
		const granted = await grantFor(needs, factsAt(at), asking);
		return granted.ok ? ok(JSON.stringify(granted.value)) : granted;
	},
});

const Tokens = z.object({
	access_token: z.string().min(1),
	refresh_token: z.string().min(1).optional(),
	expires_in: z.coerce.number().positive().optional(),
	scope: z.string().optional(),
});

export type Tokening = Pick<NetworkNeeds, 'outbound' | 'clock'>;

/** Turns the owner's yes into tokens. */
const grantFor = async (
	needs: Tokening,
	facts: OAuthFacts,
	{ app, redirectUri, verifier, code }: Omit<Asking, 'state'> & { readonly code: string },
): Promise<Result<Grant, ChannelFailure>> => {
	const proof = facts.proof === false ? {} : { code_verifier: verifier };
	const fields = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...proof };
	const read = await askTokens(needs, facts, { app, fields, secrets: [code, verifier] });
	if (!read.ok) return read;
	return ok({
		...toTokens(read.value, needs.clock.now(), facts),
		refreshToken: read.value.refresh_token ?? null,
		app: null,
	});
};

export const toTokens = (
	{ access_token, expires_in, scope }: z.infer<typeof Tokens>,
	now: Instant,
	facts: OAuthFacts,
) => ({
	accessToken: access_token,
	expiresAt: expires_in === undefined ? null : plus(now, seconds(expires_in)),
	scopes: scope === undefined ? Object.keys(facts.rights) : scope.split(/[ ,]+/).filter(Boolean),
});

interface Trade {
	readonly app: App;
	readonly fields: Readonly<Record<string, string>>;
	readonly secrets: readonly string[];
}

/** Trades what `fields` name for tokens at the address of the facts. */
export const askTokens = async ({ outbound, clock }: Tokening, facts: OAuthFacts, { app, fields, secrets }: Trade) => {
	const basic = Buffer.from(`${encodeURIComponent(app.clientId)}:${encodeURIComponent(app.clientSecret)}`);
	const known = { client_id: app.clientId, client_secret: app.clientSecret };
	const sent = await outbound({
		method: 'POST',
		url: facts.token,
		headers: facts.client === 'basic' ? { authorization: `Basic ${basic.toString('base64')}` } : {},
		form: facts.client === 'basic' ? { ...fields, client_id: app.clientId } : { ...fields, ...known },
	});
	// Whatever breaks here, the act the token was wanted for did not happen.
	if (!sent.ok) return fail(brokenLine(sent.error, 'read'));
	if (sent.value.status === 200) {
		const read = Tokens.safeParse(sent.value.body);
		return read.success ? ok(read.data) : fail({ type: 'channel.changed', reason: 'unknown answer: tokens' } as const);
	}
	const said = withoutSecrets(wordsOf(sent.value), [...secrets, app.clientSecret, basic.toString('base64')]);
	return fail(refusedTokens(sent.value, said, clock.now()));
};

const wordsOf = ({ status, body }: OutboundAnswer): string => `HTTP ${status}: ${JSON.stringify(body)}`;

const refusedTokens = ({ status, headers }: OutboundAnswer, reason: string, now: Instant): ChannelFailure =>
	status === 429 || status >= 500
		? theirFault({ status, headers, reason }, 'read', now)
		: { type: 'channel.unauthorised', reason };

/** Trades refresh tokens: what is not answered anew (a refresh token that stays good, say) is kept. */
export const renewalBy = (
	needs: Tokening & Pick<NetworkNeeds, 'appOf'>,
	facts: OAuthFacts,
	{ channel, accountId }: GrantedCredentials,
): Renewal<GrantedCredentials> => ({
	same: (other) => (other.channel === channel && other.accountId === accountId ? other : null),
	accessToken: ({ accessToken }) => accessToken,
	async renew(credentials) {
		const { refreshToken } = credentials;
		if (refreshToken === null)
			return fail({ type: 'channel.expired', reason: 'the network gave no key to renew with' });
		const app = credentials.app ?? (await needs.appOf(channel));
		if (app === null) return fail({ type: 'channel.unauthorised', reason: 'the app is not registered here any more' });
		const fields = { grant_type: 'refresh_token', refresh_token: refreshToken };
		const read = await askTokens(needs, facts, { app, fields, secrets: [refreshToken] });
		if (!read.ok) return read;
		const fresh = toTokens(read.value, needs.clock.now(), facts);
		const scopes = read.value.scope === undefined ? credentials.scopes : fresh.scopes;
		return ok({ ...credentials, ...fresh, scopes, refreshToken: read.value.refresh_token ?? refreshToken });
	},
});
