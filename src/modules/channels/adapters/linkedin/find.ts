import { z } from 'zod';

import { plainText } from '#kernel/little-text.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { minutes } from '#kernel/time.ts';

import type { ChannelFailure, OddRow, OutgoingRendition, RemoteRef } from '../../channel.ts';
import { isGone } from '../granted-api.ts';
import { readAs } from '../read-as.ts';
import { nameless, rowsOf } from '../rows.ts';
import { besideOf } from './content.ts';
import { addressOf, encoded, type LinkedinContext, postId, postUrnIn } from './wire.ts';

/** The network's clock and ours may differ by as much. */
const SLACK_MS = minutes(5);
const PAGE = 100;
const MOST_PAGES = 3;

const PostShape = z.object({
	id: z.string(),
	author: z.string(),
	commentary: z.string().default(''),
	createdAt: z.number(),
	content: z
		.object({
			media: z.object({ id: z.string() }).optional(),
			multiImage: z.object({ images: z.array(z.object({ id: z.string() })) }).optional(),
		})
		.optional(),
});
export type Post = z.infer<typeof PostShape>;
const listedWith = (odd: OddRow[] | undefined) => z.object({ elements: rowsOf(PostShape, odd, nameless) });

interface Stretch {
	readonly start: number;
	readonly count: number;
	/** Takes the posts that cannot be read. */
	readonly odd?: OddRow[];
}

/** Our own posts, the newest first. */
export const listOwn = async (
	{ api, author }: LinkedinContext,
	{ start, count, odd }: Stretch,
): Promise<Result<readonly Post[], ChannelFailure>> => {
	const asked = await api({
		method: 'GET',
		path: `/rest/posts?q=author&author=${encoded(author)}&start=${start}&count=${count}&sortBy=CREATED`,
		headers: { 'x-restli-method': 'FINDER' },
		purpose: 'read',
	});
	if (!asked.ok) return asked;
	const read = readAs(listedWith(odd), asked.value.body);
	return read.ok ? ok(read.value.elements) : read;
};

interface Sought {
	readonly rendition: OutgoingRendition;
	readonly text: string;
	readonly taken: ReadonlySet<string>;
}

/** Looks through our own posts since the rendition was made for the one an earlier attempt may have left. */
export const findOwn = async (
	context: LinkedinContext,
	{ rendition, text, taken }: Sought,
): Promise<Result<RemoteRef | null, ChannelFailure>> => {
	const since = rendition.createdAt - SLACK_MS;
	const isIt = (post: Post) =>
		post.createdAt >= since &&
		mediaIn(post) === rendition.media.length + (rendition.document ? 1 : 0) &&
		bare(plainText(post.commentary)) === bare(text);
	for (let page = 0; page < MOST_PAGES; page += 1) {
		const listed = await listOwn(context, { start: page * PAGE, count: PAGE });
		if (!listed.ok) return listed;
		const found = listed.value.findLast((post) => !taken.has(postId(post.id) ?? '') && isIt(post));
		if (found) return ok(refOf(context, found.id, await besideOf(rendition)));
		const oldest = Math.min(...listed.value.map(({ createdAt }) => createdAt));
		if (listed.value.length < PAGE || oldest < since) return ok(null);
	}
	return fail({ type: 'channel.unclear', reason: 'too many posts since then to be certain' });
};

const mediaIn = ({ content }: Post): number => content?.multiImage?.images.length ?? (content?.media ? 1 : 0);

export const bare = (text: string): string => text.replace(/\s+/g, '');

const refOf = (context: LinkedinContext, post: string, beside?: string): RemoteRef => {
	const id = postId(post) ?? post;
	const extra = { post, ...(beside === undefined ? {} : { beside }) };
	return { id, url: addressOf(context, { id, post }), extra };
};

/** The address names the post; only our own counts. What stands beside its words is known where nothing does. */
export const locateOwn = async (
	context: LinkedinContext,
	url: string,
): Promise<Result<RemoteRef | null, ChannelFailure>> => {
	const practised = context.practicePages !== null && url.startsWith(context.practicePages) && /\/(\d+)\/?$/.exec(url);
	const name = practised ? `urn:li:share:${practised[1]}` : postUrnIn(decoded(url));
	if (name === null) return ok(null);
	const asked = await context.api({ method: 'GET', path: `/rest/posts/${encoded(name)}`, purpose: 'read' });
	if (!asked.ok) return isGone(asked.error) ? ok(null) : asked;
	const read = readAs(PostShape, asked.value.body);
	if (!read.ok) return read;
	if (read.value.author !== context.author) return ok(null);
	return ok(refOf(context, read.value.id, read.value.content ? undefined : 'nothing'));
};

const decoded = (url: string): string => {
	try {
		return decodeURIComponent(url);
	} catch {
		return url;
	}
};
