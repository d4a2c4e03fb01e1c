import { machineIds } from '#platform/chance.ts';

import { openMemory } from '../memory.ts';
import type { Mood, PracticeNetwork, PracticeOptions } from '../practice.ts';
import { type Answer, type Asked, startServer } from '../server.ts';
import { createReport, getModeration, isModeration } from './moderation.ts';
import { createPeople } from './people.ts';
import { deleteRecord, putRecord, uploadBlob } from './records.ts';
import { createSession, refreshSession, refuse, whoAsks } from './sessions.ts';
import { type Account, freshBluesky, type Post } from './state.ts';
import { notificationsOf, postView, threadView } from './views.ts';
import { accountNamed, findPost, type World } from './world.ts';

type Method = (world: World, asked: Asked, account: Account) => Answer;
const good = (json: unknown): Answer => ({ status: 200, json });
const bad = (message: string, error = 'InvalidRequest'): Answer => refuse(400, error, message);

/** SPEC: the parameters of each query, in the words of its lexicon. */
const wrongParams = (query: URLSearchParams, needs: readonly string[]): Answer | null => {
	const missing = needs.find((name) => !query.has(name));
	if (missing !== undefined) return bad(`Error: Params must have the property "${missing}"`);
	const limit = Number(query.get('limit') ?? 1);
	if (!Number.isInteger(limit)) return bad('Error: Params/limit must be an integer');
	if (limit < 1) return bad('Error: Params/limit can not be less than 1');
	if (limit > 100) return bad('Error: Params/limit can not be greater than 100');
	const uris = [...query.getAll('uris'), ...query.getAll('uri')];
	return uris.every((uri) => uri.startsWith('at://')) ? null : bad('Error: Params/uri must be a valid at-uri');
};

const getRecord: Method = (world, { query }) => {
	const owner = accountNamed(world, query.get('repo') ?? '');
	const uri = `at://${owner?.did}/${query.get('collection')}/${query.get('rkey')}`;
	if (isModeration(query.get('collection'))) return getModeration(world, uri);
	const post = findPost(world, uri);
	return post
		? good({ uri, cid: post.cid, value: post.record })
		: bad(`Could not locate record: ${uri}`, 'RecordNotFound');
};

const listRecords: Method = (world, { query }) => {
	const owner = accountNamed(world, query.get('repo') ?? '');
	if (owner === undefined) return bad(`Could not find repo: ${query.get('repo')}`);
	const limit = Number(query.get('limit') ?? 50);
	const own = world.memory.state.posts.filter(({ did, deleted }) => did === owner.did && !deleted);
	return good({
		records: own
			.slice(-limit)
			.toReversed()
			.map(({ uri, cid, record }) => ({ uri, cid, value: record })),
	});
};

/** SPEC: atproto.com/specs/handle. */
const HANDLE = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/i;

const resolveHandle: Method = (world, { query }) => {
	const handle = query.get('handle') ?? '';
	if (!HANDLE.test(handle)) return bad('Error: Params/handle must be a valid handle');
	const found = accountNamed(world, handle);
	return found ? good({ did: found.did }) : bad('Unable to resolve handle');
};

const getPosts: Method = (world, { query }) => {
	const uris = query.getAll('uris');
	if (uris.length > 25) return bad('Error: Params/uris must not have more than 25 elements');
	const posts: Post[] = uris.flatMap((uri) => findPost(world, uri) ?? []);
	return good({ posts: posts.map((post) => postView(world, post)) });
};

const getPostThread: Method = (world, { query }) => {
	const post = findPost(world, query.get('uri') ?? '');
	return post ? good({ thread: threadView(world, post) }) : bad(`Post not found: ${query.get('uri')}`, 'NotFound');
};

const methods: Readonly<Record<string, Method>> = {
	'GET com.atproto.server.getSession': (_world, _asked, { did, handle }) => good({ did, handle, active: true }),
	'POST com.atproto.repo.uploadBlob': uploadBlob,
	'POST com.atproto.repo.putRecord': putRecord,
	'POST com.atproto.repo.deleteRecord': deleteRecord,
	'GET com.atproto.repo.getRecord': getRecord,
	'POST com.atproto.moderation.createReport': createReport,
	'GET com.atproto.repo.listRecords': listRecords,
	'GET com.atproto.identity.resolveHandle': resolveHandle,
	'GET app.bsky.notification.listNotifications': (world, { query }, { did }) =>
		good(notificationsOf(world, did, query)),
	'GET app.bsky.feed.getPosts': getPosts,
	'GET app.bsky.feed.getPostThread': getPostThread,
};

/** What each query cannot do without. */
const needed: Readonly<Record<string, readonly string[]>> = {
	'GET com.atproto.repo.getRecord': ['repo', 'collection', 'rkey'],
	'GET com.atproto.repo.listRecords': ['repo', 'collection'],
	'GET com.atproto.identity.resolveHandle': ['handle'],
	'GET app.bsky.feed.getPosts': ['uris'],
	'GET app.bsky.feed.getPostThread': ['uri'],
};

/** SPEC: xrpc-server: a method that is there is told apart from one that is not. */
const noMethod = ({ method }: Asked, nsid: string): Answer => {
	const other = method === 'GET' ? 'POST' : 'GET';
	return methods[`${other} ${nsid}`] === undefined
		? refuse(501, 'MethodNotImplemented', 'Method Not Implemented')
		: bad(`Incorrect HTTP method (${method}) expected ${other}`);
};

/** SPEC: docs.bsky.app/docs/advanced-guides/rate-limits: 5000 points an hour; create 3, update 2, delete 1. */
const POINTS = 5000;
const HOUR = 3_600_000;
const costs: Readonly<Record<string, number>> = {
	'POST com.atproto.repo.putRecord': 3,
	'POST com.atproto.repo.deleteRecord': 1,
};

const spend = ({ memory, clock }: World, did: string, name: string): Answer['headers'] | null => {
	const now = clock.now();
	const known = memory.state.buckets[did];
	const bucket = known && now - known.from < HOUR ? known : { from: now, used: 0 };
	memory.state.buckets[did] = bucket;
	const cost = costs[name] ?? 0;
	if (bucket.used + cost > POINTS) return null;
	bucket.used += cost;
	return {
		'ratelimit-limit': String(POINTS),
		'ratelimit-remaining': String(POINTS - bucket.used),
		'ratelimit-reset': String(Math.ceil((bucket.from + HOUR) / 1000)),
		'ratelimit-policy': `${POINTS};w=3600`,
	};
};

const handle = (world: World, asked: Asked): Answer => {
	const nsid = /^\/xrpc\/([a-zA-Z.]+)$/.exec(asked.path)?.[1] ?? '';
	const name = `${asked.method} ${nsid}`;
	if (name === 'GET com.atproto.sync.getBlob') return getBlob(world, asked);
	if (name === 'POST com.atproto.server.createSession') return saved(world, createSession(world, asked));
	if (name === 'POST com.atproto.server.refreshSession') return saved(world, refreshSession(world, asked));
	const method = methods[name];
	if (method === undefined) return noMethod(asked, nsid);
	const account = whoAsks(world, asked);
	if ('status' in account) return account;
	const wrong = asked.method === 'GET' ? wrongParams(asked.query, needed[name] ?? []) : null;
	if (wrong !== null) return wrong;
	const headers = spend(world, account.did, name);
	if (headers === null) return refuse(429, 'RateLimitExceeded', 'Rate Limit Exceeded');
	return saved(world, { headers: headers ?? {}, ...method(world, asked, account) });
};

const saved = ({ memory }: World, answer: Answer): Answer => {
	memory.save();
	return answer;
};

const getBlob = ({ memory }: World, { query }: Asked): Answer => {
	const cid = query.get('cid') ?? '';
	const blob = memory.state.blobs.find((one) => one.cid === cid && one.did === query.get('did'));
	const bytes = blob ? memory.media(cid) : null;
	return blob && bytes ? { status: 200, file: { bytes, mime: blob.mime } } : bad('Blob not found', 'BlobNotFound');
};

const ERRORS: Readonly<Record<number, string>> = {
	403: 'Forbidden',
	422: 'InvalidRequest',
	429: 'RateLimitExceeded',
	500: 'InternalServerError',
	503: 'NotEnoughResources',
};

/** Starts a server on loopback that behaves like a Bluesky PDS with its app view, in whatever mood it is put. */
export const startBluesky = async (options: PracticeOptions): Promise<PracticeNetwork> => {
	const { clock, file } = options;
	const memory = openMemory(file, freshBluesky());
	const addresses = { origin: '' };
	const world: World = { memory, clock, ids: machineIds(clock), addresses };
	const writes = ['repo.putRecord', 'repo.deleteRecord', 'moderation.createReport'].map(
		(nsid) => `/xrpc/com.atproto.${nsid}`,
	);
	const server = await startServer(
		{
			handle: (asked) => handle(world, asked),
			isPublicWrite: ({ path }) => writes.includes(path),
			isMedia: ({ path }) => path === '/xrpc/com.atproto.repo.uploadBlob',
			isSpared: ({ path }) => path.endsWith('com.atproto.sync.getBlob'),
			error: (status, message) => ({ error: ERRORS[status] ?? 'InvalidRequest', message }),
			resetHeader: (at) => ['ratelimit-reset', String(Math.ceil(at / 1000))],
			now: () => clock.now(),
		},
		{ ...options, mood: () => memory.state.mood as Mood },
	);
	addresses.origin = server.origin;
	return { kind: 'bluesky', ...server, ...createPeople(world) };
};
