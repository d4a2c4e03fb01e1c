import { z } from 'zod';

import { ok, type Result } from '#kernel/result.ts';
import { days, type Instant } from '#kernel/time.ts';

import type { ChannelFailure, InboundChange, InboundMessage, InboundPage, OddRow } from '../../channel.ts';
import { goneOf } from '../rows.ts';
import { refOf } from './answers.ts';
import { allComments, type Comment, countComments } from './comments.ts';
import { listOwn } from './find.ts';
import { authorsOf } from './people.ts';
import { type LinkedinContext, postId, readComment } from './wire.ts';

/** By post: how many comments it had, and which we know with the moment of their last change. */
const Cursor = z.object({
	posts: z.record(z.string(), z.object({ count: z.number(), known: z.record(z.string(), z.number()) })),
	lookedAt: z.number(),
});
type Cursor = z.infer<typeof Cursor>;
type Seen = Cursor['posts'][string];

/** Comments below so many of the newest posts are heard. */
const POSTS = 20;
/** A changed comment changes no count, so that once a day all of them are read. */
const LOOK_EVERY_MS = days(1);

const NOTHING: Seen = { count: 0, known: {} };

/** Comments below our newest posts. Two requests tell where something happened; only there the comments are read. */
export const fetchInbound = async (
	context: LinkedinContext,
	cursor: string | null,
): Promise<Result<InboundPage, ChannelFailure>> => {
	const now = context.clock.now();
	const at = readCursor(cursor, now);
	const due = now - at.lookedAt >= LOOK_EVERY_MS;
	const odd: OddRow[] = [];
	const listed = await listOwn(context, { start: 0, count: POSTS, odd });
	if (!listed.ok) return listed;
	const posts = [...new Set(listed.value.map(({ id }) => id))];
	const counted = await countComments(context, posts, odd);
	if (!counted.ok) return counted;
	const next: Cursor = { posts: {}, lookedAt: due ? now : at.lookedAt };
	const heard: Heard[] = [];
	const gone: string[] = [];
	for (const post of posts) {
		const before = at.posts[post] ?? NOTHING;
		const count = counted.value.get(post) ?? before.count;
		next.posts[post] = before;
		if (count === before.count && !(due && count > 0)) continue;
		const read = await allComments(context, post, odd);
		if (!read.ok) return read;
		const others = read.value.filter(({ actor }) => actor !== context.author);
		next.posts[post] = { count, known: Object.fromEntries(others.map(({ id, changedAt }) => [id, changedAt])) };
		heard.push(...freshOf(others, before).map((one) => ({ post, one })));
		gone.push(...Object.keys(before.known).filter((id) => !others.some((one) => one.id === id)));
	}
	const messages = await told(context, heard);
	const deleted = goneOf(gone, odd).map((remoteId): InboundChange => ({ kind: 'deleted', remoteId }));
	return ok({ changes: [...messages, ...deleted], cursor: JSON.stringify(next), more: false, odd });
};

const readCursor = (cursor: string | null, lookedAt: number): Cursor =>
	cursor === null ? { posts: {}, lookedAt } : Cursor.parse(JSON.parse(cursor));

const freshOf = (comments: readonly Comment[], { known }: Seen): readonly Comment[] =>
	comments.filter(({ id, changedAt }) => (known[id] ?? -1) < changedAt);

const told = async (context: LinkedinContext, heard: readonly Heard[]): Promise<readonly InboundChange[]> => {
	const authorOf = await authorsOf(
		context,
		heard.map(({ one }) => one.actor),
	);
	return heard
		.toSorted((a, b) => a.one.at - b.one.at)
		.map((one) => ({ kind: 'message', message: toMessage(context, one, authorOf) }));
};

interface Heard {
	readonly post: string;
	readonly one: Comment;
}

const toMessage = (
	context: LinkedinContext,
	{ post, one: { urn, parent, actor, text, at, changedAt } }: Heard,
	authorOf: (urn: string) => InboundMessage['author'],
): InboundMessage => {
	const root = postId(post) ?? post;
	return {
		remote: refOf(context, { post, comment: urn, parent }),
		inReplyTo: (parent === undefined ? null : readComment(parent)?.id) ?? root,
		...{ root, author: authorOf(actor), text, visibility: 'public', media: [] },
		// NOTE: the network's moments are milliseconds since 1970.
		sentAt: at as Instant,
		...(changedAt > at ? { editedAt: changedAt as Instant } : {}),
	};
};
