import { z } from 'zod';

import { countText } from '#kernel/counting.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { instant, minutes, plus } from '#kernel/time.ts';

import type { Capabilities, ChannelFailure, OddRow, OutgoingRendition, RemoteRef } from '../../channel.ts';
import { isGone } from '../granted-api.ts';
import { refusedBy, tooLong } from '../limits.ts';
import { readAs } from '../read-as.ts';
import { MomentText, rowsOf } from '../rows.ts';
import { API, commentAddress, type YoutubeContext } from './wire.ts';
import { commentOf } from './words.ts';

const SLACK_MS = minutes(5);
/** SPEC: comments.list and commentThreads.list list at most 100. */
export const PAGE = 100;
const MOST_PAGES = 5;

export const CommentShape = z.object({
	id: z.string().min(1),
	snippet: z.object({
		textDisplay: z.string(),
		authorDisplayName: z.string().default(''),
		authorProfileImageUrl: z.string().optional(),
		authorChannelId: z.object({ value: z.string() }).optional(),
		videoId: z.string().optional(),
		parentId: z.string().optional(),
		publishedAt: MomentText,
		updatedAt: MomentText,
	}),
});
export type Comment = z.output<typeof CommentShape>;
export const commentsWith = (odd?: OddRow[]) =>
	z.object({ items: rowsOf(CommentShape, odd), nextPageToken: z.string().optional() });
const Threads = z.object({
	items: z.array(z.object({ snippet: z.object({ topLevelComment: CommentShape }) })),
	nextPageToken: z.string().optional(),
});

interface Answering {
	readonly rendition: OutgoingRendition;
	readonly replyTo: RemoteRef;
	readonly capabilities: Capabilities;
}

/** A comment carries the film it stands below; a film does not. */
export const isComment = ({ extra }: RemoteRef): boolean => extra?.['video'] !== undefined;

/** Answers stand below the first comment of their thread, however deep they were asked. */
const threadOf = ({ id, extra }: RemoteRef): string => extra?.['thread'] ?? id;

const refOf = (
	context: YoutubeContext,
	id: string,
	{ video, thread }: { video: string; thread: string },
): RemoteRef => ({
	id,
	url: commentAddress(context, video, id),
	extra: { video, thread },
});

const Made = z.object({ id: z.string().min(1) });
const MadeThread = z.object({ snippet: z.object({ topLevelComment: Made }) });

/** Says something below a film or a comment. The network keeps no key: a note of ours tells that it was tried before. */
export const answer = async (
	context: YoutubeContext,
	{ key, ...answering }: Answering & { readonly key: string },
): Promise<Result<RemoteRef, ChannelFailure>> => {
	const { rendition, replyTo, capabilities } = answering;
	const text = commentOf(rendition, capabilities);
	const refused = tooLong(countText(text, capabilities.text), capabilities) ?? refusedBy(rendition, capabilities);
	if (refused) return fail(refused);
	if (rendition.media.length > 0)
		return fail({ type: 'channel.rejected', field: 'media', reason: 'comments are words only' });
	if ((await context.notes.read(key)) !== null) {
		const there = await findAnswer(context, answering);
		if (!there.ok || there.value !== null) return there.ok && there.value !== null ? ok(there.value) : asFailure(there);
	}
	await context.notes.write(key, 'answer');
	return isComment(replyTo) ? below(context, replyTo, text) : begin(context, replyTo, text);
};

const asFailure = (there: Result<unknown, ChannelFailure>): Result<never, ChannelFailure> =>
	there.ok ? fail({ type: 'channel.unclear', reason: 'the comment is not to be found' }) : there;

const unnamed = fail({ type: 'channel.unclear', reason: 'accepted, but the answer names no comment' } as const);

const below = async (
	context: YoutubeContext,
	replyTo: RemoteRef,
	textOriginal: string,
): Promise<Result<RemoteRef, ChannelFailure>> => {
	const thread = threadOf(replyTo);
	const sent = await context.api({
		method: 'POST',
		path: `${API}/comments`,
		query: [['part', 'snippet']],
		json: { snippet: { parentId: thread, textOriginal } },
		purpose: 'write',
	});
	if (!sent.ok) return asReply(sent.error);
	const read = Made.safeParse(sent.value.body);
	return read.success ? ok(refOf(context, read.data.id, { video: replyTo.extra?.['video'] ?? '', thread })) : unnamed;
};

const begin = async (
	context: YoutubeContext,
	{ id: videoId }: RemoteRef,
	textOriginal: string,
): Promise<Result<RemoteRef, ChannelFailure>> => {
	const snippet = { channelId: context.accountId, videoId, topLevelComment: { snippet: { textOriginal } } };
	const query = [['part', 'snippet']] as const;
	const sent = await context.api({
		method: 'POST',
		path: `${API}/commentThreads`,
		query,
		json: { snippet },
		purpose: 'write',
	});
	if (!sent.ok) return asReply(sent.error);
	const read = MadeThread.safeParse(sent.value.body);
	if (!read.success) return unnamed;
	const { id } = read.data.snippet.topLevelComment;
	return ok(refOf(context, id, { video: videoId, thread: id }));
};

/** What was to be answered is gone. */
const asReply = (failure: ChannelFailure): Result<never, ChannelFailure> =>
	fail(failure.type === 'channel.rejected' && isGone(failure) ? { ...failure, field: 'replyTo' } : failure);

/** Looks for an answer an earlier attempt may have left: our words, in the same thread, since it was made. */
export const findAnswer = async (
	context: YoutubeContext,
	{ rendition, replyTo, capabilities }: Answering,
	taken: ReadonlySet<string> = new Set(),
): Promise<Result<RemoteRef | null, ChannelFailure>> => {
	const text = bare(commentOf(rendition, capabilities));
	const since = plus(rendition.createdAt, -SLACK_MS);
	const isOurs = ({ id, snippet }: Comment): boolean =>
		!taken.has(id) &&
		snippet.authorChannelId?.value === context.accountId &&
		instant(snippet.publishedAt) >= since &&
		bare(snippet.textDisplay) === text;
	let token: string | undefined;
	for (let page = 0; page < MOST_PAGES; page += 1) {
		const listed = await list(context, replyTo, token);
		if (!listed.ok) return isGone(listed.error) ? ok(null) : listed;
		const ours = listed.value.items.findLast(isOurs);
		if (ours) return ok(refBelow(context, replyTo, ours.id));
		token = listed.value.nextPageToken;
		if (token === undefined) return ok(null);
	}
	return fail({ type: 'channel.unclear', reason: 'too many comments since then to be certain' });
};

const refBelow = (context: YoutubeContext, replyTo: RemoteRef, id: string): RemoteRef =>
	refOf(context, id, {
		video: replyTo.extra?.['video'] ?? replyTo.id,
		thread: isComment(replyTo) ? threadOf(replyTo) : id,
	});

const bare = (text: string): string => text.replace(/\s+/g, '');

const list = async (
	{ api }: YoutubeContext,
	replyTo: RemoteRef,
	token: string | undefined,
): Promise<Result<z.output<ReturnType<typeof commentsWith>>, ChannelFailure>> => {
	const isBelow = isComment(replyTo);
	const asked = await api({
		method: 'GET',
		path: `${API}/${isBelow ? 'comments' : 'commentThreads'}`,
		query: [
			['part', 'snippet'],
			['textFormat', 'plainText'],
			['maxResults', String(PAGE)],
			isBelow ? ['parentId', threadOf(replyTo)] : ['videoId', replyTo.id],
			...(token === undefined ? [] : ([['pageToken', token]] as const)),
		],
		purpose: 'read',
	});
	if (!asked.ok) return asked;
	if (isBelow) return readAs(commentsWith(), asked.value.body);
	const read = readAs(Threads, asked.value.body);
	if (!read.ok) return read;
	const { items, nextPageToken } = read.value;
	const more = nextPageToken === undefined ? {} : { nextPageToken };
	return ok({ items: items.map(({ snippet }) => snippet.topLevelComment), ...more });
};

/** SPEC: `comments.update` with `textOriginal`. */
export const rewordComment = async (
	{ api }: YoutubeContext,
	remote: RemoteRef,
	{ rendition, capabilities }: Omit<Answering, 'replyTo'>,
): Promise<Result<RemoteRef, ChannelFailure>> => {
	const json = { id: remote.id, snippet: { textOriginal: commentOf(rendition, capabilities) } };
	const query = [['part', 'snippet']] as const;
	const sent = await api({ method: 'PUT', path: `${API}/comments`, query, json, purpose: 'write' });
	return sent.ok ? ok(remote) : sent;
};

/** Comments by their ids; those that are gone are missing. */
export const readComments = async (
	{ api }: YoutubeContext,
	ids: readonly string[],
	odd?: OddRow[],
): Promise<Result<readonly Comment[], ChannelFailure>> => {
	const query = [
		['part', 'snippet'],
		['textFormat', 'plainText'],
		['id', ids.join(',')],
	] as const;
	const asked = await api({ method: 'GET', path: `${API}/comments`, query, purpose: 'read' });
	if (!asked.ok) return isGone(asked.error) ? ok([]) : asked;
	const read = readAs(commentsWith(odd), asked.value.body);
	return read.ok ? ok(read.value.items) : read;
};

/** A comment of ours at its address. */
export const refOfComment = async (
	context: YoutubeContext,
	id: string,
): Promise<Result<RemoteRef | null, ChannelFailure>> => {
	const read = await readComments(context, [id]);
	if (!read.ok) return read;
	const snippet = read.value.find((one) => one.id === id)?.snippet;
	if (snippet?.authorChannelId?.value !== context.accountId) return ok(null);
	return ok(refOf(context, id, { video: snippet.videoId ?? '', thread: snippet.parentId ?? id }));
};
