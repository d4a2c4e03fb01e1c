import { createHash } from 'node:crypto';

import type { Answer, Asked } from '../server.ts';
import type { Account, Token } from './state.ts';
import type { World } from './world.ts';

/** The app that stands for the authority's own: what practice accounts are granted to. */
export const PRACTICE_APP = { clientId: 'amtsfunk-uebung', clientSecret: 'nur-zur-uebung' } as const;

export interface OAuthRules {
	readonly scopes: readonly string[];
	readonly separator: ' ' | ',';
	readonly accessMs: number;
	/** Null: the network gives no key to renew with. */
	readonly refreshMs: number | null;
	/** True: a refresh token works once, and the next one takes its place. */
	readonly rotates: boolean;
	readonly client: 'basic' | 'body';
	/** Apps beside the practice one are taken, by id, as a real network takes what was registered with it. */
}

export const grant = (
	{ memory, ids, clock }: World,
	rules: OAuthRules,
	{ by, clientId, scopes, page }: Pick<Token, 'by' | 'clientId' | 'scopes' | 'page'>,
): Token => {
	const now = clock.now();
	const token: Token = {
		...{ access: ids.secret(), refresh: ids.secret(), by, clientId, scopes, revoked: false, ...(page ? { page } : {}) },
		until: now + rules.accessMs,
		refreshUntil: now + (rules.refreshMs ?? 0),
	};
	memory.state.tokens = [...memory.state.tokens.filter((one) => Math.max(one.until, one.refreshUntil) > now), token];
	return token;
};

/** A key as our office keeps it, for the door through which practice accounts are opened. */
export const asGrant = (token: Token, rules: OAuthRules): string =>
	JSON.stringify({
		accessToken: token.access,
		refreshToken: rules.refreshMs === null ? null : token.refresh,
		expiresAt: token.until,
		scopes: token.scopes,
		app: PRACTICE_APP,
	});

const wrong = (status: number, error: string, words: string): Answer => ({
	status,
	json: { error, error_description: words },
});

const CODE_MS = 10 * 60_000;

/** The page on which the owner of an account agrees: it agrees at once for the account that is named, or the first. */
export const authorize = (world: World, rules: OAuthRules, { query }: Asked): Answer => {
	const { memory, ids, clock } = world;
	const redirectUri = query.get('redirect_uri') ?? '';
	const clientId = query.get('client_id') ?? '';
	const account = memory.state.accounts.find(({ official }) => official);
	const scopes = (query.get('scope') ?? '').split(rules.separator).filter(Boolean);
	if (clientId === '' || !URL.canParse(redirectUri))
		return wrong(400, 'invalid_request', 'The redirect uri is not valid.');
	if (query.get('response_type') !== 'code') return wrong(400, 'unsupported_response_type', 'Only code is supported.');
	if (scopes.some((scope) => !rules.scopes.includes(scope))) return wrong(400, 'invalid_scope', 'Unknown scope.');
	if (account === undefined) return wrong(400, 'access_denied', 'There is no account yet.');
	const code = ids.secret();
	const challenge = query.get('code_challenge_method') === 'S256' ? (query.get('code_challenge') ?? '') : '';
	memory.state.codes.push({
		...{ code, by: account.id, clientId, redirectUri, challenge, scopes },
		until: clock.now() + CODE_MS,
	});
	memory.save();
	const back = new URL(redirectUri);
	back.searchParams.set('code', code);
	back.searchParams.set('state', query.get('state') ?? '');
	return { status: 302, headers: { location: back.toString() } };
};

/** Trades a code or a refresh token. SPEC: RFC 6749, sections 4.1.3 and 6; RFC 7636. */
export const tokens = (world: World, rules: OAuthRules, asked: Asked): Answer => {
	const fields = Object.fromEntries(Object.entries(asked.fields ?? {}).map(([name, value]) => [name, String(value)]));
	const client = clientOf(asked, fields, rules);
	if (client === null) return wrong(401, 'invalid_client', 'Client authentication failed.');
	if (fields['grant_type'] === 'refresh_token')
		return refreshed(world, rules, { client, token: fields['refresh_token'] ?? '' });
	if (fields['grant_type'] !== 'authorization_code') return wrong(400, 'unsupported_grant_type', 'Unknown grant type.');
	return granted(world, rules, { client, fields });
};

const clientOf = ({ headers }: Asked, fields: Readonly<Record<string, string>>, rules: OAuthRules): string | null => {
	if (rules.client === 'body') return fields['client_secret'] ? (fields['client_id'] ?? null) : null;
	const basic = /^Basic (.+)$/.exec(headers['authorization'] ?? '')?.[1];
	const [id, secret] = Buffer.from(basic ?? '', 'base64')
		.toString('utf8')
		.split(':')
		.map(decodeURIComponent);
	return id && secret ? id : null;
};

const granted = (
	world: World,
	rules: OAuthRules,
	{ client, fields }: { readonly client: string; readonly fields: Readonly<Record<string, string>> },
): Answer => {
	const { state } = world.memory;
	const found = state.codes.find(({ code }) => code === fields['code']);
	state.codes = state.codes.filter((one) => one !== found);
	const proof = createHash('sha256')
		.update(fields['code_verifier'] ?? '')
		.digest('base64url');
	const isGood =
		found !== undefined &&
		found.clientId === client &&
		found.until >= world.clock.now() &&
		found.redirectUri === fields['redirect_uri'] &&
		(found.challenge === '' || found.challenge === proof);
	if (!isGood) return wrong(400, 'invalid_grant', 'The code is invalid, expired or was used.');
	return shown(world, rules, grant(world, rules, { by: found.by, clientId: client, scopes: found.scopes }));
};

const refreshed = (
	world: World,
	rules: OAuthRules,
	{ client, token }: { readonly client: string; readonly token: string },
): Answer => {
	const { state } = world.memory;
	const known = state.tokens.find(({ refresh }) => refresh === token);
	const isGood =
		known !== undefined && known.clientId === client && known.refreshUntil > world.clock.now() && !known.revoked;
	if (!isGood || rules.refreshMs === null)
		return wrong(400, 'invalid_grant', 'The refresh token is invalid or was used.');
	const fresh = grant(world, rules, known);
	if (rules.rotates) state.tokens = state.tokens.filter((one) => one !== known);
	return shown(world, rules, rules.rotates ? fresh : Object.assign(fresh, { refresh: known.refresh }));
};

const shown = ({ memory, clock }: World, rules: OAuthRules, token: Token): Answer => {
	memory.save();
	return {
		status: 200,
		json: {
			access_token: token.access,
			token_type: 'bearer',
			expires_in: Math.round((token.until - clock.now()) / 1000),
			scope: token.scopes.join(rules.separator),
			...(rules.refreshMs === null ? {} : { refresh_token: token.refresh }),
		},
	};
};

/** Whose access token this is and what it may; else why not. */
export const whoAsks = (
	{ memory, clock }: World,
	{ headers, query }: Asked,
): { readonly account: Account; readonly token: Token } | 'none' | 'unknown' | 'expired' | 'revoked' => {
	const given = /^Bearer (.+)$/.exec(headers['authorization'] ?? '')?.[1] ?? query.get('access_token') ?? '';
	if (given === '') return 'none';
	const token = memory.state.tokens.find(({ access }) => access === given);
	const account = memory.state.accounts.find(({ id }) => id === token?.by);
	if (token === undefined || account === undefined) return 'unknown';
	if (token.revoked) return 'revoked';
	return token.until > clock.now() ? { account, token } : 'expired';
};
