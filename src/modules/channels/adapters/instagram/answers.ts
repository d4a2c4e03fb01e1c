import { z } from 'zod';

import { fail, ok, type Result } from '#kernel/result.ts';
import { instant, minutes, plus } from '#kernel/time.ts';

import type { ChannelFailure, OutgoingRendition, RemoteRef } from '../../channel.ts';
import { VERSION } from '../meta/api.ts';
import { isMissing } from '../meta/graph.ts';
import { readList } from '../meta/lists.ts';
import { bare } from './find.ts';
import { readNote, writeNote } from './note.ts';
import { type Comment, type InstagramContext, ReplyShape } from './wire.ts';

const SLACK_MS = minutes(2);
const MOST_PAGES = 5;

export interface Answering {
	readonly rendition: OutgoingRendition;
	readonly replyTo: RemoteRef;
	readonly text: string;
}

/** A comment carries the post it stands below; a post does not. */
export const isComment = ({ extra }: RemoteRef): boolean => extra?.['post'] !== undefined;

/** SPEC: answers stand below the first comment, however deep they were asked; below a post they are comments. */
const edgeOf = (replyTo: RemoteRef): string =>
	isComment(replyTo)
		? `${VERSION}/${encodeURIComponent(replyTo.extra?.['parent'] ?? replyTo.id)}/replies`
		: `${VERSION}/${encodeURIComponent(replyTo.id)}/comments`;

const refOf = (replyTo: RemoteRef, id: string): RemoteRef => {
	const parent = isComment(replyTo) ? (replyTo.extra?.['parent'] ?? replyTo.id) : undefined;
	const post = replyTo.extra?.['post'] ?? replyTo.id;
	return { id, url: replyTo.url, extra: { post, ...(parent === undefined ? {} : { parent }) } };
};

const Written = z.object({ id: z.string().min(1) });

/** Says something below a comment or a post. The network keeps no key: a note of ours tells that it was tried before. */
export const answer = async (
	context: InstagramContext,
	{ key, ...answering }: Answering & { readonly key: string },
): Promise<Result<RemoteRef, ChannelFailure>> => {
	if ((await readNote(context, key))?.answer) {
		const there = await findAnswer(context, answering, new Set());
		if (!there.ok) return there;
		return there.value ? ok(there.value) : fail({ type: 'channel.unclear', reason: 'the answer is not to be found' });
	}
	await writeNote(context, key, { parts: [], answer: true });
	const { replyTo, text } = answering;
	const sent = await context.api({ method: 'POST', path: edgeOf(replyTo), json: { message: text }, purpose: 'write' });
	if (!sent.ok) return fail(await notSent(context, key, sent.error));
	const read = Written.safeParse(sent.value.body);
	return read.success
		? ok(refOf(replyTo, read.data.id))
		: fail({ type: 'channel.unclear', reason: 'accepted, but the answer names no comment' });
};

/** What certainly did not happen may be tried afresh. */
const notSent = async (context: InstagramContext, key: string, failure: ChannelFailure): Promise<ChannelFailure> => {
	if (failure.type === 'channel.unclear') return failure;
	await writeNote(context, key, { parts: [] });
	return isMissing(failure) && failure.type === 'channel.rejected' ? { ...failure, field: 'replyTo' } : failure;
};

/** Looks for an answer that an earlier attempt may have left: our words, in the same place, since it was made. */
export const findAnswer = async (
	context: InstagramContext,
	{ rendition, replyTo, text }: Answering,
	taken: ReadonlySet<string>,
): Promise<Result<RemoteRef | null, ChannelFailure>> => {
	const since = plus(rendition.createdAt, -SLACK_MS);
	const isOurs = (one: Comment): boolean =>
		!taken.has(one.id) &&
		(one.from?.id === context.account || one.username === context.handle) &&
		bare(one.text) === bare(text) &&
		instant(one.timestamp) >= since;
	const read = await readList(context.api, {
		path: edgeOf(replyTo),
		query: [['fields', 'id,text,timestamp,username,from']],
		one: ReplyShape,
		most: MOST_PAGES,
	});
	if (!read.ok) return isMissing(read.error) ? ok(null) : read;
	const found = read.value.items.find(isOurs);
	return ok(found ? refOf(replyTo, found.id) : null);
};
