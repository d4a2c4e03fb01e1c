import { sql } from 'kysely';

import { type NoticeKind, noticeKinds } from '#contract/desk.ts';
import type { Actor } from '#kernel/permission.ts';
import { ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';
import { fromCursor, toCursor } from '#platform/http/cursor.ts';

import { isLasting, type Wish, wishFor } from './domain/wish.ts';
import type { DeskNeeds } from './needs.ts';
import { deskTables } from './tables.ts';

/** Something colleagues should know of, told in the transaction of the act that made it so. */
export interface Notice {
	readonly to: readonly string[];
	readonly kind: NoticeKind;
	readonly postId: string;
	readonly unitId: string;
	readonly title: string;
	/** Who did it; null for the machinery. Nobody is told of what they did themselves. */
	readonly byId: string | null;
}

export const tell =
	({ ids, clock, events }: DeskNeeds) =>
	async (tx: Tx, { to, kind, postId, unitId, title, byId }: Notice): Promise<void> => {
		const persons = [...new Set(to)].filter((id) => id !== byId).toSorted();
		if (persons.length === 0) return;
		const wishes = await deskTables(tx)
			.selectFrom('desk_wish')
			.selectAll()
			.where('kind', '=', kind)
			.where('person_id', 'in', persons)
			.execute();
		const at = toDate(clock.now());
		const rows = persons.flatMap((personId) => {
			const { desk, mail } = wishFor(
				kind,
				wishes.find(({ person_id }) => person_id === personId),
			);
			const row = { id: ids.next('notice'), person_id: personId, kind, post_id: postId, unit_id: unitId, title };
			const where = { on_desk: desk, by_mail: mail, read_at: null, mailed_at: null };
			return desk || mail ? [{ ...row, ...where, by_id: byId, at }] : [];
		});
		if (rows.length === 0) return;
		await deskTables(tx).insertInto('desk_notice').values(rows).execute();
		await events.announce(tx, { topic: 'notice', id: postId, unitId });
	};

interface Over {
	readonly postId: string;
	readonly kinds: readonly NoticeKind[];
}

/** What somebody was told is over: nobody has to read it any more. */
export const over =
	({ clock, events }: DeskNeeds) =>
	async (tx: Tx, { postId, kinds }: Over): Promise<void> => {
		const { numUpdatedRows } = await deskTables(tx)
			.updateTable('desk_notice')
			.set({ read_at: toDate(clock.now()) })
			.where('post_id', '=', postId)
			.where('read_at', 'is', null)
			.where('kind', 'in', kinds)
			.executeTakeFirst();
		if (numUpdatedRows > 0n) await events.announce(tx, { topic: 'notice', id: postId });
	};

interface Page {
	readonly cursor?: string | undefined;
	readonly limit: number;
	readonly unread?: boolean | undefined;
}

/** What one was told, newest first. */
export const listNotices =
	({ db, people }: DeskNeeds) =>
	async ({ cursor, limit, unread }: Page, actor: Actor) => {
		const rows = await db.read('notices', (tx) => {
			const after = fromCursor(cursor, 2);
			let query = deskTables(tx)
				.selectFrom('desk_notice')
				.selectAll()
				.where('person_id', '=', actor.id)
				.where('on_desk', '=', true)
				.orderBy('at', 'desc')
				.orderBy('id', 'desc')
				.limit(limit + 1);
			if (unread) query = query.where('read_at', 'is', null);
			if (after)
				query = query.where(({ eb, refTuple, tuple }) =>
					eb(refTuple('at', 'id'), '<', tuple(new Date(String(after[0])), String(after[1]))),
				);
			return query.execute();
		});
		const shown = rows.slice(0, limit);
		const names = await people.names(shown.flatMap(({ by_id }) => (by_id === null ? [] : [by_id])));
		const items = shown.map((row) => ({
			...{ id: row.id, kind: row.kind, postId: row.post_id, unitId: row.unit_id, title: row.title },
			...{ by: row.by_id === null ? null : (names.get(row.by_id) ?? null), at: row.at.toISOString() },
			readAt: row.read_at?.toISOString() ?? null,
		}));
		const last = rows.length > limit ? shown.at(-1) : undefined;
		return ok(last ? { items, next: toCursor([last.at.toISOString(), last.id]) } : { items });
	};

/** A bell shows no more than this. */
const MOST = 100;

export const countUnread =
	({ db }: DeskNeeds) =>
	async (_: unknown, actor: Actor): Promise<Result<{ count: number }, never>> => {
		const rows = await db.read('unread notices', (tx) =>
			deskTables(tx)
				.selectFrom('desk_notice')
				.select('id')
				.where('person_id', '=', actor.id)
				.where('on_desk', '=', true)
				.where('read_at', 'is', null)
				.limit(MOST)
				.execute(),
		);
		return ok({ count: rows.length });
	};

interface Mark {
	readonly read: boolean;
	readonly ids?: readonly string[] | undefined;
}

/** Marks own notices. What one has read is nobody else's business: it leaves no leaf. */
export const markNotices =
	({ db, clock, events }: DeskNeeds) =>
	({ read, ids }: Mark, actor: Actor): Promise<Result<{ changed: number }, never>> =>
		db.transact<{ changed: number }, never>('mark notices', async (tx) => {
			const own = deskTables(tx)
				.updateTable('desk_notice')
				.set({ read_at: read ? toDate(clock.now()) : null })
				.where('person_id', '=', actor.id)
				.where('read_at', read ? 'is' : 'is not', null);
			const some = ids === undefined ? own : own.where('id', '=', sql<string>`any(${[...ids]}::text[])`);
			const { numUpdatedRows } = await some.executeTakeFirst();
			await events.announce(tx, { topic: 'notice', id: actor.id });
			return ok({ changed: Number(numUpdatedRows) });
		});

export const readWishes =
	({ db }: DeskNeeds) =>
	async (_: unknown, actor: Actor) => {
		const own = await db.read('wishes', (tx) =>
			deskTables(tx).selectFrom('desk_wish').selectAll().where('person_id', '=', actor.id).execute(),
		);
		const wishOf = (kind: NoticeKind) =>
			wishFor(
				kind,
				own.find((row) => row.kind === kind),
			);
		return ok({ items: noticeKinds.map((kind) => ({ kind, ...wishOf(kind), lasting: isLasting(kind) })) });
	};

/** Keeps an own wish. It concerns nobody else and leaves no leaf. */
export const saveWish =
	({ db }: DeskNeeds) =>
	({ kind, ...wish }: Wish & { readonly kind: NoticeKind }, actor: Actor) =>
		db.transact<Wish & { kind: NoticeKind }, never>('save wish', async (tx) => {
			const held = wishFor(kind, wish);
			await deskTables(tx)
				.insertInto('desk_wish')
				.values({ person_id: actor.id, kind, ...held })
				.onConflict((same) => same.columns(['person_id', 'kind']).doUpdateSet(held))
				.execute();
			return ok({ kind, ...held });
		});
