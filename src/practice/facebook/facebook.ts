import { install, pageNotice, uninstall } from '../meta/hooks.ts';
import { answerForPages, type Pages, type Route, VERSION } from '../meta/pages.ts';
import { show } from '../meta/show.ts';
import { metaRules } from '../meta/tokens.ts';
import { resetHeader } from '../meta/usage.ts';
import { missing, moodError } from '../meta/words.ts';
import { startPlain } from '../plain/start.ts';
import type { World } from '../plain/world.ts';
import type { PracticeNetwork, PracticeOptions } from '../practice.ts';
import type { Answer, Asked } from '../server.ts';
import { showInsights } from './insights.ts';
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
	setLiked,
	showObject,
	update,
} from './posts.ts';

const oauth = metaRules([
	...['pages_show_list', 'pages_manage_posts', 'pages_read_engagement'],
	...['pages_manage_engagement', 'pages_read_user_content', 'pages_manage_metadata'],
	'read_insights',
]);

const ID = '([0-9_]+)';
const at = (tail: string): RegExp => new RegExp(`^${VERSION}/${ID}${tail}$`);
const [posts, reads] = ['pages_manage_posts', 'pages_read_engagement'];
const [engages, hears] = ['pages_manage_engagement', 'pages_read_user_content'];
/** SPEC: reference of Comment: changing, hiding and deleting one, our own too, takes the right to engage. */
const changing = ({ memory }: World, id: string): string =>
	(memory.state.posts.find((post) => post.id === id)?.replyTo ?? null) === null ? posts : engages;

/** SPEC: what a page's key may do, by the permissions that were granted with it. */
const routes: readonly Route<Call>[] = [
	{ method: 'POST', path: at('/feed'), scope: posts, handle: createPost },
	{ method: 'GET', path: at('/feed'), scope: reads, handle: listFeed },
	{ method: 'GET', path: at('/tagged'), scope: hears, handle: listTagged },
	{ method: 'POST', path: at('/photos'), scope: posts, handle: uploadPhoto },
	{ method: 'POST', path: at('/videos'), scope: posts, handle: uploadVideo },
	{ method: 'POST', path: at('/blocked'), scope: engages, handle: setBlocked },
	{ method: 'DELETE', path: at('/blocked'), scope: engages, handle: setBlocked },
	{ method: 'POST', path: at('/likes'), scope: engages, handle: setLiked },
	{ method: 'DELETE', path: at('/likes'), scope: engages, handle: setLiked },
	{ method: 'GET', path: at('/comments'), scope: hears, handle: listComments },
	{ method: 'GET', path: at('/insights'), scope: 'read_insights', handle: showInsights },
	{ method: 'POST', path: at('/comments'), scope: engages, handle: createComment },
	{ method: 'POST', path: at('/subscribed_apps'), scope: 'pages_manage_metadata', handle: install },
	{ method: 'DELETE', path: at('/subscribed_apps'), scope: 'pages_manage_metadata', handle: uninstall },
	{ method: 'GET', path: at(''), scope: reads, handle: showNode },
	{ method: 'POST', path: at(''), scope: changing, handle: update },
	{ method: 'DELETE', path: at(''), scope: changing, handle: remove },
];

function showNode(world: World, asked: Asked, call: Call): Answer {
	return call.id === call.account.id
		? show('Page', pageNode(world, call.account), asked)
		: showObject(world, asked, call);
}

const pages: Pages<Call> = { oauth, routes, type: 'pages', node: pageNode, callOf: (at) => at };

/** Pictures are for everybody, all else for who has a page's key. */
const handle = async (world: World, asked: Asked): Promise<Answer> => {
	const picture = /^\/media\/(\d+)$/.exec(asked.path)?.[1];
	return picture === undefined ? answerForPages(pages, world, asked) : servePicture(world, picture);
};

const servePicture = ({ memory }: World, id: string): Answer => {
	const bytes = memory.media(id);
	const known = memory.state.media.find((one) => one.id === id);
	return bytes && known ? { status: 200, file: { bytes, mime: known.mime } } : missing(id, 'GET');
};

/** What others see: posts, comments, changes and deletions; uploads are for nobody's eyes. */
const isPublicWrite = ({ method, path }: Asked): boolean =>
	method !== 'GET' && path.startsWith(`${VERSION}/`) && !/\/(photos|videos|access_token|subscribed_apps)$/.test(path);

/** Starts a server on loopback that behaves like Facebook's Graph API for pages, in whatever mood it is put. */
export const startFacebook = (options: PracticeOptions): Promise<PracticeNetwork> =>
	startPlain(
		{
			kind: 'facebook',
			oauth,
			mentions: false,
			handle,
			notice: pageNotice,
			isPublicWrite,
			isMedia: ({ path }) => /\/(photos|videos)$/.test(path),
			isSpared: ({ path }) => path.startsWith('/media/') || path.includes('/oauth'),
			error: moodError,
			resetHeader: (moment) => resetHeader('pages', moment - options.clock.now()),
		},
		options,
	);
