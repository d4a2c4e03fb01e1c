import { z } from 'zod';

import { ok, type Result } from '#kernel/result.ts';
import { days, type Instant, instant, plus } from '#kernel/time.ts';

import type { ChannelFailure, InboundChange, InboundMessage, InboundPage, OddRow } from '../../channel.ts';
import { fingerprint } from '../fingerprint.ts';
import { isMissing } from '../meta/graph.ts';
import { type Listed, readList } from '../meta/lists.ts';
import { goneOf, nameless } from '../rows.ts';
import { refTo } from './ref.ts';
import { type Post, PostShape, type ThreadsContext, VERSION } from './wire.ts';

/** Posts younger than this are looked after, at most a page of them. */
const WINDOW_MS = days(30);
/** What was said before we began to listen is taken in only if it is as young. */
const FIRST_LOOK_MS = days(2);
/** Mentions are looked through so far back, to see which of them are gone. */
const MENTIONS_MS = days(7);
/** Below so many posts is looked in one go; those that were not looked at for longest come first. */
const MOST_READ = 20;
const MOST_PAGES = 10;
const MOST_KNOWN = 2000;

/** When we last looked below each post; and which messages we know: id, the post they stand below, their words, their moment. */
const Cursor = z.object({
	read: z.array(z.tuple([z.string(), z.number()])),
	known: z.array(z.tuple([z.string(), z.string(), z.string(), z.number()])),
	since: z.number(),
});
type Cursor = z.infer<typeof Cursor>;
type Known = Cursor['known'][number];

/** Answers below our posts and mentions elsewhere: oldest first, each once, and what became of them. */
export const fetchInbound = async (
	opened: ThreadsContext,
	cursor: string | null,
): Promise<Result<InboundPage, ChannelFailure>> => {
	const odd: OddRow[] = [];
	const context: Reading = { ...opened, odd };
	const now = context.clock.now();
	const at: Cursor =
		cursor === null ? { read: [], known: [], since: plus(now, -FIRST_LOOK_MS) } : Cursor.parse(JSON.parse(cursor));
	const own = await listOwn(context, now);
	if (!own.ok) return own;
	const looked = new Map(at.read);
	const due = duePosts(own.value, at).slice(0, MOST_READ);
	const below = await readBelow(context, due);
	if (!below.ok) return below;
	const mentions = await listMentions(context, now);
	if (!mentions.ok) return mentions;
	for (const id of due) looked.set(id, now);
	const { changes, known } = follow(context, at, { below: below.value, mentions: mentions.value, own: own.value, now });
	const there = new Set(own.value.map(({ id }) => id));
	const next: Cursor = {
		read: [...looked].filter(([id]) => there.has(id)),
		known: known.slice(-MOST_KNOWN),
		since: at.since,
	};
	return ok({ changes, cursor: JSON.stringify(next), more: false, odd });
};

/** With a place for what cannot be read. */
interface Reading extends ThreadsContext {
	readonly odd: OddRow[];
}

const FIELDS =
	'id,text,username,timestamp,permalink,media_type,media_url,thumbnail_url,alt_text,root_post,replied_to,has_replies';
const sinceOf = (at: Instant) => ['since', String(Math.floor(at / 1000))] as const;

const listOwn = async (
	{ api, accountId, odd }: Reading,
	now: Instant,
): Promise<Result<readonly Post[], ChannelFailure>> => {
	const path = `${VERSION}/${accountId}/threads`;
	const query = [['fields', 'id,timestamp,has_replies'], sinceOf(plus(now, -WINDOW_MS))] as const;
	const read = await readList(api, { path, query, one: PostShape, most: 1, odd, name: nameless });
	return read.ok ? ok(read.value.items) : read;
};

/** SPEC: a post says whether anything stands below it, not how much: all of those are read again, in turn. */
const duePosts = (own: readonly Post[], { read, known }: Cursor): readonly string[] => {
	const looked = new Map(read);
	const answered = new Set(known.map(([, below]) => below));
	const ids = own.filter(({ id, has_replies }) => has_replies === true || answered.has(id)).map(({ id }) => id);
	return [...new Set(ids)].sort((a, b) => (looked.get(a) ?? 0) - (looked.get(b) ?? 0));
};

interface Below extends Listed<Post> {
	readonly post: string;
}

/** SPEC: GET /{post}/conversation: all answers, those to other answers too. */
const readBelow = async (
	{ api, odd }: Reading,
	posts: readonly string[],
): Promise<Result<readonly Below[], ChannelFailure>> => {
	const all: Below[] = [];
	for (const post of posts) {
		const path = `${VERSION}/${encodeURIComponent(post)}/conversation`;
		const query = [['fields', FIELDS]] as const;
		const read = await readList(api, { path, query, one: PostShape, most: MOST_PAGES, odd });
		if (!read.ok && !isMissing(read.error)) return read;
		// A post can go while we read.
		all.push({ post, ...(read.ok ? read.value : { items: [], whole: false }) });
	}
	return ok(all);
};

const listMentions = async (
	{ api, accountId, odd }: Reading,
	now: Instant,
): Promise<Result<Listed<Post>, ChannelFailure>> => {
	const path = `${VERSION}/${accountId}/mentions`;
	const query = [['fields', FIELDS], sinceOf(plus(now, -MENTIONS_MS))] as const;
	const read = await readList(api, { path, query, one: PostShape, most: MOST_PAGES, odd });
	return read.ok || read.error.type !== 'channel.unauthorised' ? read : ok(unallowed);
};

/** The key lacks the right to mentions, which the desk asks for; what stands below our posts is heard all the same. */
const unallowed: Listed<Post> = { items: [], whole: false };

interface Seen {
	readonly below: readonly Below[];
	readonly mentions: Listed<Post>;
	readonly own: readonly Post[];
	readonly now: Instant;
}
interface Placed {
	readonly post: Post;
	/** The post of ours it stands below; empty elsewhere. */
	readonly below: string;
}

const follow = (context: Reading, { known, since }: Cursor, seen: Seen) => {
	const before = new Map<string, Known>(known.map((one) => [one[0], one]));
	const heard = heardIn(context, seen);
	const fresh = heard.filter(({ post }) => !before.has(post.id));
	const reworded = heard.filter(({ post }) => {
		const one = before.get(post.id);
		return one !== undefined && one[2] !== fingerprint(post.text);
	});
	const messages = [
		...fresh.filter(({ post }) => instant(post.timestamp) >= since).map((one) => messageOf(context, one)),
		...reworded.map((one) => ({ ...messageOf(context, one), editedAt: seen.now })),
	].sort((a, b) => a.sentAt - b.sentAt || byNumber(a.remote.id, b.remote.id));
	const gone = new Set(goneOf(missedIn(known, seen), context.odd));
	const changes: InboundChange[] = [
		...messages.map((message) => ({ kind: 'message', message }) as const),
		...[...gone].map((remoteId) => ({ kind: 'deleted', remoteId }) as const),
	];
	const newest = new Map(heard.map((one) => [one.post.id, knownOf(one)]));
	const kept = known.filter(([id]) => !gone.has(id)).map((one) => newest.get(one[0]) ?? one);
	return { changes, known: [...kept, ...fresh.map(knownOf)] };
};

/** What others said, each once: what stands below our posts also where it names us. */
const heardIn = ({ handle }: ThreadsContext, { below, mentions, own }: Seen): readonly Placed[] => {
	const ours = new Set(own.map(({ id }) => id));
	const named = mentions.items.map((post) => ({
		post,
		below: ours.has(post.root_post?.id ?? '') ? (post.root_post?.id ?? '') : '',
	}));
	const answers = below.flatMap(({ post: id, items }) => items.map((post) => ({ post, below: id })));
	const all = new Map([...named, ...answers].map((one) => [one.post.id, one]));
	return [...all.values()].filter(({ post }) => post.username.toLowerCase() !== handle.toLowerCase());
};

const knownOf = ({ post: { id, text, timestamp }, below }: Placed): Known => [
	id,
	below,
	fingerprint(text),
	instant(timestamp),
];

/** What we knew below a post, or among the mentions, that was read to its end and is not there any more. */
const missedIn = (known: readonly Known[], { below, mentions, now }: Seen): readonly string[] => {
	const named = new Set(mentions.items.map(({ id }) => id));
	const answers = below
		.filter(({ whole }) => whole)
		.flatMap(({ post, items }) => {
			const there = new Set(items.map(({ id }) => id));
			return known.filter(([id, place]) => place === post && !there.has(id));
		});
	const listed = (at: number) => mentions.whole && at >= plus(now, -MENTIONS_MS);
	const unnamed = known.filter(([id, place, , at]) => place === '' && listed(at) && !named.has(id));
	return [...answers, ...unnamed].map(([id]) => id);
};

const messageOf = (context: ThreadsContext, { post }: Placed): InboundMessage => {
	const { username, text, timestamp, replied_to, root_post, alt_text = '' } = post;
	const source = post.thumbnail_url ?? post.media_url;
	return {
		remote: refTo({ ...context, handle: username }, post),
		...(replied_to ? { inReplyTo: replied_to.id } : {}),
		...(root_post ? { root: root_post.id } : {}),
		// The network tells the short name and nothing else.
		author: { remoteId: username, handle: username, displayName: username },
		text,
		visibility: 'public',
		media: source === undefined ? [] : [{ url: source, alt: alt_text, mime: 'image/*' }],
		sentAt: instant(timestamp),
	};
};

/** Ids grow with time: the shorter one is the older one. */
const byNumber = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
