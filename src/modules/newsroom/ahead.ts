import { sql } from 'kysely';

import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';
import { fromCursor, toCursor } from '#platform/http/cursor.ts';

import { type Listing, listingColumns, type Page } from './queries.ts';
import { newsroom } from './tables.ts';

export interface Ahead {
	readonly kind: 'event' | 'job';
	readonly now: Instant;
	readonly cursor: string | undefined;
	readonly limit: number;
}

/** What is not over yet, what ends first in front. */
export const listAhead = async (tx: Tx, { kind, now, cursor, limit }: Ahead): Promise<Page<Listing>> => {
	const key = fromCursor(cursor, 2);
	const [at, id] = [new Date(Number(key?.[0] ?? Number.NaN)), String(key?.[1])];
	const open = newsroom(tx)
		.selectFrom('newsroom_page')
		.select(listingColumns)
		.where('withdrawn_at', 'is', null)
		.where('kind', '=', kind)
		.where('over_at', '>', new Date(now));
	const rest =
		Number.isNaN(at.getTime()) || !/^[\w-]{1,64}$/.test(id)
			? open
			: open.where(sql<boolean>`(over_at, id) > (${at}::timestamptz, ${id})`);
	const rows = await rest
		.orderBy('over_at')
		.orderBy('id')
		.limit(limit + 1)
		.execute();
	const items = rows.slice(0, limit);
	const last = items.at(-1);
	return { items, next: rows.length > limit && last?.over_at ? toCursor([last.over_at.getTime(), last.id]) : null };
};

/** When the next event or vacancy leaves the lists: until then every page made now is true. */
export const nextOver = async (tx: Tx, now: Instant): Promise<Instant | null> => {
	const row = await newsroom(tx)
		.selectFrom('newsroom_page')
		.select('over_at')
		.where('withdrawn_at', 'is', null)
		.where('over_at', '>', new Date(now))
		.orderBy('over_at')
		.limit(1)
		.executeTakeFirst();
	// NOTE: a moment of the database is an instant in milliseconds.
	return row?.over_at ? (row.over_at.getTime() as Instant) : null;
};
