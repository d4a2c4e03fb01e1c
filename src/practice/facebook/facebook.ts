import { show, showList } from '../meta/show.ts';
import { accessToken, metaRules, pageToken, proofRefused } from '../meta/tokens.ts';
import { keyRefused, resetHeader, withUsage } from '../meta/usage.ts';
import { graphError, missing, moodError } from '../meta/words.ts';
import { authorize, whoAsks } from '../plain/oauth.ts';
import { startPlain } from '../plain/start.ts';
import type { Token } from '../plain/state.ts';
import type { World } from '../plain/world.ts';
import type { PracticeNetwork, PracticeOptions } from '../practice.ts';
import type { Answer, Asked } from '../server.ts';
import { uploadPhoto, uploadVideo } from './media.ts';
import { pageNode } from './nodes.ts';
import {
	type Call,
	createComment,
	createPost,
	listComments,
	listFeed,
	listTagged,
	remove,
	setBlocked,
	showObject,
	update,
} from './posts.ts';

const oauth = metaRules([
	...['pages_show_list', 'pages_manage_posts', 'pages_read_engagement'],
	...['pages_manage_engagement', 'pages_read_user_content'],
]);

interface Route {
	readonly method: string;
	readonly path: RegExp;
	readonly scope: string;
	handle(world: World, asked: Asked, call: Call): Answer | Promise<Answer>;
}

const VERSION = '/v25.0';
const ID = '([0-9_]+)';
const at = (tail: string): RegExp => new RegExp(`^${VERSION}/${ID}${tail}$`);
const [posts, reads] = ['pages_manage_posts', 'pages_read_engagement'];
const [engages, hears] = ['pages_manage_engagement', 'pages_read_user_content'];

/** SPEC: what a page's key may do, by the permissions that were granted with it. */
const routes: readonly Route[] = [
	{ method: 'POST', path: at('/feed'), scope: posts, handle: createPost },
	{ method: 'GET', path: at('/feed'), scope: reads, handle: listFeed },
	{ method: 'GET', path: at('/tagged'), scope: hears, handle: listTagged },
	{ method: 'POST', path: at('/photos'), scope: posts, handle: uploadPhoto },
	{ method: 'POST', path: at('/videos'), scope: posts, handle: uploadVideo },
	{ method: 'POST', path: at('/blocked'), scope: engages, handle: setBlocked },
	{ method: 'DELETE', path: at('/blocked'), scope: engages, handle: setBlocked },
	{ method: 'GET', path: at('/comments'), scope: hears, handle: listComments },
	{ method: 'POST', path: at('/comments'), scope: engages, handle: createComment },
	{ method: 'GET', path: at(''), scope: reads, handle: showNode },
	{ method: 'POST', path: at(''), scope: posts, handle: update },
	{ method: 'DELETE', path: at(''), scope: posts, handle: remove },
];

function showNode(world: World, asked: Asked, call: Call): Answer {
	return call.id === call.account.id
		? show('Page', pageNode(world, call.account), asked)
		: showObject(world, asked, call);
}

/** SPEC: GET /me/accounts: every page that the owner of the key has a task on, with its own key. Here one owner has them all. */
const listAccounts = (world: World, asked: Asked, token: Token): Answer => {
	if (token.page) return graphError(100, '(#100) Tried accessing nonexisting field (accounts) on node type (Page)');
	if (!token.scopes.includes('pages_show_list')) return graphError(200, '(#200) Requires pages_show_list permission');
	const pages = world.memory.state.accounts
		.filter(({ official }) => official)
		.map((page) => ({ ...pageNode(world, page), access_token: pageToken(world, oauth, { page, key: token }).access }));
	world.memory.save();
	const { origin } = world.addresses;
	return showList(pages, asked, { node: 'Page', origin, mood: world.memory.state.mood });
};

/** Answers one request after the network's rules: address, key, proof, page, permission, allowance, then the act. */
const handle = async (world: World, asked: Asked): Promise<Answer> => {
	const { path, method } = asked;
	if (path === `${VERSION}/dialog/oauth`) return authorize(world, oauth, asked);
	if (path === `${VERSION}/oauth/access_token`) return accessToken(world, oauth, asked);
	const picture = /^\/media\/(\d+)$/.exec(path)?.[1];
	if (picture !== undefined) return servePicture(world, picture);
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
	return withUsage(world, { page: who.account, type: 'pages' }, () =>
		route.handle(world, asked, { account: who.account, id }),
	);
};

const servePicture = ({ memory }: World, id: string): Answer => {
	const bytes = memory.media(id);
	const known = memory.state.media.find((one) => one.id === id);
	return bytes && known ? { status: 200, file: { bytes, mime: known.mime } } : missing(id, 'GET');
};

/** What others see: posts, comments, changes and deletions; uploads are for nobody's eyes. */
const isPublicWrite = ({ method, path }: Asked): boolean =>
	method !== 'GET' && path.startsWith(`${VERSION}/`) && !/\/(photos|videos|access_token)$/.test(path);

/** Starts a server on loopback that behaves like Facebook's Graph API for pages, in whatever mood it is put. */
export const startFacebook = (options: PracticeOptions): Promise<PracticeNetwork> =>
	startPlain(
		{
			kind: 'facebook',
			oauth,
			mentions: false,
			handle,
			isPublicWrite,
			isMedia: ({ path }) => /\/(photos|videos)$/.test(path),
			isSpared: ({ path }) => path.startsWith('/media/') || path.includes('/oauth'),
			error: moodError,
			resetHeader: (moment) => resetHeader('pages', moment - options.clock.now()),
		},
		options,
	);
