import { ok, type Result } from '#kernel/result.ts';

import type { ChannelFailure, OddRow } from '../../channel.ts';
import { VERSION } from '../meta/api.ts';
import { isMissing } from '../meta/graph.ts';
import { type Listed, readList } from '../meta/lists.ts';
import { type Comment, CommentShape, type FacebookContext } from './wire.ts';

const MOST_PAGES = 10;

/** All comments below a post, those below other comments too, each once. */
export const readComments = async (
	{ api }: FacebookContext,
	post: string,
	odd: OddRow[],
): Promise<Result<Listed<Comment>, ChannelFailure>> => {
	const read = await readList(api, {
		path: `${VERSION}/${encodeURIComponent(post)}/comments`,
		query: [
			['fields', 'id,message,from,created_time,permalink_url,parent{id},attachment{media_type,media}'],
			['filter', 'stream'],
			['order', 'reverse_chronological'],
		],
		one: CommentShape,
		most: MOST_PAGES,
		odd,
	});
	// A post can go while we read.
	if (!read.ok) return isMissing(read.error) ? ok({ items: [], whole: false }) : read;
	const { items, whole } = read.value;
	return ok({ items: [...new Map(items.map((one) => [one.id, one])).values()], whole });
};
