import { instagramNotice, install, uninstall } from '../meta/hooks.ts';
import { answerForPages, type Pages, type Route, VERSION } from '../meta/pages.ts';
import { show } from '../meta/show.ts';
import { metaRules } from '../meta/tokens.ts';
import { resetHeader } from '../meta/usage.ts';
import { graphError, missing, moodError } from '../meta/words.ts';
import { startPlain } from '../plain/start.ts';
import { findPost, type World } from '../plain/world.ts';
import type { FetchMedia, PracticeNetwork, PracticeOptions } from '../practice.ts';
import type { Answer, Asked } from '../server.ts';
import { listBelow, listMedia, listTags, remove, say, update } from './comments.ts';
import { showInsights } from './insights.ts';
import { type Call, containerOf, createContainer, publishContainer, QUOTA, usedOf } from './media.ts';
import { commentNode, containerNode, mediaNode, profileNode } from './nodes.ts';

const at = (tail: string): RegExp => new RegExp(`^${VERSION}/([0-9]+)${tail}$`);
const [basic, publishes, talks] = ['instagram_basic', 'instagram_content_publish', 'instagram_manage_comments'];
const metadata = 'pages_manage_metadata';
const counts = 'instagram_manage_insights';
const oauth = metaRules([basic, publishes, talks, counts, 'pages_show_list', 'pages_read_engagement', metadata]);

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

/** The page of the key: the account itself has no such edge. */
const SUBSCRIBED = new RegExp(`^${VERSION}/(me)/subscribed_apps$`);

const routes: readonly Route<Call>[] = [
	{ method: 'POST', path: at('/media'), scope: publishes, handle: createContainer },
	{ method: 'POST', path: at('/media_publish'), scope: publishes, handle: publishContainer },
	{ method: 'GET', path: at('/content_publishing_limit'), scope: publishes, handle: showLimit },
	{ method: 'GET', path: at('/media'), scope: basic, handle: listMedia },
	{ method: 'GET', path: at('/tags'), scope: talks, handle: listTags },
	{ method: 'GET', path: at('/insights'), scope: counts, handle: showInsights },
	{ method: 'GET', path: at('/(?:comments|replies)'), scope: talks, handle: listBelow },
	{ method: 'POST', path: at('/(?:comments|replies)'), scope: talks, handle: say },
	{ method: 'POST', path: SUBSCRIBED, scope: metadata, handle: install },
	{ method: 'DELETE', path: SUBSCRIBED, scope: metadata, handle: uninstall },
	{ method: 'GET', path: at(''), scope: basic, handle: showNode },
	{ method: 'POST', path: at(''), scope: talks, handle: update },
	{ method: 'DELETE', path: at(''), scope: talks, handle: remove },
];

/** A professional account hangs on a page, and is reached with the page's key. */
const pagesWith = (fetchMedia: FetchMedia): Pages<Call> => ({
	...{ oauth, routes, type: 'instagram' },
	node: (_, page) => ({
		...{ id: `9${page.id}`, name: page.name },
		instagram_business_account: { id: page.id, username: page.handle, name: page.name },
	}),
	callOf: (at) => ({ ...at, fetchMedia }),
});

const isContainer = ({ method, path }: Asked): boolean => method === 'POST' && /\/media$/.test(path);

const refusedMedia = (): unknown =>
	graphError(36_003, 'The submitted image cannot be published.', { subcode: 2_207_009 }).json;

/** Starts a server on loopback that behaves like Instagram's part of the Graph API, in whatever mood it is put. */
export const startInstagram = (options: PracticeOptions): Promise<PracticeNetwork> => {
	const pages = pagesWith(options.fetchMedia ?? (async () => null));
	return startPlain(
		{
			kind: 'instagram',
			oauth,
			mentions: false,
			handle: (world, asked) => answerForPages(pages, world, asked),
			isPublicWrite: (asked) =>
				asked.method !== 'GET' &&
				asked.path.startsWith(`${VERSION}/`) &&
				!isContainer(asked) &&
				!/(token|subscribed_apps)$/.test(asked.path),
			notice: instagramNotice,
			isMedia: isContainer,
			isSpared: ({ path }) => path.includes('/oauth'),
			error: (status, words) => (status === 422 ? refusedMedia() : moodError(status, words)),
			resetHeader: (moment) => resetHeader('instagram', moment - options.clock.now()),
		},
		options,
	);
};
