import { authorize, type OAuthRules, tokens, whoAsks } from '../plain/oauth.ts';
import { startPlain } from '../plain/start.ts';
import type { Account } from '../plain/state.ts';
import { accountOf, spend, type World } from '../plain/world.ts';
import type { PracticeNetwork, PracticeOptions } from '../practice.ts';
import type { Answer, Asked } from '../server.ts';
import { append, describe, finalize, initialize, showUpload } from './media.ts';
import { createPost, deletePost, listMentions, listOwn, setHidden, showPost, showPosts } from './posts.ts';
import { problem } from './words.ts';

/** SPEC: docs.x.com, OAuth 2.0: an access token lives two hours; a refresh token works once. */
const oauth: OAuthRules = {
	scopes: [
		...['tweet.read', 'tweet.write', 'tweet.moderate.write', 'users.read', 'media.write'],
		...['block.write', 'offline.access'],
	],
	separator: ' ',
	accessMs: 2 * 3_600_000,
	refreshMs: 180 * 24 * 3_600_000,
	rotates: true,
	client: 'basic',
};

interface Route {
	readonly method: string;
	readonly path: RegExp;
	readonly scope: string;
	/** SPEC: docs.x.com/x-api/fundamentals/rate-limits; per account in a quarter of an hour. */
	readonly most: number;
	handle(world: World, asked: Asked, call: Call): Answer | Promise<Answer>;
}
interface Call {
	readonly account: Account;
	readonly id: string;
}

const routes: readonly Route[] = [
	{
		method: 'GET',
		path: /^\/2\/users\/me$/,
		scope: 'users.read',
		most: 75,
		handle: (world, _asked, { account }) => showMe(world, account),
	},
	{ method: 'POST', path: /^\/2\/tweets$/, scope: 'tweet.write', most: 100, handle: createPost },
	{ method: 'GET', path: /^\/2\/tweets$/, scope: 'tweet.read', most: 900, handle: showPosts },
	{ method: 'GET', path: /^\/2\/tweets\/(\d+)$/, scope: 'tweet.read', most: 900, handle: showPost },
	{ method: 'DELETE', path: /^\/2\/tweets\/(\d+)$/, scope: 'tweet.write', most: 50, handle: deletePost },
	{ method: 'PUT', path: /^\/2\/tweets\/(\d+)\/hidden$/, scope: 'tweet.moderate.write', most: 50, handle: setHidden },
	{ method: 'GET', path: /^\/2\/users\/(\d+)\/tweets$/, scope: 'tweet.read', most: 900, handle: listOwn },
	{ method: 'GET', path: /^\/2\/users\/(\d+)\/mentions$/, scope: 'tweet.read', most: 300, handle: listMentions },
	{ method: 'POST', path: /^\/2\/media\/upload\/initialize$/, scope: 'media.write', most: 1875, handle: initialize },
	{ method: 'POST', path: /^\/2\/media\/upload\/(\d+)\/append$/, scope: 'media.write', most: 1875, handle: append },
	{ method: 'POST', path: /^\/2\/media\/upload\/(\d+)\/finalize$/, scope: 'media.write', most: 1875, handle: finalize },
	{ method: 'GET', path: /^\/2\/media\/upload$/, scope: 'media.write', most: 1875, handle: showUpload },
	{ method: 'POST', path: /^\/2\/media\/metadata$/, scope: 'media.write', most: 1875, handle: describe },
	{
		method: 'POST',
		path: /^\/2\/users\/(\d+)\/blocking$/,
		scope: 'block.write',
		most: 50,
		handle: (world, { fields }, call) =>
			setBlock(world, call, { who: String(fields?.['target_user_id'] ?? ''), on: true }),
	},
	{
		method: 'DELETE',
		path: /^\/2\/users\/\d+\/blocking\/(\d+)$/,
		scope: 'block.write',
		most: 50,
		handle: (world, _asked, { account, id }) => setBlock(world, { account, id: account.id }, { who: id, on: false }),
	},
];

const showMe = (_world: World, { id, handle: username, name, website = '' }: Account): Answer => ({
	status: 200,
	json: {
		data: {
			...{ id, username, name, description: '', url: website === '' ? '' : 'https://t.co/uebung' },
			...(website === ''
				? {}
				: { entities: { url: { urls: [{ url: 'https://t.co/uebung', expanded_url: website }] } } }),
		},
	},
});

const setBlock = (
	world: World,
	{ account, id }: Call,
	{ who, on }: { readonly who: string; readonly on: boolean },
): Answer => {
	if (id !== account.id) return problem(403, 'not-authorized-for-resource', 'You can only block as yourself.');
	if (accountOf(world, who) === undefined) return problem(404, 'resource-not-found', 'Could not find user.');
	const { state } = world.memory;
	state.blocks = state.blocks.filter((one) => one.by !== account.id || one.who !== who);
	if (on) state.blocks.push({ by: account.id, who });
	return { status: 200, json: { data: { blocking: on } } };
};

const QUARTER_MS = 15 * 60_000;

/** SPEC: docs.x.com, authentication mapping: whatever is not about files takes the rights to read posts and users as well. */
const scopesOf = ({ scope }: Route): readonly string[] =>
	scope === 'media.write' ? [scope] : [scope, 'tweet.read', 'users.read'];

/** Answers one request after the network's rules: address, key, scope, allowance, then the act. */
const handle = async (world: World, asked: Asked): Promise<Answer> => {
	if (asked.path === '/i/oauth2/authorize') return authorize(world, oauth, asked);
	if (asked.path === '/2/oauth2/token' && asked.method === 'POST') return tokens(world, oauth, asked);
	const picture = /^\/media\/(\d+)$/.exec(asked.path)?.[1];
	if (picture !== undefined) return servePicture(world, picture);
	const route = routes.find(({ method, path }) => method === asked.method && path.test(asked.path));
	if (route === undefined) return problem(404, 'about:blank', 'Not Found');
	const who = whoAsks(world, asked);
	if (typeof who === 'string') return problem(401, 'about:blank', 'Unauthorized');
	const missing = scopesOf(route).find((scope) => !who.token.scopes.includes(scope));
	if (missing !== undefined) return problem(403, 'client-forbidden', `The scope ${missing} is missing.`);
	const { allowed, remaining, resetAt } = spend(world, `${who.account.id}:${route.method}${route.path}`, {
		most: route.most,
		ms: QUARTER_MS,
	});
	const headers = {
		'x-rate-limit-limit': String(route.most),
		'x-rate-limit-remaining': String(remaining),
		'x-rate-limit-reset': String(Math.ceil(resetAt / 1000)),
	};
	if (!allowed) return { ...problem(429, 'about:blank', 'Too Many Requests'), headers };
	const id = route.path.exec(asked.path)?.[1] ?? '';
	const answer = await route.handle(world, asked, { account: who.account, id });
	return { ...answer, headers: { ...headers, ...answer.headers } };
};

const servePicture = ({ memory }: World, id: string): Answer => {
	const bytes = memory.media(id);
	const known = memory.state.media.find((one) => one.id === id);
	return bytes && known
		? { status: 200, file: { bytes, mime: known.mime } }
		: problem(404, 'resource-not-found', 'Not Found');
};

/** What others see. */
const PUBLIC_WRITE = /^\/2\/(tweets|users\/\d+\/blocking)/;

/** Starts a server on loopback that behaves like X's API, in whatever mood it is put. */
export const startX = (options: PracticeOptions): Promise<PracticeNetwork> =>
	startPlain(
		{
			kind: 'x',
			oauth,
			mentions: true,
			handle,
			isPublicWrite: ({ method, path }) => method !== 'GET' && PUBLIC_WRITE.test(path),
			isMedia: ({ path }) => path.startsWith('/2/media/upload/'),
			isSpared: ({ path }) => path.startsWith('/media/') || path.startsWith('/i/oauth2/'),
			error: (status, words) => problem(status, 'about:blank', words).json,
			resetHeader: (at) => ['x-rate-limit-reset', String(Math.ceil(at / 1000))],
		},
		options,
	);
