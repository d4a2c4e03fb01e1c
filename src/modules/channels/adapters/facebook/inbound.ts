import { z } from 'zod';

import { ok, type Result } from '#kernel/result.ts';
import { days, type Instant, instant, plus } from '#kernel/time.ts';

import type { ChannelFailure, InboundChange, InboundPage, OddRow } from '../../channel.ts';
import { fingerprint } from '../fingerprint.ts';
import { VERSION } from '../meta/api.ts';
import { readList } from '../meta/lists.ts';
import { goneOf } from '../rows.ts';
import { readComments } from './comments.ts';
import { commentMessage, postMessage } from './messages.ts';
import { type Comment, type FacebookContext, type Post, PostShape } from './wire.ts';

/** Posts younger than this are looked after, at most a page of them. */
const WINDOW_MS = days(30);
/** What was said before we began to listen is taken in only if it is as young. */
const FIRST_LOOK_MS = days(2);
/** So many posts are read anew in one go; the rest comes right after. */
const MOST_READ = 25;
const MOST_KNOWN = 2000;

/** Where we stand: how many comments each post had, and which messages we know, with a fingerprint of their words. */
const Cursor = z.object({
	posts: z.array(z.tuple([z.string(), z.string()])),
	known: z.array(z.tuple([z.string(), z.string(), z.string()])),
	since: z.number(),
});
type Cursor = z.infer<typeof Cursor>;
type Known = Cursor['known'][number];

/** Comments below posts, and posts of others that are on the page or name it: oldest first, each once, and what became of them. */
export const fetchInbound = async (
	context: FacebookContext,
	cursor: string | null,
): Promise<Result<InboundPage, ChannelFailure>> => {
	const now = context.clock.now();
	const at: Cursor =
		cursor === null ? { posts: [], known: [], since: plus(now, -FIRST_LOOK_MS) } : Cursor.parse(JSON.parse(cursor));
	const odd: OddRow[] = [];
	const listed = await listPosts(context, now, odd);
	if (!listed.ok) return listed;
	const { own, others } = listed.value;
	const states = new Map(at.posts);
	const changed = [...own, ...others].filter((post) => stateOf(post) !== (states.get(post.id) ?? '0'));
	const read = await readAll(context, changed.slice(0, MOST_READ), odd);
	if (!read.ok) return read;
	const { changes, known } = follow(context, at, { others, read: read.value, now, odd });
	const reread = new Set(read.value.map(({ post }) => post.id));
	const posts = [...own, ...others].flatMap((post): [string, string][] => {
		const state = reread.has(post.id) ? stateOf(post) : states.get(post.id);
		return state === undefined || state === '0' ? [] : [[post.id, state]];
	});
	const next: Cursor = { posts, known: known.slice(-MOST_KNOWN), since: at.since };
	return ok({ changes, cursor: JSON.stringify(next), more: changed.length > MOST_READ, odd });
};

/** Changes whenever something below a post may have. */
const stateOf = ({ comments, updated_time = '' }: Post): string => {
	const count = comments?.summary?.total_count ?? 0;
	return count === 0 ? '0' : `${count}:${updated_time}`;
};

const FIELDS = 'id,message,from,created_time,permalink_url';

const listPosts = async (context: FacebookContext, now: Instant, odd: OddRow[]) => {
	const since = String(Math.floor(plus(now, -WINDOW_MS) / 1000));
	const list = (edge: 'feed' | 'tagged', query: readonly (readonly [string, string])[]) =>
		readList(context.api, { path: `${VERSION}/${context.page}/${edge}`, query, one: PostShape, most: 1, odd });
	const feed = await list('feed', [
		['fields', `${FIELDS},updated_time,comments.filter(stream).limit(0).summary(total_count)`],
		['since', since],
	]);
	if (!feed.ok) return feed;
	const tagged = await list('tagged', [['fields', FIELDS]]);
	if (!tagged.ok) return tagged;
	const all = new Map([...tagged.value.items, ...feed.value.items].map((post) => [post.id, post]));
	const isOwn = ({ from }: Post) => from?.id === context.page;
	return ok({ own: [...all.values()].filter(isOwn), others: [...all.values()].filter((post) => !isOwn(post)) });
};

interface Read {
	readonly post: Post;
	readonly comments: readonly Comment[];
	/** False: there are more than we read, so nothing is said about what is missing. */
	readonly whole: boolean;
}

const readAll = async (
	context: FacebookContext,
	posts: readonly Post[],
	odd: OddRow[],
): Promise<Result<readonly Read[], ChannelFailure>> => {
	const all: Read[] = [];
	for (const post of posts) {
		const read = await readComments(context, post.id, odd);
		if (!read.ok) return read;
		all.push({ post, comments: read.value.items, whole: read.value.whole });
	}
	return ok(all);
};

interface Seen {
	readonly others: readonly Post[];
	readonly read: readonly Read[];
	readonly now: Instant;
	readonly odd: readonly OddRow[];
}

const follow = (context: FacebookContext, { known, since }: Cursor, { others, read, now, odd }: Seen) => {
	const before = new Map<string, Known>(known.map((one) => [one[0], one]));
	const isNew = (id: string, at: string) => !before.has(id) && instant(at) >= since;
	const posts = others.filter(({ id }) => !before.has(id));
	const comments = read.flatMap(({ post, comments: all }) => all.map((comment) => ({ post, comment })));
	const foreign = comments.filter(({ comment }) => comment.from?.id !== context.page);
	const reworded = foreign.filter(({ comment }) => {
		const one = before.get(comment.id);
		return one !== undefined && one[2] !== fingerprint(comment.message);
	});
	const fresh = foreign.filter(({ comment }) => !before.has(comment.id));
	const messages = [
		...posts.filter(({ id, created_time }) => isNew(id, created_time)).map((post) => postMessage(context, post)),
		...fresh
			.filter(({ comment }) => isNew(comment.id, comment.created_time))
			.map(({ post, comment }) => commentMessage(context, post, comment)),
		...reworded.map(({ post, comment }) => ({ ...commentMessage(context, post, comment), editedAt: now })),
	].sort((a, b) => a.sentAt - b.sentAt || byNumber(a.remote.id, b.remote.id));
	const gone = goneOf(missedIn(known, read), odd);
	const changes: InboundChange[] = [
		...messages.map((message) => ({ kind: 'message', message }) as const),
		...gone.map((remoteId) => ({ kind: 'deleted', remoteId }) as const),
	];
	const newest = new Map(foreign.map(({ post, comment }) => [comment.id, knownOf(comment, post.id)]));
	const kept = known.filter(([id]) => !gone.includes(id)).map((one) => newest.get(one[0]) ?? one);
	const added = [
		...posts.map((post) => knownOf(post, '')),
		...fresh.map(({ post, comment }) => knownOf(comment, post.id)),
	];
	return { changes, known: [...kept, ...added] };
};

const knownOf = ({ id, message }: Pick<Comment, 'id' | 'message'>, post: string): Known => [
	id,
	post,
	fingerprint(message),
];

/** What we knew below a post that was read to its end, and is not there any more. */
const missedIn = (known: readonly Known[], read: readonly Read[]): readonly string[] =>
	read
		.filter(({ whole }) => whole)
		.flatMap(({ post, comments }) => {
			const there = new Set(comments.map(({ id }) => id));
			return known.filter(([id, below]) => below === post.id && !there.has(id)).map(([id]) => id);
		});

/** Ids grow with time: the shorter one is the older one. */
const byNumber = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
