import { createHash } from 'node:crypto';

import type { Answer, Asked } from '../server.ts';
import { refuse } from './rules.ts';
import { nextId, type World } from './world.ts';

/** SPEC: docs.joinmastodon.org/methods/oauth. The owner's page agrees by one button; it signs in whoever is named. */
export const registerApp = ({ memory, ids, clock }: World, { fields }: Asked): Answer => {
	const { client_name: name, redirect_uris: uris, scopes = 'read' } = fields ?? {};
	if (typeof name !== 'string' || name === '') return refuse(422, "Validation failed: Name can't be blank");
	if (!Array.isArray(uris) || uris.length === 0) return refuse(422, "Validation failed: Redirect URI can't be blank");
	if (typeof scopes !== 'string' || !scopes.split(' ').every((one) => SCOPE.test(one)))
		return refuse(422, "Validation failed: Scopes doesn't match configured on the server.");
	const id = nextId({ memory, clock });
	const app = { id, name, clientId: ids.secret(), clientSecret: ids.secret(), redirectUris: uris.map(String), scopes };
	memory.state.apps.push(app);
	return {
		status: 200,
		json: {
			id,
			name,
			website: null,
			scopes: scopes.split(' '),
			redirect_uri: app.redirectUris.join('\n'),
			redirect_uris: app.redirectUris,
			client_id: app.clientId,
			client_secret: app.clientSecret,
			client_secret_expires_at: 0,
			vapid_key: ids.secret(),
		},
	};
};

/** SPEC: docs.joinmastodon.org/api/oauth-scopes. */
const SCOPE = /^(profile|push|follow|(admin:)?(read|write)(:[a-z_]+)?)$/;

const CODE_MS = 10 * 60_000;
const page = (body: string): Answer => ({
	status: 200,
	html: `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Übungsnetz</title></head><body>${body}</body></html>`,
});
const attribute = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

const APP_FIELDS = [
	'client_id',
	'redirect_uri',
	'scope',
	'state',
	'code_challenge',
	'code_challenge_method',
	'response_type',
];

/** The page on which the owner of an account agrees. */
export const authorizePage = ({ memory }: World, { query }: Asked): Answer => {
	const app = memory.state.apps.find(({ clientId }) => clientId === query.get('client_id'));
	const uri = query.get('redirect_uri') ?? '';
	if (app === undefined || !app.redirectUris.includes(uri))
		return refuse(400, 'The redirect uri included is not valid.');
	const hidden = APP_FIELDS.map(
		(name) => `<input type="hidden" name="${name}" value="${attribute(query.get(name) ?? '')}">`,
	);
	const own = memory.state.accounts.filter(({ official }) => official);
	const options = own.map(({ username, name }) => `<option value="${attribute(username)}">${attribute(name)}</option>`);
	return page(
		`<h1>${attribute(app.name)} möchte für Sie sprechen</h1><form method="post">${hidden.join('')}<select name="as" aria-label="Konto">${options.join('')}</select><button>Zustimmen</button></form>`,
	);
};

export const authorize = ({ memory, ids, clock }: World, { fields }: Asked): Answer => {
	const given = Object.fromEntries(Object.entries(fields ?? {}).map(([name, value]) => [name, String(value)]));
	const app = memory.state.apps.find(({ clientId }) => clientId === given['client_id']);
	const account = memory.state.accounts.find(({ username, official }) => official && username === given['as']);
	const redirectUri = given['redirect_uri'] ?? '';
	if (app === undefined || account === undefined || !app.redirectUris.includes(redirectUri))
		return refuse(400, 'The redirect uri included is not valid.');
	const scope = given['scope'] ?? 'read';
	if (!scope.split(' ').every((one) => app.scopes.split(' ').includes(one)))
		return refuse(400, 'The requested scope is invalid, unknown, or malformed.');
	const code = ids.secret();
	const challenge = given['code_challenge_method'] === 'S256' ? (given['code_challenge'] ?? '') : '';
	const until = clock.now() + CODE_MS;
	memory.state.codes.push({
		code,
		clientId: app.clientId,
		accountId: account.id,
		scope,
		redirectUri,
		challenge,
		until,
	});
	const back = new URL(redirectUri);
	back.searchParams.set('code', code);
	back.searchParams.set('state', given['state'] ?? '');
	return { status: 302, headers: { location: back.toString() } };
};

const invalidGrant: Answer = {
	status: 400,
	json: {
		error: 'invalid_grant',
		error_description:
			'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.',
	},
};

export const token = ({ memory, ids, clock }: World, { fields }: Asked): Answer => {
	const { state } = memory;
	const app = state.apps.find(({ clientId }) => clientId === fields?.['client_id']);
	if (app === undefined || app.clientSecret !== fields?.['client_secret'])
		return {
			status: 401,
			json: { error: 'invalid_client', error_description: 'Client authentication failed due to unknown client.' },
		};
	if (fields['grant_type'] !== 'authorization_code')
		return {
			status: 400,
			json: {
				error: 'unsupported_grant_type',
				error_description: 'The authorization grant type is not supported by the authorization server.',
			},
		};
	const found = state.codes.find(({ code }) => code === fields['code']);
	state.codes = state.codes.filter((one) => one !== found);
	if (found === undefined || found.clientId !== app.clientId || found.until < clock.now()) return invalidGrant;
	if (found.redirectUri !== fields['redirect_uri']) return invalidGrant;
	const proof = createHash('sha256')
		.update(String(fields['code_verifier'] ?? ''))
		.digest('base64url');
	if (found.challenge !== '' && proof !== found.challenge) return invalidGrant;
	const made = ids.secret();
	state.tokens.push({ token: made, accountId: found.accountId, scope: found.scope, revoked: false });
	const created = Math.floor(clock.now() / 1000);
	return { status: 200, json: { access_token: made, token_type: 'Bearer', scope: found.scope, created_at: created } };
};
