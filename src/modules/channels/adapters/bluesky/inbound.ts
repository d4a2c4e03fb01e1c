import { z } from 'zod';

import { ok, type Result } from '#kernel/result.ts';
import { type Instant, instant, minutes } from '#kernel/time.ts';

import type { ChannelFailure, InboundChange, InboundMessage, InboundPage, OddRow } from '../../channel.ts';
import { fieldIn, readAs, unlike } from '../read-as.ts';
import { goneOf, MomentText, nameless, rowsOf } from '../rows.ts';
import { POSTS } from './record.ts';
import type { BlueskyAccess, Xrpc } from './wire.ts';

interface Context {
	readonly xrpc: Xrpc;
	readonly access: BlueskyAccess;
}
/** With a place for what cannot be read. */
interface Reading extends Context {
	readonly odd: OddRow[];
}

/** Up to where we have read, and the addresses read last: the network may sort late arrivals before that moment. */
const Cursor = z.object({ since: z.string(), known: z.array(z.string()) });
type Cursor = z.infer<typeof Cursor>;

const PAGE = 100;
const MOST_PAGES = 10;
const KNOWN = 200;
/** SPEC: app.bsky.feed.getPosts takes at most 25 addresses. */
const LOOKED_AFTER = 25;
/** How much later than its neighbours a notification may turn up. */
const LATE_MS = minutes(10);
const REASONS = ['reply', 'mention', 'quote'];
const OWN_POSTS = 10;

const StrongRef = z.object({ uri: z.string(), cid: z.string() });
const PostShape = z.object({
	text: z.string(),
	createdAt: z.string(),
	langs: z.array(z.string()).optional(),
	reply: z.object({ root: StrongRef, parent: StrongRef }).optional(),
	embed: z.looseObject({ $type: z.string() }).optional(),
});
const AuthorShape = z.object({
	did: z.string(),
	handle: z.string(),
	displayName: z.string().optional(),
	avatar: z.string().optional(),
});
const EmbedView = z.looseObject({
	$type: z.string(),
	images: z.array(z.object({ thumb: z.string(), alt: z.string() })).optional(),
});
const PostView = z.object({
	uri: z.string(),
	cid: z.string(),
	author: AuthorShape,
	record: z.unknown(),
	embed: EmbedView.optional(),
	indexedAt: MomentText,
});
type PostView = z.infer<typeof PostView>;
const NotificationShape = PostView.omit({ embed: true }).extend({ reason: z.string() });
const notificationsWith = (odd: OddRow[]) =>
	z.object({ cursor: z.string().optional(), notifications: rowsOf(NotificationShape, odd) });
type Notifications = z.output<ReturnType<typeof notificationsWith>>;

/** Answers, mentions and quotes, oldest first, each once; and which of the last ones were deleted. */
export const fetchInbound = async (
	opened: Context,
	cursor: string | null,
): Promise<Result<InboundPage, ChannelFailure>> => {
	const odd: OddRow[] = [];
	const context: Reading = { ...opened, odd };
	const at: Cursor = cursor === null ? { since: '', known: [] } : Cursor.parse(JSON.parse(cursor));
	const read = await newsSince(context, at);
	if (!read.ok) return read;
	const { posts, gapSince } = read.value;
	const fresh = [...new Map(posts.map((post) => [post.uri, post])).values()]
		.filter(({ uri }) => !at.known.includes(uri))
		.sort((a, b) => a.indexedAt.localeCompare(b.indexedAt));
	const looked = await lookAfter(context, { fresh, known: at.known.slice(0, LOOKED_AFTER) });
	if (!looked.ok) return looked;
	const { views, gone } = looked.value;
	const arrived = fresh.flatMap((post): InboundChange[] => {
		const message = toMessage({ ...post, embed: views.get(post.uri)?.embed }, context);
		return message === null ? [] : [{ kind: 'message', message }];
	});
	const front = at.known.slice(0, LOOKED_AFTER).filter((uri) => !gone.has(uri));
	const known = [...at.known.slice(LOOKED_AFTER), ...fresh.map(({ uri }) => uri), ...front].slice(-KNOWN);
	const since = fresh.at(-1)?.indexedAt ?? at.since;
	return ok({
		changes: [...arrived, ...[...gone].map((remoteId) => ({ kind: 'deleted', remoteId }) as const)],
		cursor: JSON.stringify({ since: since > at.since ? since : at.since, known } satisfies Cursor),
		more: false,
		odd,
		...(gapSince === null
			? {}
			: { gap: { since: gapSince, reason: 'more notifications than the network lists at once' } }),
	});
};

interface News {
	readonly posts: readonly PostView[];
	readonly gapSince: Instant | null;
}

/** Pages back from the newest notification to what we know. */
const newsSince = async (context: Reading, { since }: Cursor): Promise<Result<News, ChannelFailure>> => {
	const posts: PostView[] = [];
	const border = since === '' ? null : new Date(instant(since) - LATE_MS).toISOString();
	let cursor: string | undefined;
	for (let page = 0; page < MOST_PAGES; page += 1) {
		const read = await notificationPage(context, cursor);
		if (!read.ok) return hasNoAppView(read.error) ? threads(context) : read;
		const { notifications } = read.value;
		posts.push(...notifications.filter(({ reason }) => REASONS.includes(reason)));
		cursor = read.value.cursor;
		const reached = border === null || notifications.some(({ indexedAt }) => indexedAt < border);
		if (cursor === undefined || notifications.length === 0 || reached) return ok({ posts, gapSince: null });
	}
	return ok({ posts, gapSince: since === '' ? null : instant(since) });
};

const notificationPage = async (
	{ xrpc, odd }: Reading,
	cursor: string | undefined,
): Promise<Result<Notifications, ChannelFailure>> => {
	const asked = await xrpc.get({
		nsid: 'app.bsky.notification.listNotifications',
		params: [
			...REASONS.map((reason) => ['reasons', reason] as const),
			['limit', String(PAGE)],
			...(cursor === undefined ? [] : ([['cursor', cursor]] as const)),
		],
	});
	return asked.ok ? readAs(notificationsWith(odd), asked.value) : asked;
};

const hasNoAppView = (failure: ChannelFailure): boolean =>
	failure.type !== 'channel.throttled' &&
	'reason' in failure &&
	/MethodNotImplemented|XRPCNotSupported|HTTP 501/.test(failure.reason);

const ownRecordsWith = (odd: OddRow[]) => z.object({ records: rowsOf(z.object({ uri: z.string() }), odd, nameless) });
interface Thread {
	readonly post?: unknown;
	readonly replies?: readonly unknown[] | undefined;
}
const ThreadShape: z.ZodType<Thread> = z.looseObject({
	post: z.unknown().optional(),
	replies: z.array(z.unknown()).optional(),
});

/** Where nobody keeps notifications for us: the answers below our own last posts. */
const threads = async ({ xrpc, access, odd }: Reading): Promise<Result<News, ChannelFailure>> => {
	const listed = await xrpc.get({
		nsid: 'com.atproto.repo.listRecords',
		params: [
			['repo', access.did],
			['collection', POSTS],
			['limit', String(OWN_POSTS)],
		],
	});
	if (!listed.ok) return listed;
	const own = readAs(ownRecordsWith(odd), listed.value);
	if (!own.ok) return own;
	const posts: PostView[] = [];
	for (const { uri } of own.value.records) {
		const asked = await xrpc.get({ nsid: 'app.bsky.feed.getPostThread', params: [['uri', uri]] });
		if (!asked.ok) return asked;
		const read = readAs(z.object({ thread: ThreadShape }), asked.value);
		if (!read.ok) return read;
		posts.push(...repliesIn(read.value.thread, odd).filter(({ author }) => author.did !== access.did));
	}
	return ok({ posts, gapSince: null });
};

const repliesIn = (thread: Thread, odd: OddRow[]): readonly PostView[] =>
	(thread.replies ?? []).flatMap((reply) => {
		const below = ThreadShape.safeParse(reply);
		if (!below.success) return [];
		// What is blocked or gone stands there without a post.
		const { post } = below.data;
		return [...(post === undefined ? [] : rowsOf(PostView, odd).parse([post])), ...repliesIn(below.data, odd)];
	});

const postsWith = (odd: OddRow[]) => z.object({ posts: rowsOf(PostView, odd) });
interface Looked {
	readonly views: ReadonlyMap<string, PostView>;
	readonly gone: ReadonlySet<string>;
}

/** Pictures of new messages, and which of the known ones are still there. */
const lookAfter = async (
	{ xrpc, odd }: Reading,
	{ fresh, known }: { readonly fresh: readonly PostView[]; readonly known: readonly string[] },
): Promise<Result<Looked, ChannelFailure>> => {
	const pictured = fresh
		.filter(({ record }) => PostShape.safeParse(record).data?.embed !== undefined)
		.map(({ uri }) => uri);
	const views = new Map<string, PostView>();
	const wanted = [...pictured, ...known];
	for (let at = 0; at < wanted.length; at += LOOKED_AFTER) {
		const params = wanted.slice(at, at + LOOKED_AFTER).map((uri) => ['uris', uri] as const);
		const asked = await xrpc.get({ nsid: 'app.bsky.feed.getPosts', params });
		if (!asked.ok) return hasNoAppView(asked.error) ? ok({ views, gone: new Set() }) : asked;
		const read = readAs(postsWith(odd), asked.value);
		if (!read.ok) return read;
		for (const post of read.value.posts) views.set(post.uri, post);
	}
	const missed = known.filter((uri) => !views.has(uri));
	return ok({ views, gone: new Set(goneOf(missed, odd)) });
};

/** Null for what is no post we can read: it is not ours to guess. */
const toMessage = (
	{ uri, cid, author, record, embed, indexedAt }: Omit<PostView, 'embed'> & { readonly embed?: PostView['embed'] },
	{ access: { web }, odd }: Reading,
): InboundMessage | null => {
	const read = PostShape.safeParse(record);
	if (!read.success) {
		odd.push({ id: uri, reason: unlike(`record.${fieldIn(read.error)}`) });
		return null;
	}
	const { text, langs, reply } = read.data;
	const root = reply?.root ?? { uri, cid };
	return {
		remote: {
			id: uri,
			url: `${web}/profile/${author.handle}/post/${uri.slice(uri.lastIndexOf('/') + 1)}`,
			extra: { cid, rootUri: root.uri, rootCid: root.cid, handle: author.handle },
		},
		...(reply ? { inReplyTo: reply.parent.uri, root: reply.root.uri } : {}),
		author: {
			remoteId: author.did,
			handle: author.handle,
			displayName: author.displayName || author.handle,
			...(author.avatar ? { avatarUrl: author.avatar } : {}),
		},
		text,
		...(langs?.[0] ? { language: langs[0] } : {}),
		visibility: 'public',
		media: (embed?.images ?? []).map(({ thumb, alt }) => ({ url: thumb, alt, mime: 'image/*' })),
		sentAt: instant(indexedAt),
	};
};
