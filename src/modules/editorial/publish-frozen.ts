import type { Updateable } from 'kysely';

import { fromDate, type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Frozen } from './domain/frozen.ts';
import { type Post, sortMoment, trayOf } from './domain/post.ts';
import { keepUsedWords } from './sharing/used-words.ts';
import { editorial, type PostTable } from './tables.ts';

const moment = (date: Date | null): Instant | null => (date === null ? null : fromDate(date));

/** From now on the frozen content is the one that is out; the hashtags and accounts in it are known from then on. */
export const keepPublished = async (tx: Tx, id: string, at: Instant): Promise<void> => {
	await publishFrozen(tx, { id, at, set: {} });
};

/** What is asked of a post when its page stands. */
export type Standing = Pick<Post, 'id' | 'unitId' | 'state' | 'correction' | 'dueAt' | 'withdrawnAt'>;

/** The same as `lockPost` for those who need nothing of the content. */
export const lockStanding = async (tx: Tx, id: string): Promise<Standing | null> => {
	const row = await editorial(tx)
		.selectFrom('editorial_post')
		.select(['unit_id', 'state', 'correction', 'due_at', 'withdrawn_at'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (row === undefined) return null;
	const { unit_id: unitId, state, correction } = row;
	return { id, unitId, state, correction, dueAt: moment(row.due_at), withdrawnAt: moment(row.withdrawn_at) };
};

/** Its page stands: the post is published as it was frozen. Answers what went out. */
export const markPublished = (
	tx: Tx,
	post: Standing,
	{ at, now }: { readonly at: Instant; readonly now: Instant },
): Promise<Frozen | null> => {
	const out = { ...post, state: 'published' as const, publishedAt: at, changedAt: now };
	const moments = { published_at: toDate(at), changed_at: toDate(now), sort_at: toDate(sortMoment(out)) };
	return publishFrozen(tx, { id: post.id, at, set: { state: out.state, tray: trayOf(out), editors: [], ...moments } });
};

interface Publishing {
	readonly id: string;
	readonly at: Instant;
	readonly set: Updateable<PostTable>;
}

const publishFrozen = async (tx: Tx, { id, at, set }: Publishing): Promise<Frozen | null> => {
	const row = await editorial(tx)
		.updateTable('editorial_post')
		.set(({ ref }) => ({
			...set,
			...{ published: ref('frozen'), published_hash: ref('content_hash'), published_revision: ref('revision') },
		}))
		.where('id', '=', id)
		.returning('published')
		.executeTakeFirst();
	const published = (row?.published ?? null) as unknown as Frozen | null;
	if (published !== null) await keepUsedWords(tx, published, at);
	return published;
};
