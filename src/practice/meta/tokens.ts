import { createHmac } from 'node:crypto';
import { grant, type OAuthRules, PRACTICE_APP, tokens } from '../plain/oauth.ts';
import type { Account, Token } from '../plain/state.ts';
import type { World } from '../plain/world.ts';
import type { Answer, Asked } from '../server.ts';
import { graphError, invalid } from './words.ts';

const DAY = 24 * 3_600_000;
/** A page's key does not run out. */
const FOR_EVER = 36_500 * DAY;

/** SPEC: a first key lasts an hour or two; traded, sixty days. There is nothing to renew it with. */
export const metaRules = (scopes: readonly string[]): OAuthRules => ({
	scopes,
	separator: ',',
	accessMs: 2 * 3_600_000,
	refreshMs: null,
	rotates: false,
	client: 'body',
});

/** SPEC: GET or POST /oauth/access_token, with errors in the shape of the Graph API. */
export const accessToken = (world: World, oauth: OAuthRules, asked: Asked): Answer => {
	const fields = { ...Object.fromEntries(asked.query), ...asked.fields };
	if (fields['grant_type'] === 'fb_exchange_token') return exchange(world, oauth, fields);
	const answer = tokens(world, oauth, { ...asked, fields: { ...fields, grant_type: 'authorization_code' } });
	const { error_description: words } = answer.json as { readonly error_description?: string };
	if (answer.status === 401) return graphError(101, 'Error validating application. Cannot get application info.');
	if (answer.status !== 200) return graphError(100, words ?? 'Invalid verification code format.', { subcode: 36_007 });
	const { access_token, token_type, expires_in } = answer.json as Readonly<Record<string, unknown>>;
	return { status: 200, json: { access_token, token_type, expires_in } };
};

const exchange = (world: World, oauth: OAuthRules, fields: Readonly<Record<string, unknown>>): Answer => {
	if (!fields['client_id'] || !fields['client_secret'])
		return graphError(101, 'Error validating application. Cannot get application info.');
	const known = world.memory.state.tokens.find(({ access }) => access === fields['fb_exchange_token']);
	if (known === undefined || known.page || known.revoked || known.clientId !== fields['client_id'])
		return graphError(190, 'Invalid OAuth access token - Cannot parse access token', { subcode: 467 });
	const token = grant(world, { ...oauth, accessMs: 60 * DAY }, known);
	world.memory.save();
	return { status: 200, json: { access_token: token.access, token_type: 'bearer', expires_in: 60 * 86_400 } };
};

/** The key to a page that its manager's key leads to: the same again as long as that one holds. */
export const pageToken = (world: World, oauth: OAuthRules, { page, key: { clientId, scopes } }: OfPage): Token =>
	world.memory.state.tokens.find(
		(one) =>
			one.page && one.by === page.id && one.clientId === clientId && !one.revoked && one.until > world.clock.now(),
	) ?? grant(world, { ...oauth, accessMs: FOR_EVER }, { by: page.id, clientId, scopes, page: true });

interface OfPage {
	readonly page: Account;
	readonly key: Token;
}

/** SPEC: securing-requests: a proof that does not fit is refused. */
export const proofRefused = ({ query }: Asked, token: Token): Answer | null => {
	const given = query.get('appsecret_proof');
	if (given === null || token.clientId !== PRACTICE_APP.clientId) return null;
	const right = createHmac('sha256', PRACTICE_APP.clientSecret).update(token.access).digest('hex');
	return given === right ? null : invalid('Invalid appsecret_proof provided in the API argument');
};
