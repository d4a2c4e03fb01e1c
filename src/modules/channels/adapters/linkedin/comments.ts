import { z } from 'zod';

import { ok, type Result } from '#kernel/result.ts';

import type { ChannelFailure, OddRow } from '../../channel.ts';
import { readAs } from '../read-as.ts';
import { nameless, rowsOf } from '../rows.ts';
import { encoded, type LinkedinContext, listOf } from './wire.ts';

export interface Comment {
	readonly id: string;
	readonly urn: string;
	/** The comment it stands below; undefined directly below the post. */
	readonly parent: string | undefined;
	readonly actor: string;
	readonly text: string;
	readonly at: number;
	readonly changedAt: number;
	readonly below: number;
}

const CommentShape = z
	.object({
		id: z.string(),
		commentUrn: z.string(),
		parentComment: z.string().optional(),
		actor: z.string(),
		message: z.object({ text: z.string().default('') }),
		created: z.object({ time: z.number() }),
		lastModified: z.object({ time: z.number() }).optional(),
		commentsSummary: z.object({ totalFirstLevelComments: z.number().default(0) }).optional(),
	})
	.transform(
		({ id, commentUrn, parentComment, actor, message, created, lastModified, commentsSummary }): Comment => ({
			...{ id, urn: commentUrn, parent: parentComment, actor, text: message.text, at: created.time },
			...{ changedAt: lastModified?.time ?? created.time, below: commentsSummary?.totalFirstLevelComments ?? 0 },
		}),
	);
const listedWith = (odd: OddRow[] | undefined) => z.object({ elements: rowsOf(CommentShape, odd) });
const Size = z.object({ elements: z.array(z.unknown()) });
const Counted = z.object({ results: z.record(z.string(), z.unknown()) });
const Count = z.object({ commentSummary: z.object({ count: z.number() }).optional() });

const PAGE = 100;
/** More below one post nobody answers from a desk. */
const MOST = 2000;

/** All comments below a post or a comment, one step deep. */
export const listComments = async (
	{ api }: LinkedinContext,
	below: string,
	odd?: OddRow[],
): Promise<Result<readonly Comment[], ChannelFailure>> => {
	const all = new Map<string, Comment>();
	for (let start = 0; start < MOST; start += PAGE) {
		const path = `/rest/socialActions/${encoded(below)}/comments?start=${start}&count=${PAGE}`;
		const asked = await api({ method: 'GET', path, purpose: 'read' });
		if (!asked.ok) return asked;
		const read = readAs(listedWith(odd), asked.value.body);
		if (!read.ok) return read;
		for (const one of read.value.elements) all.set(one.id, one);
		if (Size.parse(asked.value.body).elements.length < PAGE) break;
	}
	return ok([...all.values()]);
};

/** All comments of a post, with those below other comments. */
export const allComments = async (
	context: LinkedinContext,
	post: string,
	odd: OddRow[],
): Promise<Result<readonly Comment[], ChannelFailure>> => {
	const first = await listComments(context, post, odd);
	if (!first.ok) return first;
	const all = [...first.value];
	for (const { urn } of first.value.filter(({ below }) => below > 0)) {
		const nested = await listComments(context, urn, odd);
		if (!nested.ok) return nested;
		all.push(...nested.value.map((one) => ({ ...one, parent: one.parent ?? urn })));
	}
	return ok(all.sort((a, b) => a.at - b.at || Number(BigInt(a.id) - BigInt(b.id))));
};

/** How many comments each post has, asked in one request; those whose number cannot be read are missing. */
export const countComments = async (
	{ api }: LinkedinContext,
	posts: readonly string[],
	odd: OddRow[],
): Promise<Result<ReadonlyMap<string, number>, ChannelFailure>> => {
	if (posts.length === 0) return ok(new Map());
	const asked = await api({ method: 'GET', path: `/rest/socialMetadata?ids=${listOf(posts)}`, purpose: 'read' });
	if (!asked.ok) return asked;
	const read = readAs(Counted, asked.value.body);
	if (!read.ok) return read;
	const countOf = (post: string) => rowsOf(Count, odd, nameless).parse([read.value.results[post] ?? {}]);
	const counts = posts.flatMap((post) =>
		countOf(post).map(({ commentSummary }): [string, number] => [post, commentSummary?.count ?? 0]),
	);
	return ok(new Map(counts));
};
