import type { z } from 'zod';

import { fail, ok, type Result } from '#kernel/result.ts';
import { type Instant, instant, minutes, plus } from '#kernel/time.ts';

import type { ChannelFailure, OutgoingRendition, RemoteRef } from '../../channel.ts';
import { VERSION } from '../meta/api.ts';
import { isMissing } from '../meta/graph.ts';
import { readList } from '../meta/lists.ts';
import { readAs } from '../read-as.ts';
import {
	type Attachment,
	addressOf,
	type Comment,
	CommentShape,
	type FacebookContext,
	type Post,
	PostShape,
} from './wire.ts';

/** The network's clock and ours may differ by as much. */
const SLACK_MS = minutes(2);
const MOST_PAGES = 3;

/** What a rendition shows beside its words; the same again where nothing of it was changed. */
export const lookOf = async ({ media }: OutgoingRendition): Promise<{ readonly look: string }> => {
	const parts = await Promise.all(
		media.map(async ({ bytes, alt, film }) => {
			const hash = film?.file ?? (await crypto.subtle.digest('SHA-256', bytes.slice()));
			return [typeof hash === 'string' ? hash : Buffer.from(hash).toString('base64url').slice(0, 22), alt];
		}),
	);
	const whole = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(parts)));
	return { look: Buffer.from(whole).toString('base64url').slice(0, 22) };
};

interface Wanted {
	readonly rendition: OutgoingRendition;
	readonly text: string;
}
type Known = ReadonlySet<string>;

/**
 * Looks through what our page said since the rendition was made for what an earlier attempt may have left. The network keeps no
 * key to look by: words, pictures and place must agree, and no other delivery may own it.
 */
export const findOwn = (
	context: FacebookContext,
	wanted: Wanted,
	taken: Known = new Set(),
): Promise<Result<RemoteRef | null, ChannelFailure>> =>
	wanted.rendition.replyTo ? findComment(context, wanted, taken) : findPost(context, wanted, taken);

const findPost = async (context: FacebookContext, { rendition, text }: Wanted, taken: Known) => {
	const since = plus(rendition.createdAt, -SLACK_MS);
	const isIt = (post: Post) =>
		isOurs(context, post, { text, since }) && !taken.has(post.id) && picturesOf(post) === rendition.media.length;
	const found = await seek(context, {
		path: `${VERSION}/${context.page}/feed`,
		query: [
			['fields', 'id,message,from,created_time,attachments{media_type,target,subattachments}'],
			['since', String(Math.floor(since / 1000))],
		],
		one: PostShape,
		isIt,
	});
	if (!found.ok || found.value === null) return found.ok ? ok(null) : found;
	const { id, attachments } = found.value;
	const video = rendition.media[0]?.film ? attachments?.data[0]?.target?.id : undefined;
	const extra = { ...(await lookOf(rendition)), ...(video === undefined ? {} : { video }) };
	return ok({ id, url: addressOf(context, id), extra });
};

const findComment = async (context: FacebookContext, { rendition, text }: Wanted, taken: Known) => {
	const { replyTo, createdAt } = rendition;
	if (replyTo === undefined) return ok(null);
	const since = plus(createdAt, -SLACK_MS);
	const post = replyTo.extra?.['post'];
	// Below a comment the network may put an answer beside it instead.
	const places = [replyTo.id, replyTo.extra?.['parent']];
	const isIt = (comment: Comment) =>
		isOurs(context, comment, { text, since }) &&
		!taken.has(comment.id) &&
		(comment.parent === undefined ? post === undefined : places.includes(comment.parent.id));
	const found = await seek(context, {
		path: `${VERSION}/${encodeURIComponent(post ?? replyTo.id)}/comments`,
		query: [
			['fields', 'id,message,from,created_time,parent{id}'],
			['filter', 'stream'],
			['order', 'reverse_chronological'],
		],
		one: CommentShape,
		isIt,
	});
	if (!found.ok || found.value === null) return found.ok ? ok(null) : found;
	const { id } = found.value;
	return ok({ id, url: addressOf(context, id), extra: await lookOf(rendition) });
};

interface Seeking<T> {
	readonly path: string;
	readonly query: readonly (readonly [string, string])[];
	readonly one: z.ZodType<T>;
	readonly isIt: (one: T) => boolean;
}

/** Newest first: the oldest that fits is the one an earlier attempt left. */
const seek = async <T>(
	{ api }: FacebookContext,
	{ isIt, ...listing }: Seeking<T>,
): Promise<Result<T | null, ChannelFailure>> => {
	const read = await readList(api, { ...listing, most: MOST_PAGES, until: (page) => page.some(isIt) });
	if (!read.ok) return read;
	const found = read.value.items.findLast(isIt);
	if (found !== undefined || read.value.whole) return ok(found ?? null);
	return fail({ type: 'channel.unclear', reason: 'too many posts since then to be certain' });
};

const isOurs = (
	{ page }: FacebookContext,
	{ from, message, created_time }: Pick<Post, 'from' | 'message' | 'created_time'>,
	{ text, since }: { readonly text: string; readonly since: Instant },
): boolean => from?.id === page && instant(created_time) >= since && bare(message) === bare(text);

const bare = (text: string): string => text.replace(/\s+/g, '');

const isPicture = ({ media_type: type = '' }: Pick<Attachment, 'media_type'>): boolean => /^(photo|video)/.test(type);

const picturesOf = ({ attachments }: Post): number =>
	(attachments?.data ?? []).reduce(
		(sum, one) => sum + (one.subattachments?.data.filter(isPicture).length ?? (isPicture(one) ? 1 : 0)),
		0,
	);

/** SPEC: addresses name a post by number (`/posts/…`, `story_fbid=…`) or by a word of their own, known only by comparing. */
export const locateOwn = async (
	context: FacebookContext,
	url: string,
): Promise<Result<RemoteRef | null, ChannelFailure>> => {
	const whole = /\/(\d+_\d+)\/?(?:[?#].*)?$/.exec(url)?.[1];
	const part = /(?:\/(?:posts|videos|permalink)\/(?:[^/]+\/)?|story_fbid=)(\d+)(?:[/?&#]|$)/.exec(url)?.[1];
	const id = whole ?? (part === undefined ? undefined : `${context.page}_${part}`);
	return id === undefined ? locateByAddress(context, url) : locateById(context, id);
};

const locateById = async (context: FacebookContext, id: string): Promise<Result<RemoteRef | null, ChannelFailure>> => {
	const query = [['fields', 'id,from,created_time']] as const;
	const asked = await context.api({ method: 'GET', path: `${VERSION}/${id}`, query, purpose: 'read' });
	if (!asked.ok) return isMissing(asked.error) ? ok(null) : asked;
	const read = readAs(PostShape, asked.value.body);
	if (!read.ok) return read;
	return ok(
		read.value.from?.id === context.page ? { id: read.value.id, url: addressOf(context, read.value.id) } : null,
	);
};

const bareAddress = (url: string): string =>
	(url.split(/[?#]/)[0] ?? '').replace(/^https?:\/\/(?:www\.|m\.)?/, '').replace(/\/$/, '');

const locateByAddress = async (context: FacebookContext, url: string) => {
	if (!url.startsWith(`${context.web}/`)) return ok(null);
	const found = await seek(context, {
		path: `${VERSION}/${context.page}/feed`,
		query: [['fields', 'id,from,created_time,permalink_url']],
		one: PostShape,
		isIt: ({ from, permalink_url }) =>
			from?.id === context.page && bareAddress(permalink_url ?? '') === bareAddress(url),
	});
	if (!found.ok) return found.error.type === 'channel.unclear' ? ok(null) : found;
	return ok(found.value ? { id: found.value.id, url: addressOf(context, found.value.id) } : null);
};
