import { graphError } from '../meta/words.ts';
import { grant, type OAuthRules, tokens } from '../plain/oauth.ts';
import type { Token } from '../plain/state.ts';
import type { World } from '../plain/world.ts';
import type { Answer, Asked } from '../server.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LASTING_MS = 60 * DAY;

/** SPEC: docs/threads/get-started: a first key lasts an hour; traded, sixty days, and renewed with itself. */
export const oauth: OAuthRules = {
	scopes: [
		...['threads_basic', 'threads_content_publish', 'threads_delete', 'threads_manage_mentions'],
		...['threads_manage_replies', 'threads_read_replies', 'threads_manage_insights'],
	],
	separator: ',',
	accessMs: LASTING_MS,
	refreshMs: null,
	rotates: false,
	client: 'body',
};

const refused = (status: number, words: string): Answer => ({
	status,
	json: { error_type: 'OAuthException', code: status, error_message: words },
});

/** SPEC: POST /oauth/access_token: a key of an hour, and whose it is. */
export const firstToken = (world: World, asked: Asked): Answer => {
	const answer = tokens(world, { ...oauth, accessMs: HOUR }, asked);
	const json = answer.json as Readonly<Record<string, unknown>>;
	if (answer.status !== 200) return refused(answer.status, String(json['error_description']));
	const known = world.memory.state.tokens.find(({ access }) => access === json['access_token']);
	return { status: 200, json: { access_token: json['access_token'], user_id: known?.by } };
};

const found = ({ memory, clock }: World, { query }: Asked): Token | Answer => {
	const token = memory.state.tokens.find(({ access }) => access === query.get('access_token'));
	if (token === undefined)
		return graphError(190, 'Invalid OAuth access token - Cannot parse access token', { subcode: 467 });
	if (token.revoked || token.until <= clock.now())
		return graphError(190, 'Error validating access token: Session has expired.', { subcode: 463 });
	return token;
};

const lasting = (world: World, token: Token): Answer => {
	const made = grant(world, oauth, token);
	world.memory.save();
	return { status: 200, json: { access_token: made.access, token_type: 'bearer', expires_in: LASTING_MS / 1000 } };
};

/** SPEC: GET /access_token with `th_exchange_token`. */
export const exchanged = (world: World, asked: Asked): Answer => {
	if (asked.query.get('grant_type') !== 'th_exchange_token') return graphError(100, '(#100) Unsupported grant type');
	if (!asked.query.get('client_secret')) return graphError(101, 'Error validating client secret.');
	const token = found(world, asked);
	return 'status' in token ? token : lasting(world, token);
};

/** SPEC: GET /refresh_access_token with `th_refresh_token`: for keys that are a day old and have not run out. */
export const renewed = (world: World, asked: Asked): Answer => {
	if (asked.query.get('grant_type') !== 'th_refresh_token') return graphError(100, '(#100) Unsupported grant type');
	const token = found(world, asked);
	if ('status' in token) return token;
	const age = world.clock.now() - (token.until - LASTING_MS);
	return age < DAY ? graphError(100, '(#100) The access token is not a day old') : lasting(world, token);
};
