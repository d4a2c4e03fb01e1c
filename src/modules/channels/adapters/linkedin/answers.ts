import { fail, ok, type Result } from '#kernel/result.ts';
import { minutes } from '#kernel/time.ts';

import type { ChannelFailure, OutgoingRendition, RemoteRef } from '../../channel.ts';
import { isGone } from '../granted-api.ts';
import { type Comment, listComments } from './comments.ts';
import { bare } from './find.ts';
import { addressOf, encoded, type LinkedinContext, readComment } from './wire.ts';

/** What LinkedIn takes in a comment, as programs count. It reads the words as they are: nothing is marked in them. */
const MOST = 1250;
/** The network's clock and ours may differ by as much. */
const SLACK_MS = minutes(5);

const rejected = (field: string, reason: string) => fail({ type: 'channel.rejected', field, reason } as const);

/** What an answer stands below: a comment of somebody, or a post of our own. Comments go one step deep. */
const placeOf = ({ id, extra }: RemoteRef) => {
	const post = extra?.['post'] ?? `urn:li:share:${id}`;
	const parent = extra?.['parent'] ?? extra?.['comment'];
	const object = parent === undefined ? post : (readComment(parent)?.object ?? post);
	return { post, object, parent };
};

const wordsOf = ({ text, link }: OutgoingRendition): string =>
	link === undefined || text.includes(link) ? text.trim() : `${text.trim()}\n\n${link}`;

const refusal = (rendition: OutgoingRendition) => {
	const { length } = wordsOf(rendition);
	if (length > MOST) return rejected('text', `${length} of ${MOST} characters in a comment`);
	if (rendition.media.length > 0) return rejected('media', 'a comment carries no pictures');
	if (rendition.poll) return rejected('poll', 'a comment carries no poll');
	return rendition.visibility === 'public'
		? null
		: rejected('visibility', `${rendition.visibility} is not possible here`);
};

/** Answers below a post, as a comment of the organisation. */
export const answer = async (
	context: LinkedinContext,
	rendition: OutgoingRendition,
	to: RemoteRef,
): Promise<Result<RemoteRef, ChannelFailure>> => {
	const refused = refusal(rendition);
	if (refused) return refused;
	const { post, object, parent } = placeOf(to);
	const sent = await context.api({
		method: 'POST',
		path: `/rest/socialActions/${encoded(parent ?? post)}/comments`,
		json: {
			...{ actor: context.author, object, message: { text: wordsOf(rendition) } },
			...(parent === undefined ? {} : { parentComment: parent }),
		},
		purpose: 'write',
		field: 'replyTo',
	});
	if (!sent.ok) return sent;
	const id = sent.value.headers.get('x-restli-id') ?? '';
	if (!/^\d+$/.test(id)) return fail({ type: 'channel.unclear', reason: 'accepted, but the answer names no comment' });
	return ok(refOf(context, { post, comment: `urn:li:comment:(${object},${id})`, parent }));
};

export interface Named {
	readonly post: string;
	readonly comment: string;
	readonly parent?: string | undefined;
}

export const refOf = (context: LinkedinContext, { post, comment, parent }: Named): RemoteRef => {
	const id = readComment(comment)?.id ?? comment;
	const extra = { post, comment, ...(parent === undefined ? {} : { parent }) };
	return { id, url: addressOf(context, { id, post, comment }), extra };
};

interface Sought {
	readonly rendition: OutgoingRendition;
	readonly to: RemoteRef;
	readonly taken: ReadonlySet<string>;
}

/** Looks below what was answered for the answer an earlier attempt may have left. */
export const findAnswer = async (
	context: LinkedinContext,
	{ rendition, to, taken }: Sought,
): Promise<Result<RemoteRef | null, ChannelFailure>> => {
	const { post, parent } = placeOf(to);
	const listed = await listComments(context, parent ?? post);
	if (!listed.ok) return listed;
	const isIt = ({ id, actor, at, text }: Comment) =>
		!taken.has(id) &&
		actor === context.author &&
		at >= rendition.createdAt - SLACK_MS &&
		bare(text) === bare(wordsOf(rendition));
	const found = listed.value.findLast(isIt);
	return ok(found ? refOf(context, { post, comment: found.urn, parent }) : null);
};

const pathOf = ({ author }: LinkedinContext, { extra }: RemoteRef): string => {
	const { object = '', id = '' } = readComment(extra?.['comment'] ?? '') ?? {};
	return `/rest/socialActions/${encoded(object)}/comments/${id}?actor=${encoded(author)}`;
};

export const editAnswer = async (
	context: LinkedinContext,
	remote: RemoteRef,
	rendition: OutgoingRendition,
): Promise<Result<RemoteRef, ChannelFailure>> => {
	const refused = refusal(rendition);
	if (refused) return refused;
	const sent = await context.api({
		method: 'POST',
		path: pathOf(context, remote),
		headers: { 'x-restli-method': 'PARTIAL_UPDATE' },
		json: { patch: { message: { $set: { text: wordsOf(rendition) } } } },
		purpose: 'write',
	});
	if (sent.ok) return ok(remote);
	return fail(sent.error.type === 'channel.rejected' ? { ...sent.error, field: 'edit' } : sent.error);
};

/** A comment that is gone already counts as withdrawn. */
export const withdrawAnswer = async (
	context: LinkedinContext,
	remote: RemoteRef,
): Promise<Result<void, ChannelFailure>> => {
	const sent = await context.api({ method: 'DELETE', path: pathOf(context, remote), purpose: 'write' });
	return sent.ok || isGone(sent.error) ? ok(undefined) : sent;
};
