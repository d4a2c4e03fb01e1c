import { z } from 'zod';

import { fail, ok, type Result } from '#kernel/result.ts';
import { instant, minutes, plus, toIso } from '#kernel/time.ts';

import type { ChannelFailure, OutgoingRendition, RemoteRef } from '../../channel.ts';
import { isGone } from '../granted-api.ts';
import { readAs } from '../read-as.ts';
import { addressOf, POST_FIELDS, type Post, PostShape, wordsOfPost, type XContext } from './wire.ts';

/** The network's clock and ours may differ by as much. */
const SLACK_MS = minutes(5);
const PAGE = 100;
const MOST_PAGES = 3;

const Listed = z.object({
	data: z.array(PostShape).default([]),
	meta: z.object({ result_count: z.number(), next_token: z.string().optional() }),
});

/**
 * Looks through our own posts since the rendition was made for the one an earlier attempt may have left. The network keeps no
 * key to look by: words and place in the thread must agree, and no other delivery may own it.
 */
export const findOwn = async (
	context: XContext,
	{ rendition, text }: { readonly rendition: OutgoingRendition; readonly text: string },
	taken: ReadonlySet<string> = new Set(),
): Promise<Result<RemoteRef | null, ChannelFailure>> => {
	const since = plus(rendition.createdAt, -SLACK_MS);
	let token: string | undefined;
	for (let page = 0; page < MOST_PAGES; page += 1) {
		const asked = await context.api({
			method: 'GET',
			path: `/2/users/${context.accountId}/tweets`,
			query: [
				['max_results', String(PAGE)],
				['tweet.fields', POST_FIELDS],
				['start_time', toIso(since)],
				...(token === undefined ? [] : ([['pagination_token', token]] as const)),
			],
			purpose: 'read',
		});
		if (!asked.ok) return asked;
		const read = readAs(Listed, asked.value.body);
		if (!read.ok) return read;
		await context.meter('own-read', read.value.data.length);
		const isYoung = ({ created_at: at }: Post) => at === undefined || instant(at) >= since;
		const isIt = (post: Post) =>
			post.answers === rendition.replyTo?.id &&
			(post.attachments?.media_keys ?? []).length === rendition.media.length &&
			bare(wordsOfPost(post)) === bare(text);
		const ours = read.value.data.findLast((post) => !taken.has(post.id) && isYoung(post) && isIt(post));
		if (ours) return ok({ id: ours.id, url: addressOf(context, ours.id) });
		token = read.value.meta.next_token;
		if (token === undefined) return ok(null);
	}
	return fail({ type: 'channel.unclear', reason: 'too many posts since then to be certain' });
};

/** Text without white space and without the address of media that the network puts at the end. */
const bare = (text: string): string => text.replace(/\s*https:\/\/t\.co\/\w+$/, '').replace(/\s+/g, '');

const POST_ID = /\/status\/(\d+)\/?(?:[?#].*)?$/;
const One = z.object({ data: PostShape.optional() });

/** The last part of a post's address is its id; only our own counts. */
export const locateOwn = async (context: XContext, url: string): Promise<Result<RemoteRef | null, ChannelFailure>> => {
	const id = POST_ID.exec(url)?.[1];
	if (id === undefined) return ok(null);
	const query = [['tweet.fields', POST_FIELDS]] as const;
	const asked = await context.api({ method: 'GET', path: `/2/tweets/${id}`, query, purpose: 'read' });
	if (!asked.ok) return isGone(asked.error) ? ok(null) : asked;
	const read = readAs(One, asked.value.body);
	if (!read.ok) return read;
	const isOurs = read.value.data?.author_id === context.accountId;
	await context.meter(isOurs ? 'own-read' : 'read', read.value.data ? 1 : 0);
	return ok(isOurs ? { id, url: addressOf(context, id) } : null);
};
