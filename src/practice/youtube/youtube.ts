import { authorize, type OAuthRules, tokens, whoAsks } from '../plain/oauth.ts';
import { startPlain } from '../plain/start.ts';
import type { World } from '../plain/world.ts';
import type { PracticeNetwork, PracticeOptions } from '../practice.ts';
import type { Answer, Asked } from '../server.ts';
import { deleteCaption, insertCaption, listCaptions, updateCaption } from './captions.ts';
import {
	deleteComment,
	insertComment,
	insertThread,
	listComments,
	listThreads,
	setModeration,
	updateComment,
} from './comments.ts';
import { beginUpload, type Call, deleteVideo, etag, listVideos, setThumbnail, takePart, updateVideo } from './films.ts';
import { hubOf, subscribe } from './hub.ts';
import { deleteEntry, insertEntry, listEntries, listPlaylists } from './lists.ts';
import { ownFilms } from './own-films.ts';
import { problem, wrongPart } from './words.ts';

/** SPEC: developers.google.com/identity/protocols/oauth2/web-server: an hour; a refresh token stays good while it is used. */
const oauth: OAuthRules = {
	scopes: ['https://www.googleapis.com/auth/youtube.force-ssl', 'https://www.googleapis.com/auth/youtube.readonly'],
	separator: ' ',
	accessMs: 3_600_000,
	refreshMs: 180 * 24 * 3_600_000,
	rotates: false,
	client: 'body',
};
const RIGHT = 'https://www.googleapis.com/auth/youtube.force-ssl';

interface Route {
	readonly at: string;
	/** SPEC: developers.google.com/youtube/v3/determine_quota_cost (since 2026-06-01). */
	readonly units: number;
	readonly query: readonly string[];
	handle(world: World, asked: Asked, call: Call): Answer;
}

const showMine = (_world: World, asked: Asked, { account }: Call): Answer => {
	const wrong = wrongPart(asked, ['id', 'snippet', 'status', 'contentDetails', 'statistics']);
	if (wrong) return wrong;
	if (asked.query.get('mine') !== 'true') return problem(400, 'missingRequiredParameter', 'No filter selected.');
	const { id, name: title, handle, website = '' } = account;
	const items = [
		{
			...{ kind: 'youtube#channel', etag: etag(id), id },
			snippet: { title, description: website, customUrl: `@${handle}`, publishedAt: '2020-01-01T00:00:00Z' },
			contentDetails: { relatedPlaylists: { likes: '', uploads: `UU${id}` } },
			status: { privacyStatus: 'public', isLinked: true, longUploadsStatus: 'allowed' },
		},
	];
	const pageInfo = { totalResults: 1, resultsPerPage: 5 };
	return { status: 200, json: { kind: 'youtube#channelListResponse', etag: etag(handle), items, pageInfo } };
};

const V3 = '/youtube/v3';
const UP = '/upload/youtube/v3';
const PAGING = ['maxResults', 'pageToken'];
const LIST = ['part', 'textFormat', ...PAGING];

const routes: readonly Route[] = [
	{ at: `POST ${UP}/videos`, units: 0, query: ['part', 'uploadType', 'notifySubscribers'], handle: beginUpload },
	{ at: `PUT ${UP}/videos`, units: 0, query: ['part', 'uploadType', 'upload_id'], handle: takePart },
	{ at: `POST ${UP}/captions`, units: 400, query: ['part', 'uploadType'], handle: insertCaption },
	{ at: `PUT ${UP}/captions`, units: 450, query: ['part', 'uploadType'], handle: updateCaption },
	{ at: `POST ${UP}/thumbnails/set`, units: 50, query: ['videoId', 'uploadType'], handle: setThumbnail },
	{ at: `GET ${V3}/captions`, units: 50, query: ['part', 'videoId'], handle: listCaptions },
	{ at: `DELETE ${V3}/captions`, units: 50, query: ['id'], handle: deleteCaption },
	{ at: `GET ${V3}/channels`, units: 1, query: ['part', 'mine'], handle: showMine },
	{ at: `GET ${V3}/playlists`, units: 1, query: ['part', 'mine', ...PAGING], handle: listPlaylists },
	{ at: `GET ${V3}/playlistItems`, units: 1, query: ['part', 'playlistId', 'videoId', ...PAGING], handle: listEntries },
	{ at: `POST ${V3}/playlistItems`, units: 50, query: ['part'], handle: insertEntry },
	{ at: `DELETE ${V3}/playlistItems`, units: 50, query: ['id'], handle: deleteEntry },
	{ at: `GET ${V3}/videos`, units: 1, query: ['part', 'id'], handle: listVideos },
	{ at: `PUT ${V3}/videos`, units: 50, query: ['part'], handle: updateVideo },
	{ at: `DELETE ${V3}/videos`, units: 50, query: ['id'], handle: deleteVideo },
	{
		at: `GET ${V3}/commentThreads`,
		units: 1,
		query: [...LIST, 'allThreadsRelatedToChannelId', 'videoId', 'order', 'moderationStatus'],
		handle: listThreads,
	},
	{ at: `POST ${V3}/commentThreads`, units: 50, query: ['part'], handle: insertThread },
	{ at: `GET ${V3}/comments`, units: 1, query: [...LIST, 'id', 'parentId'], handle: listComments },
	{ at: `POST ${V3}/comments`, units: 50, query: ['part'], handle: insertComment },
	{ at: `PUT ${V3}/comments`, units: 50, query: ['part'], handle: updateComment },
	{ at: `DELETE ${V3}/comments`, units: 50, query: ['id'], handle: deleteComment },
	{
		at: `POST ${V3}/comments/setModerationStatus`,
		units: 50,
		query: ['id', 'moderationStatus', 'banAuthor'],
		handle: setModeration,
	},
];

const UNITS = 10_000;
const UPLOADS = 100;

/** Written apart from our adapter, so that one checks the other: the day by the Pacific. */
const dayThere = (now: number): string =>
	new Date(now).toLocaleDateString('sv-SE', { timeZone: 'America/Los_Angeles' });

const isSpent = ({ memory, clock }: World, { bucket, cost, most }: { bucket: string; cost: number; most: number }) => {
	const now = clock.now();
	const place = `${bucket}:${dayThere(now)}`;
	const used = memory.state.buckets[place]?.used ?? 0;
	if (used + cost > most) return true;
	memory.state.buckets[place] = { from: now, used: used + cost };
	return false;
};

const quotaExceeded = (): Answer =>
	problem(403, 'quotaExceeded', 'The request cannot be completed because you have exceeded your quota.');

/** Answers one request after the network's rules: address, key, right, quota, then the act. */
const handle = (world: World, asked: Asked): Answer => {
	if (asked.path === '/o/oauth2/v2/auth') return agree(world, asked);
	if (asked.path === '/subscribe' && asked.method === 'POST') return subscribe(world, asked);
	if (asked.path === '/token' && asked.method === 'POST') return tokens(world, oauth, asked);
	const route = routes.find(({ at }) => at === `${asked.method} ${asked.path}`);
	if (route === undefined) return problem(404, 'notFound', 'Not Found');
	const who = whoAsks(world, asked);
	if (typeof who === 'string') return problem(401, 'authError', 'Invalid Credentials');
	if (!who.token.scopes.includes(RIGHT))
		return problem(403, 'insufficientPermissions', 'Request had insufficient authentication scopes.');
	const odd = [...asked.query.keys()].find((name) => !route.query.includes(name));
	if (odd !== undefined) return problem(400, 'unexpectedParameter', `Unknown parameter: ${odd}`);
	const project = who.token.clientId;
	if (isSpent(world, { bucket: `${project}:units`, cost: route.units, most: UNITS })) return quotaExceeded();
	const isUpload = route.handle === beginUpload;
	if (isUpload && isSpent(world, { bucket: `${project}:uploads`, cost: 1, most: UPLOADS })) return quotaExceeded();
	return route.handle(world, asked, who);
};

/** Without `access_type=offline` Google gives no key to renew with: a mistake of ours that shows an hour later. */
const agree = (world: World, asked: Asked): Answer =>
	asked.query.get('access_type') === 'offline' && asked.query.get('prompt') === 'consent'
		? authorize(world, oauth, asked)
		: problem(400, 'invalid_request', 'access_type=offline and prompt=consent are missing.');

/** What others see. */
const PUBLIC_WRITE = /^\/youtube\/v3\/(videos|comments|commentThreads|playlistItems)/;

/** Starts a server on loopback that behaves like YouTube's API, in whatever mood it is put. */
export const startYoutube = (options: PracticeOptions): Promise<PracticeNetwork> =>
	startPlain(
		{
			kind: 'youtube',
			oauth,
			mentions: false,
			handle,
			films: ownFilms,
			hub: hubOf,
			isPublicWrite: ({ method, path }) => method !== 'GET' && PUBLIC_WRITE.test(path),
			isMedia: ({ path }) => path.startsWith('/upload/'),
			isSpared: ({ path }) => path.startsWith('/o/oauth2/'),
			error: (status, words) => problem(status, status === 429 ? 'rateLimitExceeded' : 'backendError', words).json,
			resetHeader: (at) => ['x-ratelimit-reset', String(Math.ceil(at / 1000))],
		},
		options,
	);
