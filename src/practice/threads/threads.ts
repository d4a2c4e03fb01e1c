import { threadsNotice } from '../meta/hooks.ts';
import { keyRefused, resetHeader } from '../meta/usage.ts';
import { graphError, missing, moodError } from '../meta/words.ts';
import { authorize, whoAsks } from '../plain/oauth.ts';
import { startPlain } from '../plain/start.ts';
import type { Account } from '../plain/state.ts';
import { spend, type World } from '../plain/world.ts';
import type { FetchMedia, PracticeNetwork, PracticeOptions } from '../practice.ts';
import type { Answer, Asked } from '../server.ts';
import { type Call, createContainer } from './containers.ts';
import { showInsights } from './insights.ts';
import {
	listConversation,
	listMentions,
	listOwn,
	listOwnReplies,
	listReplies,
	manageReply,
	publish,
	remove,
	showLimit,
	showObject,
} from './posts.ts';
import { exchanged, firstToken, oauth, renewed } from './tokens.ts';

interface Route {
	readonly method: string;
	readonly path: RegExp;
	readonly scope: string;
	handle(world: World, asked: Asked, call: Call): Answer | Promise<Answer>;
}

const VERSION = '/v1.0';
const at = (tail: string): RegExp => new RegExp(`^${VERSION}/(me|[0-9]+)${tail}$`);
const [basic, publishes, deletes] = ['threads_basic', 'threads_content_publish', 'threads_delete'];
const [hears, hides, named] = ['threads_read_replies', 'threads_manage_replies', 'threads_manage_mentions'];
const counts = 'threads_manage_insights';

/** SPEC: docs/threads/reference: what a key may do, by the rights that were granted with it. */
const routes: readonly Route[] = [
	{ method: 'POST', path: at('/threads'), scope: publishes, handle: createContainer },
	{ method: 'POST', path: at('/threads_publish'), scope: publishes, handle: publish },
	{ method: 'GET', path: at('/threads_publishing_limit'), scope: basic, handle: showLimit },
	{ method: 'GET', path: at('/mentions'), scope: named, handle: listMentions },
	{ method: 'GET', path: at('/conversation'), scope: hears, handle: listConversation },
	{ method: 'GET', path: at('/threads'), scope: basic, handle: listOwn },
	{ method: 'GET', path: at('/replies'), scope: hears, handle: replies },
	{ method: 'GET', path: at('/insights'), scope: counts, handle: showInsights },
	{ method: 'POST', path: at('/manage_reply'), scope: hides, handle: manageReply },
	{ method: 'GET', path: at(''), scope: basic, handle: showObject },
	{ method: 'DELETE', path: at(''), scope: deletes, handle: remove },
];

/** SPEC: below a post stands what answers it; of an account, what it answered. */
function replies(world: World, asked: Asked, call: Call): Answer {
	const isAccount = call.id === 'me' || call.id === call.account.id;
	return isAccount ? listOwnReplies(world, asked, call) : listReplies(world, asked, call);
}

/** SPEC: docs/threads/overview: 4800 calls for each impression in a day, ten of them at least. */
const MOST_CALLS = 48_000;
const DAY_MS = 24 * 3_600_000;

const withUsage = async (world: World, { id }: Account, answer: () => Answer | Promise<Answer>): Promise<Answer> => {
	const { allowed, remaining } = spend(world, id, { most: MOST_CALLS, ms: DAY_MS });
	const used = Math.floor(((MOST_CALLS - remaining) / MOST_CALLS) * 100);
	const headers = { 'x-app-usage': JSON.stringify({ call_count: used, total_cputime: 0, total_time: 0 }) };
	const made = allowed ? await answer() : graphError(4, 'Application request limit reached');
	return { ...made, headers: { ...headers, ...made.headers } };
};

const picture = ({ memory }: World, id: string): Answer => {
	const bytes = memory.media(id);
	const known = memory.state.media.find((one) => one.id === id);
	return bytes && known ? { status: 200, file: { bytes, mime: known.mime } } : missing(id, 'GET');
};

/** What is asked without a version, before there is a key or to change one. */
const unversioned = (world: World, asked: Asked): Answer | null => {
	const shown = /^\/media\/(\d+)$/.exec(asked.path)?.[1];
	if (shown !== undefined) return picture(world, shown);
	if (asked.path === '/oauth/authorize') return authorize(world, oauth, asked);
	if (asked.path === '/oauth/access_token' && asked.method === 'POST') return firstToken(world, asked);
	if (asked.path === '/access_token') return exchanged(world, asked);
	return asked.path === '/refresh_access_token' ? renewed(world, asked) : null;
};

/** Answers one request after the network's rules: address, key, right, allowance, then the act. */
const handleWith =
	(fetchMedia: FetchMedia) =>
	async (world: World, asked: Asked): Promise<Answer> => {
		const plain = unversioned(world, asked);
		if (plain) return plain;
		const { path, method } = asked;
		const route = routes.find((one) => one.method === method && one.path.test(path));
		if (route === undefined) return graphError(2500, `Unknown path components: ${path}`);
		const who = whoAsks(world, asked);
		if (typeof who === 'string') return keyRefused(who);
		if (!who.token.scopes.includes(route.scope)) return graphError(10, `(#10) Requires ${route.scope} permission`);
		const id = route.path.exec(path)?.[1] ?? '';
		const call = { account: who.account, id, fetchMedia };
		return withUsage(world, who.account, () => route.handle(world, asked, call));
	};

/** What others see: posts, deletions, and what is hidden; containers are for nobody's eyes. */
const isPublicWrite = ({ method, path }: Asked): boolean =>
	method === 'DELETE' || (method === 'POST' && /\/(threads_publish|manage_reply)$/.test(path));

const nothing: FetchMedia = async () => null;

/** Starts a server on loopback that behaves like the Threads API, in whatever mood it is put. */
export const startThreads = (options: PracticeOptions): Promise<PracticeNetwork> =>
	startPlain(
		{
			kind: 'threads',
			oauth,
			mentions: false,
			handle: handleWith(options.fetchMedia ?? nothing),
			notice: threadsNotice,
			isPublicWrite,
			isMedia: ({ fields }) => fields?.['image_url'] !== undefined || fields?.['video_url'] !== undefined,
			isSpared: ({ path }) => path.startsWith('/media/') || path.startsWith('/oauth/'),
			error: moodError,
			resetHeader: (moment) => resetHeader('pages', moment - options.clock.now()),
		},
		options,
	);
