import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';

import type { listPostsEndpoint, PostRowShape } from '#contract/editorial.ts';
import { type Actor, may, unitsWhere } from '#kernel/permission.ts';
import { ok, type Result } from '#kernel/result.ts';
import { type Instant, instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';
import { fromCursor, toCursor } from '#platform/http/cursor.ts';

import { deciderOf } from './approval-around.ts';
import { askedOfAll } from './approvals.ts';
import { mayApprove } from './domain/approval.ts';
import type { EditorialNeeds } from './needs.ts';
import { editorial, type PostTable } from './tables.ts';

type Needs = Pick<EditorialNeeds, 'db' | 'people' | 'clock'>;
export type PostRow = z.input<typeof PostRowShape>;
type Query = z.output<typeof listPostsEndpoint.input>;
type Row = Pick<
	PostTable,
	| 'id'
	| 'unit_id'
	| 'author_id'
	| 'state'
	| 'correction'
	| 'title'
	| 'kind'
	| 'topic'
	| 'language'
	| 'due_at'
	| 'asked_at'
	| 'published_at'
	| 'changed_at'
	| 'sort_at'
> & { readonly presence_ids: string[] };

/** The waiting list and the day's list are read as a whole; more than this is work for a list page. */
const WHOLE = 100;

/** One page of the posts the actor may read, in the order their list has. */
export const listPosts =
	(needs: Needs) =>
	async (query: Query, actor: Actor): Promise<Result<{ items: PostRow[]; next?: string }, never>> => {
		const rows = await needs.db.read('list posts', (tx) => page(tx, query, actor));
		const shown = rows.slice(0, query.limit);
		const last = rows.length > query.limit ? shown.at(-1) : undefined;
		const items = await toRows(needs, shown);
		return ok(last ? { items, next: toCursor([last.sort_at.toISOString(), last.id]) } : { items });
	};

const page = async (tx: Tx, query: Query, actor: Actor): Promise<readonly Row[]> => {
	const units = visible(actor, query.unitId);
	if (units.length === 0) return [];
	const rising = query.tray === 'scheduled';
	const order = rising ? sql`sort_at asc, id asc` : sql`sort_at desc, id desc`;
	const where = sql.join(conditions(query, actor), sql` and `);
	const limit = query.limit + 1;
	const list = (more: RawBuilder<unknown>) =>
		sql`select * from editorial_post where ${where} and ${more} order by ${order} limit ${limit}`;
	// One index scan per unit, merged: the cost does not grow with the posts of others.
	const found =
		units === 'all'
			? list(sql`true`)
			: sql`select one.* from unnest(${[...units]}::text[]) as u (id) cross join lateral (${list(sql`unit_id = u.id`)}) one order by ${order} limit ${limit}`;
	return rowsOf(tx, sql`select * from (${found}) p order by ${order}`);
};

const visible = (actor: Actor, unitId: string | undefined): readonly string[] | 'all' => {
	if (unitId === undefined) return unitsWhere(actor, 'post.read');
	return may(actor, 'post.read', unitId) ? [unitId] : [];
};

const conditions = ({ tray, topic, mine, q, cursor }: Query, actor: Actor): RawBuilder<unknown>[] => {
	const after = fromCursor(cursor, 2);
	const compare = tray === 'scheduled' ? sql`>` : sql`<`;
	return [
		tray === undefined ? sql`true` : sql`tray = ${tray}`,
		...(topic === undefined ? [] : [sql`topic = ${topic}`]),
		...(mine ? [sql`author_id = ${actor.id}`] : []),
		...(q ? [sql`title ilike ${`%${q.replaceAll(/[%_\\]/g, '\\$&')}%`}`] : []),
		...(after ? [sql`(sort_at, id) ${compare} (${String(after[0])}::timestamptz, ${String(after[1])})`] : []),
	];
};

const rowsOf = async (tx: Tx, posts: RawBuilder<unknown>): Promise<readonly Row[]> => {
	const answer = await sql<Row>`
		select id, unit_id, author_id, state, correction, title, kind, topic, language, due_at, asked_at, published_at, changed_at, sort_at,
			array(select presence_id from editorial_rendition r where r.post_id = posts.id order by position) as presence_ids
		from (${posts}) posts`.execute(editorial(tx));
	return answer.rows;
};

/** So many posts in approval are looked through for those whose open step asks this person. */
const LOOKED_AT = 500;

/** What waits for this person's yes by the rule it is under, written by somebody else. Longest waiting first. */
export const waitingPosts =
	(needs: Needs) =>
	async (_: unknown, actor: Actor): Promise<Result<{ items: PostRow[]; more: boolean }, never>> => {
		if (actor.kind !== 'person') return ok({ items: [], more: false });
		const units = unitsWhere(actor, 'post.read');
		const inUnits = units === 'all' ? sql`true` : sql`unit_id = any(${[...units]}::text[])`;
		const rows = await needs.db.read('posts that wait', async (tx) => {
			const found = await rowsOf(
				tx,
				sql`select * from editorial_post where tray = 'in-approval' and ${inUnits}
					and author_id <> ${actor.id} and not (${actor.id} = any(editors)) order by asked_at, id limit ${LOOKED_AT}`,
			);
			return asksOf(tx, found, { actor, now: needs.clock.now() });
		});
		return ok({ items: await toRows(needs, rows.slice(0, WHOLE)), more: rows.length > WHOLE });
	};

const asksOf = async (
	tx: Tx,
	rows: readonly Row[],
	{ actor, now }: { readonly actor: Actor; readonly now: Instant },
): Promise<readonly Row[]> => {
	const asked = await askedOfAll(
		tx,
		rows.map(({ id }) => id),
	);
	return rows.filter((row) => {
		const one = asked.get(row.id);
		if (one === undefined || one.contentHash === null) return false;
		return mayApprove(one, { by: deciderOf(actor, row.unit_id), hash: one.contentHash, now }).ok;
	});
};

/** What goes out between two moments, in order. */
export const outgoingPosts =
	(needs: Needs) =>
	async (
		{ from, until }: { readonly from: string; readonly until: string },
		actor: Actor,
	): Promise<Result<{ items: PostRow[]; more: boolean }, never>> => {
		const units = unitsWhere(actor, 'post.read');
		const inUnits = units === 'all' ? sql`true` : sql`unit_id = any(${[...units]}::text[])`;
		const [start, end] = [from, until].map((iso): Instant => instant(iso));
		if (start === undefined || end === undefined) return ok({ items: [], more: false });
		const rows = await needs.db.read('posts that go out', (tx) =>
			rowsOf(
				tx,
				sql`select * from editorial_post where due_at >= ${toDate(start)} and due_at < ${toDate(end)}
					and state = 'scheduled' and ${inUnits} order by due_at, id limit ${WHOLE + 1}`,
			),
		);
		return ok({ items: await toRows(needs, rows.slice(0, WHOLE)), more: rows.length > WHOLE });
	};

const toRows = async ({ people }: Needs, rows: readonly Row[]): Promise<PostRow[]> => {
	const names = await people.names([...new Set(rows.map(({ author_id }) => author_id))]);
	return rows.map((row) => ({
		id: row.id,
		unitId: row.unit_id,
		state: row.state,
		correction: row.correction,
		title: row.title,
		kind: row.kind,
		topic: row.topic,
		language: row.language,
		author: { id: row.author_id, name: names.get(row.author_id) ?? '' },
		dueAt: row.due_at?.toISOString() ?? null,
		askedAt: row.asked_at?.toISOString() ?? null,
		publishedAt: row.published_at?.toISOString() ?? null,
		changedAt: row.changed_at.toISOString(),
		presenceIds: row.presence_ids,
	}));
};
