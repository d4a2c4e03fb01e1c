import { machineIds } from '#platform/chance.ts';

import { openMemory } from '../memory.ts';
import type { Mood, PracticeNetwork, PracticeOptions } from '../practice.ts';
import { type Answer, type Asked, startServer } from '../server.ts';
import { wrongIn } from './check-record.ts';
import { createReport, getModeration, isModeration, putModeration } from './moderation.ts';
import { createPeople } from './people.ts';
import { createSession, refreshSession, refuse, whoAsks } from './sessions.ts';
import { type Account, freshBluesky, POSTS, type Post, type PostRecord } from './state.ts';
import { notificationsOf, postView, threadView } from './views.ts';
import { accountNamed, blobCid, findPost, putPost, type World } from './world.ts';

type Method = (world: World, asked: Asked, account: Account) => Answer;
const good = (json: unknown): Answer => ({ status: 200, json });
const bad = (message: string, error = 'InvalidRequest'): Answer => refuse(400, error, message);

const uploadBlob: Method = (world, { raw, headers }, { did }) => {
	const mime = headers['content-type'] ?? '';
	const cid = blobCid(raw);
	world.memory.putMedia(cid, raw);
	world.memory.state.blobs.push({ cid, did, mime, size: raw.length });
	return good({ blob: { $type: 'blob', ref: { $link: cid }, mimeType: mime, size: raw.length } });
};

const putRecord: Method = (world, { fields }, account) => {
	const { did, handle } = account;
	const { repo, collection, rkey, record, swapRecord: _, ...odd } = fields ?? {};
	const [unknown] = Object.keys(odd);
	if (unknown !== undefined) return bad(`Input has the unknown property ${unknown}`);
	if (repo !== did && repo !== handle) return bad('Invalid repo');
	if (isModeration(collection)) return putModeration(world, fields ?? {}, account);
	if (collection !== POSTS || typeof rkey !== 'string') return bad('Input must have the property "rkey"');
	const wrong = wrongIn(record, rkey, world.memory.state);
	if (wrong !== null) return bad(`Invalid ${POSTS} record: ${wrong}`);
	const post = putPost(world, did, { rkey, record: record as PostRecord });
	return good({ uri: post.uri, cid: post.cid, validationStatus: 'valid' });
};

const deleteRecord: Method = (world, { fields }, { did }) => {
	const { collection, rkey } = fields ?? {};
	if (isModeration(collection)) delete world.memory.state.records[`at://${did}/${String(collection)}/${String(rkey)}`];
	const post = findPost(world, `at://${did}/${String(collection)}/${String(rkey)}`);
	if (post) Object.assign(post, { deleted: true, deletedAt: world.clock.now() });
	return good({});
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
	const limit = Number(query.get('limit') ?? 50);
	const own = world.memory.state.posts.filter(({ did, deleted }) => did === owner?.did && !deleted);
	return good({
		records: own
			.slice(-limit)
			.toReversed()
			.map(({ uri, cid, record }) => ({ uri, cid, value: record })),
	});
};

const resolveHandle: Method = (world, { query }) => {
	const found = accountNamed(world, query.get('handle') ?? '');
	return found ? good({ did: found.did }) : bad('Unable to resolve handle');
};

const getPosts: Method = (world, { query }) => {
	const uris = query.getAll('uris');
	if (uris.length > 25) return bad('Params/uris must not have more than 25 elements');
	const posts: Post[] = uris.flatMap((uri) => findPost(world, uri) ?? []);
	return good({ posts: posts.map((post) => postView(world, post)) });
};

const getPostThread: Method = (world, { query }) => {
	const post = findPost(world, query.get('uri') ?? '');
	return post ? good({ thread: threadView(world, post) }) : bad('Post not found', 'NotFound');
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
	if (method === undefined) return refuse(501, 'MethodNotImplemented', 'Method Not Implemented');
	const account = whoAsks(world, asked);
	if ('status' in account) return account;
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
