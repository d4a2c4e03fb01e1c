import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok } from '#kernel/result.ts';

import { fieldText } from './comments.ts';
import { locate } from './domain/anchor.ts';
import type { EditorialNeeds } from './needs.ts';
import { findPost } from './store.ts';
import { editorial } from './tables.ts';

const MOST = 200;

/** Everything said about a post, oldest first, each with where its passage stands now. */
export const listComments =
	(needs: EditorialNeeds) =>
	async ({ id }: { readonly id: string }, actor: Actor) => {
		const seen = await needs.db.read('comments on a post', async (tx) => {
			const post = await findPost(tx, id);
			if (post === null || !may(actor, 'post.read', post.unitId)) return null;
			const rows = await editorial(tx)
				.selectFrom('editorial_comment')
				.selectAll()
				.where('post_id', '=', id)
				.where('discarded_at', 'is', null)
				.orderBy('at')
				// What was said in the same moment as its answer stands before it.
				.orderBy('parent_id', (order) => order.asc().nullsFirst())
				.orderBy('id')
				.limit(MOST)
				.execute();
			const fields = [...new Set(rows.flatMap(({ field }) => (field === null ? [] : [field])))];
			const texts = new Map<string, string | null>();
			for (const field of fields) texts.set(field, await fieldText(tx, post, field));
			return { post, rows, texts };
		});
		if (seen === null) return fail({ type: 'post.not-found' });
		const { post, rows, texts } = seen;
		const ids = rows.flatMap(({ by_id, task_for, mentions }) => [by_id, task_for ?? by_id, ...mentions]);
		const names = await needs.people.names([...new Set(ids)]);
		const named = (person: string) => ({ id: person, name: names.get(person) ?? '' });
		const holders = await needs.people.holdersIn(post.unitId);
		return ok({
			items: rows.map((row) => ({
				...{ id: row.id, parentId: row.parent_id, by: named(row.by_id), at: row.at.toISOString(), body: row.body },
				passage: passageOf(row, texts.get(row.field ?? '') ?? ''),
				mentions: row.mentions.map(named),
				task: row.task_for === null ? null : { who: named(row.task_for), doneAt: row.done_at?.toISOString() ?? null },
				resolvedAt: row.resolved_at?.toISOString() ?? null,
			})),
			/** Who can be named in a comment. */
			colleagues: holders.map(({ personId: person, name }) => ({ id: person, name })),
		});
	};

interface PassageRow {
	readonly field: string | null;
	readonly quote: string | null;
	readonly start_at: number | null;
	readonly before: string | null;
	readonly after: string | null;
}

const passageOf = ({ field, quote, start_at, before, after }: PassageRow, text: string) => {
	if (field === null || quote === null) return null;
	const found = locate(text, { quote, start: start_at ?? 0, before: before ?? '', after: after ?? '' });
	return { field, quote, range: found === null ? null : ([...found] as [number, number]) };
};

/** What others asked this person to do in comments and is not done yet; oldest first. */
export const openTasks = (needs: EditorialNeeds) => async (_: unknown, actor: Actor) => {
	const rows = await needs.db.read('tasks from comments', (tx) =>
		editorial(tx)
			.selectFrom('editorial_comment as c')
			.innerJoin('editorial_post as p', 'p.id', 'c.post_id')
			.select(['c.id', 'c.post_id', 'c.body', 'c.by_id', 'c.at', 'p.title', 'p.unit_id'])
			.where('c.task_for', '=', actor.id)
			.where('c.done_at', 'is', null)
			.where('c.discarded_at', 'is', null)
			.orderBy('c.at')
			.orderBy('c.id')
			.limit(MOST)
			.execute(),
	);
	const mine = rows.filter((row) => may(actor, 'post.read', row.unit_id));
	const names = await needs.people.names(mine.map(({ by_id }) => by_id));
	const items = mine.map((row) => ({
		...{ commentId: row.id, postId: row.post_id, unitId: row.unit_id, title: row.title, body: row.body },
		...{ by: { id: row.by_id, name: names.get(row.by_id) ?? '' }, at: row.at.toISOString() },
	}));
	return ok({ items });
};
