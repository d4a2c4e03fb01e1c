import { z } from 'zod';

import { ok, type Result } from '#kernel/result.ts';
import { days, type Instant, instant, plus } from '#kernel/time.ts';

import type { ChannelFailure, InboundChange, InboundMessage, InboundPage, OddRow } from '../../channel.ts';
import { VERSION } from '../meta/api.ts';
import { isMissing } from '../meta/graph.ts';
import { readList } from '../meta/lists.ts';
import { goneOf, nameless, nameOf } from '../rows.ts';
import { type Comment, commentShape, type InstagramContext, MediaShape, type Medium, ReplyShape } from './wire.ts';

/** What was said before we began to listen is taken in only if it is as young. */
const FIRST_LOOK_MS = days(2);
/** A number of comments may stay the same when one goes and one comes: so young posts are read anew each time, a few of them. */
const FRESH_MS = days(3);
const MOST_FRESH = 5;
/** So many posts are read anew in one go; the rest comes right after. */
const MOST_READ = 25;
const MOST_PAGES = 10;
const MOST_KNOWN = 2000;
/** Stands where Instagram does not tell who wrote a comment. */
const NOBODY = 'comment:';

/** Where we stand: how many comments each post had, and which messages we know, with the post they stand below. */
const Cursor = z.object({
	posts: z.array(z.tuple([z.string(), z.number()])),
	known: z.array(z.tuple([z.string(), z.string()])),
	since: z.number(),
});
type Cursor = z.infer<typeof Cursor>;

/** Comments below our posts and answers to them, and posts of others in which we are tagged: oldest first, each once, and what went. */
export const fetchInbound = async (
	opened: InstagramContext,
	cursor: string | null,
): Promise<Result<InboundPage, ChannelFailure>> => {
	const odd: OddRow[] = [];
	const context: Reading = { ...opened, odd };
	const now = context.clock.now();
	const at: Cursor =
		cursor === null ? { posts: [], known: [], since: plus(now, -FIRST_LOOK_MS) } : Cursor.parse(JSON.parse(cursor));
	const own = await list(context, 'media', 'id,caption,timestamp,permalink,comments_count');
	if (!own.ok) return own;
	const tags = await list(context, 'tags', 'id,caption,timestamp,permalink,username');
	if (!tags.ok) return tags;
	const counts = new Map(at.posts);
	const changed = own.value.filter(({ id, comments_count }) => comments_count !== (counts.get(id) ?? 0));
	const read = await readAll(context, toRead(own.value, changed, now));
	if (!read.ok) return read;
	const { changes, known } = follow(context, at, { tags: tags.value, read: read.value });
	const reread = new Set(read.value.map(({ post }) => post.id));
	const posts = own.value.flatMap(({ id, comments_count }): [string, number][] => {
		const count = reread.has(id) ? comments_count : (counts.get(id) ?? 0);
		return count === 0 ? [] : [[id, count]];
	});
	const next: Cursor = { posts, known: known.slice(-MOST_KNOWN), since: at.since };
	return ok({ changes, cursor: JSON.stringify(next), more: changed.length > MOST_READ, odd });
};

/** With a place for what cannot be read. */
interface Reading extends InstagramContext {
	readonly odd: OddRow[];
}

const toRead = (own: readonly Medium[], changed: readonly Medium[], now: Instant): readonly Medium[] => {
	const first = changed.slice(0, MOST_READ);
	const young = own.filter(
		(one) => one.comments_count > 0 && instant(one.timestamp) > plus(now, -FRESH_MS) && !changed.includes(one),
	);
	return [...first, ...young.slice(0, MOST_FRESH)];
};

/** The newest page is enough: what is older than a hundred posts is hardly commented. */
const list = async (
	{ api, account, odd }: Reading,
	edge: 'media' | 'tags',
	fields: string,
): Promise<Result<readonly Medium[], ChannelFailure>> => {
	const path = `${VERSION}/${account}/${edge}`;
	const name = edge === 'tags' ? nameOf : nameless;
	const read = await readList(api, { path, query: [['fields', fields]], one: MediaShape, most: 1, odd, name });
	return read.ok ? ok([...new Map(read.value.items.map((one) => [one.id, one])).values()]) : read;
};

interface Read {
	readonly post: Medium;
	readonly comments: readonly Comment[];
	/** False: there are more than we read, so nothing is said about what is missing. */
	readonly whole: boolean;
}

const readAll = async (
	context: Reading,
	posts: readonly Medium[],
): Promise<Result<readonly Read[], ChannelFailure>> => {
	const all: Read[] = [];
	for (const post of posts) {
		const read = await readComments(context, post);
		if (!read.ok) return read;
		all.push(read.value);
	}
	return ok(all);
};

const OF_COMMENT = 'id,text,timestamp,username,from,parent_id';

const readComments = async ({ api, odd }: Reading, post: Medium): Promise<Result<Read, ChannelFailure>> => {
	const listed = await readList(api, {
		path: `${VERSION}/${encodeURIComponent(post.id)}/comments`,
		query: [['fields', `${OF_COMMENT},replies{${OF_COMMENT}}`]],
		one: commentShape(odd),
		most: MOST_PAGES,
		odd,
	});
	// A post can go while we read.
	if (!listed.ok) return isMissing(listed.error) ? ok({ post, comments: [], whole: false }) : listed;
	const comments: Comment[] = [];
	for (const { replies, ...comment } of listed.value.items) {
		const below = (replies?.data ?? []).map((one) => ({ ...one, parent_id: comment.id }));
		comments.push(comment, ...below);
		if (replies?.paging?.next === undefined) continue;
		const rest = await readList(api, {
			path: `${VERSION}/${encodeURIComponent(comment.id)}/replies`,
			query: [['fields', OF_COMMENT]],
			one: ReplyShape,
			most: MOST_PAGES,
			odd,
		});
		if (!rest.ok) return rest;
		comments.push(...rest.value.items.map((one) => ({ ...one, parent_id: comment.id })));
	}
	return ok({ post, comments: [...new Map(comments.map((one) => [one.id, one])).values()], whole: listed.value.whole });
};

interface Seen {
	readonly tags: readonly Medium[];
	readonly read: readonly Read[];
}

const follow = (context: Reading, { known, since }: Cursor, { tags, read }: Seen) => {
	const before = new Set(known.map(([id]) => id));
	const isOwn = ({ from, username }: Comment): boolean => from?.id === context.account || username === context.handle;
	const posts = tags.filter(({ id }) => !before.has(id));
	const comments = read
		.flatMap(({ post, comments: all }) => all.map((comment) => ({ post, comment })))
		.filter(({ comment }) => !isOwn(comment) && !before.has(comment.id));
	const isYoung = ({ timestamp }: { readonly timestamp: string }): boolean => instant(timestamp) >= since;
	const messages = [
		...posts.filter(isYoung).map(tagged),
		...comments.filter(({ comment }) => isYoung(comment)).map(({ post, comment }) => toMessage(post, comment)),
	].sort((a, b) => a.sentAt - b.sentAt || byNumber(a.remote.id, b.remote.id));
	const gone = goneOf(missedIn(known, read), context.odd);
	const changes: InboundChange[] = [
		...messages.map((message) => ({ kind: 'message', message }) as const),
		...gone.map((remoteId) => ({ kind: 'deleted', remoteId }) as const),
	];
	const added = [
		...posts.map(({ id }): [string, string] => [id, '']),
		...comments.map(({ post, comment }): [string, string] => [comment.id, post.id]),
	];
	return { changes, known: [...known.filter(([id]) => !gone.includes(id)), ...added] };
};

/** What we knew below a post that was read to its end, and is not there any more. */
const missedIn = (known: Cursor['known'], read: readonly Read[]): readonly string[] =>
	read
		.filter(({ whole }) => whole)
		.flatMap(({ post, comments }) => {
			const there = new Set(comments.map(({ id }) => id));
			return known.filter(([id, below]) => below === post.id && !there.has(id)).map(([id]) => id);
		});

const toMessage = (post: Medium, { id, text, timestamp, username, from, parent_id }: Comment): InboundMessage => {
	const handle = from?.username ?? username;
	return {
		remote: {
			id,
			// Comments have no address of their own.
			url: post.permalink,
			extra: { post: post.id, ...(parent_id === undefined ? {} : { parent: parent_id }) },
		},
		inReplyTo: parent_id ?? post.id,
		root: post.id,
		author: { remoteId: from?.id ?? `${NOBODY}${id}`, handle: handle || id, displayName: handle },
		text,
		visibility: 'public',
		media: [],
		sentAt: instant(timestamp),
	};
};

/** A post of somebody else in which our account is tagged. */
const tagged = ({ id, caption, timestamp, permalink, username = '' }: Medium): InboundMessage => ({
	remote: { id, url: permalink },
	author: { remoteId: username || `${NOBODY}${id}`, handle: username || id, displayName: username },
	text: caption,
	visibility: 'public',
	media: [],
	sentAt: instant(timestamp),
});

/** Ids grow with time: the shorter one is the older one. */
const byNumber = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
