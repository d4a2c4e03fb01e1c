import { show, showList } from '../meta/show.ts';
import { accessToken, metaRules, pageToken, proofRefused } from '../meta/tokens.ts';
import { keyRefused, resetHeader, withUsage } from '../meta/usage.ts';
import { graphError, missing, moodError } from '../meta/words.ts';
import { authorize, whoAsks } from '../plain/oauth.ts';
import { startPlain } from '../plain/start.ts';
import type { Token } from '../plain/state.ts';
import { findPost, type World } from '../plain/world.ts';
import type { FetchMedia, PracticeNetwork, PracticeOptions } from '../practice.ts';
import type { Answer, Asked } from '../server.ts';
import { listBelow, listMedia, listTags, remove, say, update } from './comments.ts';
import { type Call, containerOf, createContainer, publishContainer, QUOTA, usedOf } from './media.ts';
import { commentNode, containerNode, mediaNode, profileNode } from './nodes.ts';

interface Route {
	readonly method: string;
	readonly path: RegExp;
	readonly scope: string;
	handle(world: World, asked: Asked, call: Call): Answer | Promise<Answer>;
}

const VERSION = '/v25.0';
const at = (tail: string): RegExp => new RegExp(`^${VERSION}/([0-9]+)${tail}$`);
const [basic, publishes, talks] = ['instagram_basic', 'instagram_content_publish', 'instagram_manage_comments'];
const oauth = metaRules([basic, publishes, talks, 'pages_show_list', 'pages_read_engagement']);

const showNode = (world: World, asked: Asked, { account, id }: Call): Answer => {
	if (id === account.id) return show('IGUser', profileNode(world, account), asked);
	const container = containerOf(world, account, id);
	if (container) return show('IGContainer', containerNode(world, container), asked);
	const post = findPost(world, id);
	if (post === undefined) return missing(id, 'GET');
	return post.replyTo === null
		? show('IGMedia', mediaNode(world, post), asked)
		: show('IGComment', commentNode(world, post), asked);
};

/** SPEC: content_publishing_limit: over 24 hours that roll on. */
const showLimit = (world: World, asked: Asked, { account, id }: Call): Answer => {
	if (id !== account.id) return missing(id, 'GET');
	const config = { quota_total: QUOTA, quota_duration: 86_400 };
	const limit = show('IGContentPublishingLimit', { id, quota_usage: usedOf(world, account), config }, asked);
	return limit.status === 200 ? { status: 200, json: { data: [limit.json] } } : limit;
};

const routes: readonly Route[] = [
	{ method: 'POST', path: at('/media'), scope: publishes, handle: createContainer },
	{ method: 'POST', path: at('/media_publish'), scope: publishes, handle: publishContainer },
	{ method: 'GET', path: at('/content_publishing_limit'), scope: publishes, handle: showLimit },
	{ method: 'GET', path: at('/media'), scope: basic, handle: listMedia },
	{ method: 'GET', path: at('/tags'), scope: talks, handle: listTags },
	{ method: 'GET', path: at('/(?:comments|replies)'), scope: talks, handle: listBelow },
	{ method: 'POST', path: at('/(?:comments|replies)'), scope: talks, handle: say },
	{ method: 'GET', path: at(''), scope: basic, handle: showNode },
	{ method: 'POST', path: at(''), scope: talks, handle: update },
	{ method: 'DELETE', path: at(''), scope: talks, handle: remove },
];

/** SPEC: GET /me/accounts: a professional account hangs on a page, and is reached with the page's key. */
const listAccounts = (world: World, asked: Asked, token: Token): Answer => {
	if (token.page) return graphError(100, '(#100) Tried accessing nonexisting field (accounts) on node type (Page)');
	if (!token.scopes.includes('pages_show_list')) return graphError(200, '(#200) Requires pages_show_list permission');
	const pages = world.memory.state.accounts
		.filter(({ official }) => official)
		.map((page) => ({
			...{ id: `9${page.id}`, name: page.name },
			access_token: pageToken(world, oauth, { page, key: token }).access,
			instagram_business_account: { id: page.id, username: page.handle, name: page.name },
		}));
	world.memory.save();
	const { origin } = world.addresses;
	return showList(pages, asked, { node: 'Page', origin, mood: world.memory.state.mood });
};

/** Answers one request after the network's rules: address, key, proof, account, permission, allowance, then the act. */
const handle = async (world: World, asked: Asked, fetchMedia: FetchMedia): Promise<Answer> => {
	const { path, method } = asked;
	if (path === `${VERSION}/dialog/oauth`) return authorize(world, oauth, asked);
	if (path === `${VERSION}/oauth/access_token`) return accessToken(world, oauth, asked);
	if (!path.startsWith(`${VERSION}/`)) return graphError(2500, `Unknown path components: ${path}`);
	const who = whoAsks(world, asked);
	if (typeof who === 'string') return keyRefused(who);
	const unproved = proofRefused(asked, who.token);
	if (unproved) return unproved;
	if (path === `${VERSION}/me/accounts` && method === 'GET') return listAccounts(world, asked, who.token);
	const route = routes.find((one) => one.method === method && one.path.test(path));
	if (route === undefined) return graphError(2500, `Unknown path components: ${path}`);
	if (!who.token.page) return graphError(210, '(#210) A page access token is required to request this resource.');
	if (!who.token.scopes.includes(route.scope)) return graphError(200, `(#200) Requires ${route.scope} permission`);
	const id = route.path.exec(path)?.[1] ?? '';
	const call = { account: who.account, id, fetchMedia };
	return withUsage(world, { page: who.account, type: 'instagram' }, () => route.handle(world, asked, call));
};

const isContainer = ({ method, path }: Asked): boolean => method === 'POST' && /\/media$/.test(path);

const refusedMedia = (): unknown =>
	graphError(36_003, 'The submitted image cannot be published.', { subcode: 2_207_009 }).json;

/** Starts a server on loopback that behaves like Instagram's part of the Graph API, in whatever mood it is put. */
export const startInstagram = (options: PracticeOptions): Promise<PracticeNetwork> =>
	startPlain(
		{
			kind: 'instagram',
			oauth,
			mentions: false,
			handle: (world, asked) => handle(world, asked, options.fetchMedia ?? (async () => null)),
			isPublicWrite: (asked) =>
				asked.method !== 'GET' &&
				asked.path.startsWith(`${VERSION}/`) &&
				!isContainer(asked) &&
				!/token$/.test(asked.path),
			isMedia: isContainer,
			isSpared: ({ path }) => path.includes('/oauth'),
			error: (status, words) => (status === 422 ? refusedMedia() : moodError(status, words)),
			resetHeader: (moment) => resetHeader('instagram', moment - options.clock.now()),
		},
		options,
	);
