import { z } from 'zod';

import { ok, type Result } from '#kernel/result.ts';
import { instant } from '#kernel/time.ts';

import type { ChannelFailure, InboundChange, InboundMessage, InboundPage, OddRow } from '../../channel.ts';
import { readAs } from '../read-as.ts';
import { goneOf as goneAmong, rowsOf } from '../rows.ts';
import { type Comment, CommentShape, commentsWith, PAGE, readComments } from './comments.ts';
import { API, addressOf, commentAddress, type YoutubeContext } from './wire.ts';

/** A comment we know: its thread, when it was made and when it was last changed. */
const Seen = z.tuple([z.string(), z.string(), z.number(), z.number()]);
type Seen = z.output<typeof Seen>;
const Cursor = z.object({ seen: z.array(Seen) });

/** So many are followed for what becomes of them. */
const FOLLOWED = 500;
const MOST_PAGES = 20;
/** SPEC: ids in one request. */
const IDS = 50;

const threadShape = (odd: OddRow[]) =>
	z.object({
		id: z.string(),
		snippet: z.object({ topLevelComment: CommentShape, totalReplyCount: z.number().default(0) }),
		replies: z.object({ comments: rowsOf(CommentShape, odd) }).optional(),
	});
type Thread = z.output<ReturnType<typeof threadShape>>;
const threadsWith = (odd: OddRow[]) =>
	z.object({ items: rowsOf(threadShape(odd), odd), nextPageToken: z.string().optional() });

/** With a place for what cannot be read. */
interface Reading extends YoutubeContext {
	readonly odd: OddRow[];
}

interface Heard {
	readonly comment: Comment;
	readonly thread: string;
}
/** What one look showed: comments, threads shown with all their answers, and since when nothing is missing. */
interface Look {
	readonly heard: readonly Heard[];
	readonly whole: ReadonlySet<string>;
	readonly from: number;
	/** Answers that could not be read: known as there, so that their thread is not asked for them again. */
	readonly unread: readonly Seen[];
}

/** Comments below all films and on the channel, oldest first, each once; then what was changed or taken back. */
export const fetchInbound = async (
	opened: YoutubeContext,
	cursor: string | null,
): Promise<Result<InboundPage, ChannelFailure>> => {
	const odd: OddRow[] = [];
	const context: Reading = { ...opened, odd };
	const known = cursor === null ? [] : Cursor.parse(JSON.parse(cursor)).seen;
	const looked = await look(context, { known, isFirst: cursor === null });
	if (!looked.ok) return looked;
	const { heard, unread } = looked.value;
	const before = new Map(known.map((one) => [one[0], one]));
	const fresh = heard.filter(({ comment }) => (before.get(comment.id)?.[3] ?? 0) < changedAt(comment));
	const gone = await goneOf(context, missing(known, looked.value));
	if (!gone.ok) return gone;
	const foreign = fresh.filter(({ comment }) => comment.snippet.authorChannelId?.value !== context.accountId);
	for (const { comment, thread } of fresh)
		before.set(comment.id, [comment.id, thread, madeAt(comment), changedAt(comment)]);
	for (const one of unread) if (!before.has(one[0])) before.set(one[0], one);
	for (const id of gone.value) before.delete(id);
	const seen = [...before.values()].sort((a, b) => a[2] - b[2]).slice(-FOLLOWED);
	return ok({
		changes: [
			...foreign.map((one): InboundChange => ({ kind: 'message', message: toMessage(context, one) })),
			...gone.value.map((remoteId) => ({ kind: 'deleted', remoteId }) as const),
		],
		cursor: JSON.stringify({ seen } satisfies z.output<typeof Cursor>),
		more: false,
		odd,
	});
};

const madeAt = ({ snippet }: Comment): number => instant(snippet.publishedAt);
const changedAt = ({ snippet }: Comment): number => instant(snippet.updatedAt);

interface Looking {
	readonly known: readonly Seen[];
	/** A first look takes the newest page only. */
	readonly isFirst: boolean;
}

/** Newest threads first, until one of those known comes. */
const look = async (context: Reading, { known, isFirst }: Looking): Promise<Result<Look, ChannelFailure>> => {
	const threads: Thread[] = [];
	const old = new Set(known.map(([, thread]) => thread));
	let token: string | undefined;
	for (let page = 0; page < MOST_PAGES; page += 1) {
		const read = await pageOf(context, token);
		if (!read.ok) return read;
		threads.push(...read.value.items);
		token = read.value.nextPageToken;
		if (isFirst || token === undefined || read.value.items.some(({ id }) => old.has(id))) break;
	}
	const heard: Heard[] = [];
	const unread: Seen[] = [];
	const whole = new Set<string>();
	for (const thread of new Map(threads.map((one) => [one.id, one])).values()) {
		const count = known.filter(([id, of]) => of === thread.id && id !== thread.id).length;
		const answers = await answersOf(context, thread, count);
		if (!answers.ok) return answers;
		unread.push(...answers.value.unread.map((id): Seen => [id, thread.id, 0, 0]));
		if (answers.value.whole) whole.add(thread.id);
		const all = [thread.snippet.topLevelComment, ...answers.value.comments];
		heard.push(...all.map((comment) => ({ comment, thread: thread.id })));
	}
	const made = heard.filter(({ comment, thread }) => comment.id === thread).map(({ comment }) => madeAt(comment));
	const from = token === undefined ? Number.NEGATIVE_INFINITY : Math.min(...made);
	const distinct = [...new Map(heard.map((one) => [one.comment.id, one])).values()];
	return ok({ heard: distinct.sort((a, b) => madeAt(a.comment) - madeAt(b.comment)), whole, from, unread });
};

const listing = (token: string | undefined) =>
	[
		['textFormat', 'plainText'],
		['maxResults', String(PAGE)],
		...(token === undefined ? [] : ([['pageToken', token]] as const)),
	] as const;

const pageOf = async ({ api, accountId, odd }: Reading, token: string | undefined) => {
	const query = [
		['part', 'snippet,replies'],
		['allThreadsRelatedToChannelId', accountId],
		['order', 'time'],
		...listing(token),
	] as const;
	const asked = await api({ method: 'GET', path: `${API}/commentThreads`, query, purpose: 'read' });
	return asked.ok ? readAs(threadsWith(odd), asked.value.body) : asked;
};

interface Answers {
	readonly comments: readonly Comment[];
	readonly whole: boolean;
	readonly unread: readonly string[];
}

/** SPEC: a thread shows a few of its answers; the others are asked for when their number changed. */
const answersOf = async (
	{ api, odd }: Reading,
	{ id, snippet: { totalReplyCount }, replies }: Thread,
	known: number,
): Promise<Result<Answers, ChannelFailure>> => {
	const shown = new Map((replies?.comments ?? []).map((one) => [one.id, one]));
	if (shown.size >= totalReplyCount) return ok({ comments: [...shown.values()], whole: true, unread: [] });
	if (totalReplyCount === known) return ok({ comments: [...shown.values()], whole: false, unread: [] });
	const strange: OddRow[] = [];
	let token: string | undefined;
	do {
		const query = [['part', 'snippet'], ['parentId', id], ...listing(token)] as const;
		const asked = await api({ method: 'GET', path: `${API}/comments`, query, purpose: 'read' });
		if (!asked.ok) return asked;
		const read = readAs(commentsWith(strange), asked.value.body);
		if (!read.ok) return read;
		for (const one of read.value.items) shown.set(one.id, one);
		token = read.value.nextPageToken;
	} while (token !== undefined);
	odd.push(...strange.filter((row) => row.id === null || !odd.some((known) => known.id === row.id)));
	const unread = strange.flatMap((row) => row.id ?? []);
	return ok({ comments: [...shown.values()], whole: true, unread });
};

/** Known comments that the look should have shown, and did not. */
const missing = (known: readonly Seen[], { heard, whole, from }: Look): readonly string[] => {
	const there = new Set(heard.map(({ comment }) => comment.id));
	const threads = new Set(heard.map(({ thread }) => thread));
	const isDue = ([id, thread, made]: Seen): boolean => {
		if (whole.has(thread)) return true;
		return threads.has(thread) ? false : id === thread ? made >= from : from === Number.NEGATIVE_INFINITY;
	};
	return known.filter((one) => !there.has(one[0]) && isDue(one)).map(([id]) => id);
};

/** What is hidden is listed no more, but still there when asked for by its id. */
const goneOf = async (context: Reading, ids: readonly string[]): Promise<Result<readonly string[], ChannelFailure>> => {
	const gone: string[] = [];
	for (let from = 0; from < ids.length; from += IDS) {
		const asked = ids.slice(from, from + IDS);
		const read = await readComments(context, asked, context.odd);
		if (!read.ok) return read;
		const there = new Set(read.value.map(({ id }) => id));
		gone.push(...asked.filter((id) => !there.has(id)));
	}
	return ok(goneAmong(gone, context.odd));
};

const toMessage = (context: YoutubeContext, { comment, thread }: Heard): InboundMessage => {
	const { id, snippet } = comment;
	const { videoId, parentId, authorChannelId, authorDisplayName: name, authorProfileImageUrl: picture } = snippet;
	const answered = parentId ?? videoId;
	return {
		remote: {
			id,
			url: videoId === undefined ? addressOf(context, id) : commentAddress(context, videoId, id),
			extra: { video: videoId ?? '', thread },
		},
		...(answered === undefined ? {} : { inReplyTo: answered }),
		...(videoId === undefined ? {} : { root: videoId }),
		author: {
			remoteId: authorChannelId?.value ?? name,
			handle: name.replace(/^@/, ''),
			displayName: name,
			...(picture === undefined ? {} : { avatarUrl: picture }),
		},
		text: snippet.textDisplay,
		visibility: 'public',
		media: [],
		sentAt: instant(snippet.publishedAt),
		...(snippet.updatedAt === snippet.publishedAt ? {} : { editedAt: instant(snippet.updatedAt) }),
	};
};
