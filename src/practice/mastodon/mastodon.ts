import type { ServerResponse } from 'node:http';

import { machineIds } from '#platform/chance.ts';

import { openMemory } from '../memory.ts';
import type { Mood, PracticeNetwork, PracticeOptions } from '../practice.ts';
import { type Answer, type Asked, startServer } from '../server.ts';
import { type Addresses, accountEntity, credentialEntity, instanceEntity, statusEntity } from './entities.ts';
import { createMedia, showMedia } from './media.ts';
import { setBlock, takeReport } from './moderation.ts';
import { authorize, authorizePage, registerApp, token } from './oauth.ts';
import { createPeople } from './people.ts';
import { hasScope, refuse, spend } from './rules.ts';
import { type Account, freshMastodon } from './state.ts';
import {
	accountStatuses,
	createStatus,
	deleteStatus,
	editStatus,
	getStatus,
	getStatuses,
	maySee,
	showContext,
} from './statuses.ts';
import { createStreams } from './streams.ts';
import { findStatus, type World } from './world.ts';

interface Route {
	readonly method: string;
	readonly path: RegExp;
	/** Absent: everybody may ask. */
	readonly scope?: string;
	handle(
		world: World,
		asked: Asked,
		call: { readonly account: Account; readonly id: string },
	): Answer | Promise<Answer>;
}

const STATUS = /^\/api\/v1\/statuses\/(\d+)$/;
const routes: readonly Route[] = [
	{ method: 'POST', path: /^\/api\/v1\/apps$/, handle: (world, asked) => registerApp(world, asked) },
	{ method: 'GET', path: /^\/oauth\/authorize$/, handle: (world, asked) => authorizePage(world, asked) },
	{ method: 'POST', path: /^\/oauth\/authorize$/, handle: (world, asked) => authorize(world, asked) },
	{ method: 'POST', path: /^\/oauth\/token$/, handle: (world, asked) => token(world, asked) },
	{
		method: 'GET',
		path: /^\/api\/v2\/instance$/,
		handle: ({ memory, addresses }) => {
			const contact = memory.state.accounts.find(({ official }) => official) ?? memory.state.accounts[0];
			return { status: 200, json: instanceEntity(contact, addresses) };
		},
	},
	{
		method: 'GET',
		path: /^\/api\/v1\/accounts\/verify_credentials$/,
		scope: 'read:accounts',
		handle: ({ addresses }, _asked, { account }) => ({ status: 200, json: credentialEntity(account, addresses) }),
	},
	{
		method: 'GET',
		path: /^\/api\/v1\/accounts\/(\d+)\/statuses$/,
		scope: 'read:statuses',
		handle: (world, { query }, { id }) => accountStatuses(world, { id, query }),
	},
	{
		method: 'POST',
		path: /^\/api\/v2\/media$/,
		scope: 'write:media',
		handle: (world, asked, { account }) => createMedia(world, account, asked),
	},
	{
		method: 'GET',
		path: /^\/api\/v1\/media\/(\d+)$/,
		scope: 'write:media',
		handle: (world, _asked, { account, id }) => showMedia(world, account, id),
	},
	{
		method: 'POST',
		path: /^\/api\/v1\/statuses$/,
		scope: 'write:statuses',
		handle: (world, asked, { account }) => createStatus(world, account, asked),
	},
	{
		method: 'GET',
		path: /^\/api\/v1\/statuses$/,
		scope: 'read:statuses',
		handle: (world, { query }, { account }) => getStatuses(world, account, query.getAll('id[]')),
	},
	{
		method: 'GET',
		path: STATUS,
		scope: 'read:statuses',
		handle: (world, _asked, { account, id }) => getStatus(world, account, id),
	},
	{
		method: 'GET',
		path: /^\/api\/v1\/statuses\/(\d+)\/context$/,
		scope: 'read:statuses',
		handle: (world, _asked, { account, id }) => showContext(world, account, id),
	},
	{
		method: 'PUT',
		path: STATUS,
		scope: 'write:statuses',
		handle: (world, asked, { account, id }) => editStatus(world, account, { id, asked }),
	},
	{
		method: 'DELETE',
		path: STATUS,
		scope: 'write:statuses',
		handle: (world, _asked, { account, id }) => deleteStatus(world, account, id),
	},
	{
		method: 'POST',
		path: /^\/api\/v1\/reports$/,
		scope: 'write:reports',
		handle: (world, asked, { account }) => takeReport(world, account, asked),
	},
	{
		method: 'POST',
		path: /^\/api\/v1\/accounts\/(\d+)\/block$/,
		scope: 'write:blocks',
		handle: (world, _asked, { account, id }) => setBlock(world, account, { id, on: true }),
	},
	{
		method: 'POST',
		path: /^\/api\/v1\/accounts\/(\d+)\/unblock$/,
		scope: 'write:blocks',
		handle: (world, _asked, { account, id }) => setBlock(world, account, { id, on: false }),
	},
	{
		method: 'GET',
		path: /^\/api\/v1\/notifications$/,
		scope: 'read:notifications',
		handle: (world, asked, { account }) => listNotifications(world, account, asked.query),
	},
];

const listNotifications = (world: World, account: Account, query: URLSearchParams): Answer => {
	const { state } = world.memory;
	const limit = Math.min(Number(query.get('limit') ?? 40), 80);
	const types = query.getAll('types[]');
	if (types.some((type) => !['mention', 'quote', 'status', 'favourite'].includes(type)))
		return refuse(422, 'Unknown type');
	const after = query.get('min_id');
	const there = new Set(state.statuses.filter(({ deleted }) => !deleted).map(({ id }) => id));
	const own = state.notifications
		.filter((one) => one.accountId === account.id && (after === null || BigInt(one.id) > BigInt(after)))
		.filter(({ statusId }) => there.has(statusId))
		.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
	// SPEC: min_id begins right after it; without it the newest are listed. Either way the newest stands first.
	const page = (after === null ? own.slice(-limit) : own.slice(0, limit)).reverse();
	const listed = page.flatMap(({ id, statusId, at }) => {
		const status = findStatus(world, statusId);
		const author = state.accounts.find((one) => one.id === status?.accountId);
		if (status === undefined || author === undefined || !maySee(world, account, status)) return [];
		return [
			{
				id,
				type: 'mention',
				group_key: `ungrouped-${id}`,
				created_at: new Date(at).toISOString(),
				account: accountEntity(author, world.addresses),
				status: statusEntity(status, state, world.addresses),
			},
		];
	});
	if (state.mood === 'duplicates') return { status: 200, json: listed.flatMap((one) => [one, one]) };
	return { status: 200, json: state.mood === 'reordering' ? listed.toReversed() : listed };
};

/** Answers one request after the network's rules: address, key, scope, allowance, then the act. */
const handle = async (world: World, asked: Asked): Promise<Answer> => {
	const { state } = world.memory;
	const picture = /^\/media\/(\d+)$/.exec(asked.path)?.[1];
	if (picture !== undefined) return servePicture(world, picture);
	const route = routes.find(({ method, path }) => method === asked.method && path.test(asked.path));
	if (route === undefined) return refuse(404, 'The page you were looking for does not exist.');
	const id = route.path.exec(asked.path)?.[1] ?? '';
	if (route.scope === undefined) return route.handle(world, asked, { account: nobody, id });
	const key = /^Bearer (.+)$/.exec(asked.headers['authorization'] ?? '')?.[1];
	const known = state.tokens.find(({ token: one }) => one === key);
	if (known === undefined) return refuse(401, 'The access token is invalid');
	if (known.revoked) return refuse(401, 'The access token was revoked');
	if (!hasScope(known.scope, route.scope)) return refuse(403, 'This action is outside the authorized scopes');
	const account = state.accounts.find((one) => one.id === known.accountId) ?? nobody;
	const { allowed, headers } = spend(asked, { accountId: account.id, now: world.clock.now(), used: state.buckets });
	if (!allowed) return { ...refuse(429, 'Too many requests'), headers };
	const answer = await route.handle(world, asked, { account, id });
	world.memory.save();
	return { ...answer, headers: { ...headers, ...answer.headers } };
};

const nobody: Account = { id: '0', username: '', domain: null, name: '', official: false, at: 0 };

const servePicture = ({ memory }: World, id: string): Answer => {
	const bytes = memory.media(id);
	const media = memory.state.media.find((one) => one.id === id);
	return bytes && media ? { status: 200, file: { bytes, mime: media.mime } } : refuse(404, 'Record not found');
};

const STREAM = '/api/v1/streaming/user/notification';

/** Only good keys get a line; every other answer is an ordinary refusal. */
const openStream = ({ memory, streams }: World, { path, headers }: Asked, response: ServerResponse): boolean => {
	const key = /^Bearer (.+)$/.exec(headers['authorization'] ?? '')?.[1];
	const known = memory.state.tokens.find(({ token: one, revoked }) => one === key && !revoked);
	if (path !== STREAM || known === undefined || !hasScope(known.scope, 'read:notifications')) return false;
	streams.open(known.accountId, response);
	return true;
};

/** What others see, or the moderators do. */
const PUBLIC_WRITE = /^\/api\/v1\/(statuses|reports|accounts\/\d+\/(un)?block)/;

/** Starts a server on loopback that behaves like Mastodon 4.7, in whatever mood it is put. */
export const startMastodon = async (options: PracticeOptions): Promise<PracticeNetwork> => {
	const { clock, file, pages } = options;
	const memory = openMemory(file, freshMastodon());
	const addresses: { origin: string; pages: string } = { origin: '', pages: '' };
	const streams = createStreams();
	const world: World = { memory, clock, ids: machineIds(clock), addresses: addresses satisfies Addresses, streams };
	const server = await startServer(
		{
			handle: (asked) => handle(world, asked),
			stream: (asked, response) => openStream(world, asked, response),
			isPublicWrite: ({ method, path }) => method !== 'GET' && PUBLIC_WRITE.test(path),
			isMedia: ({ path }) => path === '/api/v2/media',
			isSpared: ({ path }) => path.startsWith('/media/') || path.startsWith('/oauth/authorize'),
			error: (_status, words) => ({ error: words }),
			resetHeader: (at) => ['x-ratelimit-reset', new Date(at).toISOString()],
			now: () => clock.now(),
		},
		{ ...options, mood: () => memory.state.mood as Mood },
	);
	addresses.origin = server.origin;
	addresses.pages = pages ?? server.origin;
	const lines = { cut: streams.cut, count: streams.count };
	return { kind: 'mastodon', ...server, ...createPeople(world), lines };
};
