import type { Answer, Asked } from '../server.ts';
import type { Account } from './state.ts';
import { accountNamed, type World } from './world.ts';

/** SPEC: an access token lives two hours, a refresh token sixty days; the old one is still taken for a while after it was used. */
const ACCESS_MS = 2 * 3_600_000;
const REFRESH_MS = 60 * 24 * 3_600_000;

export const refuse = (status: number, error: string, message: string): Answer => ({
	status,
	json: { error, message },
});

const begin = ({ memory, ids, clock }: World, account: Account): Answer => {
	const now = clock.now();
	const session = {
		access: ids.secret(),
		refresh: ids.secret(),
		did: account.did,
		accessUntil: now + ACCESS_MS,
		refreshUntil: now + REFRESH_MS,
	};
	memory.state.sessions = [...memory.state.sessions.filter(({ refreshUntil }) => refreshUntil > now), session];
	const { did, handle } = account;
	return { status: 200, json: { did, handle, accessJwt: session.access, refreshJwt: session.refresh, active: true } };
};

/** SPEC: docs.bsky.app/docs/advanced-guides/rate-limits: 30 in five minutes for one account, right or wrong. */
const SIGN_INS = 30;
const SIGN_INS_MS = 5 * 60_000;

const spendSignIn = ({ memory, clock }: World, name: string): boolean => {
	const now = clock.now();
	const place = `sign-in:${name.toLowerCase()}`;
	const known = memory.state.buckets[place];
	const bucket = known && now - known.from < SIGN_INS_MS ? known : { from: now, used: 0 };
	memory.state.buckets[place] = bucket;
	bucket.used += 1;
	return bucket.used <= SIGN_INS;
};

export const createSession = (world: World, { fields }: Asked): Answer => {
	const missing = ['identifier', 'password'].find((name) => typeof fields?.[name] !== 'string');
	if (missing !== undefined) return refuse(400, 'InvalidRequest', `Input must have the property "${missing}"`);
	const identifier = String(fields?.['identifier']);
	if (!spendSignIn(world, identifier)) return refuse(429, 'RateLimitExceeded', 'Rate Limit Exceeded');
	const account = accountNamed(world, identifier);
	const known = world.memory.state.passwords.some(
		({ did, password }) => did === account?.did && password === fields?.['password'],
	);
	if (account === undefined || !known) return refuse(401, 'AuthenticationRequired', 'Invalid identifier or password');
	return begin(world, account);
};

const tokenOf = ({ headers }: Asked): string => /^Bearer (.+)$/.exec(headers['authorization'] ?? '')?.[1] ?? '';

export const refreshSession = (world: World, asked: Asked): Answer => {
	const { state } = world.memory;
	const session = state.sessions.find(({ refresh }) => refresh === tokenOf(asked));
	const account = state.accounts.find(({ did }) => did === session?.did);
	if (session === undefined || account === undefined) return refuse(400, 'InvalidToken', 'Token could not be verified');
	if (session.refreshUntil <= world.clock.now()) return refuse(400, 'ExpiredToken', 'Token has expired');
	return begin(world, account);
};

/** Whose access token this is; else the refusal. */
export const whoAsks = (world: World, asked: Asked): Account | Answer => {
	const token = tokenOf(asked);
	if (token === '') return refuse(401, 'AuthMissing', 'Authentication Required');
	const session = world.memory.state.sessions.find(({ access }) => access === token);
	const account = world.memory.state.accounts.find(({ did }) => did === session?.did);
	if (session === undefined || account === undefined) return refuse(400, 'InvalidToken', wordsFor(world, token));
	return session.accessUntil > world.clock.now() ? account : refuse(400, 'ExpiredToken', 'Token has expired');
};

/** SPEC: pds/src/auth-verifier: the token that renews opens nothing else. */
const wordsFor = ({ memory }: World, token: string): string =>
	memory.state.sessions.some(({ refresh }) => refresh === token) ? 'Bad token scope' : 'Token could not be verified';
