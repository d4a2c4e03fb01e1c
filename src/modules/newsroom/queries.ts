import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';

import type { Details, PostKind } from '#kernel/post-kind.ts';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';
import { fromCursor, toCursor } from '#platform/http/cursor.ts';

import { isSlug } from './domain/words.ts';
import type { StoredDocument, StoredFilm, StoredPicture } from './tables.ts';
import { type NewsroomTables, newsroom } from './tables.ts';

/** A page as lists show it. */
export interface Listing {
	readonly id: string;
	readonly slug: string;
	readonly title: string;
	readonly lead: string;
	/** What readers are told before they are shown the rest. */
	readonly warning: string | null;
	readonly text: string;
	readonly language: string;
	readonly topic: string | null;
	readonly topic_slug: string | null;
	readonly unit_id: string;
	readonly media: readonly StoredPicture[];
	readonly film: StoredFilm | null;
	readonly document: StoredDocument | null;
	readonly published_at: Date;
	readonly edited_at: Date | null;
	readonly lead_html: string;
	readonly html: string;
	readonly kind: PostKind;
	readonly details: Details | null;
	readonly over_at: Date | null;
	/** The language version it stands for; absent for the page as it was written. */
	readonly saidIn?: string;
}

export interface Part {
	readonly unitId?: string;
	readonly topicSlug?: string;
	readonly from?: Instant;
	readonly until?: Instant;
}

export interface Asked {
	readonly part: Part;
	readonly cursor: string | undefined;
	readonly limit: number;
}

export interface Page<T> {
	readonly items: readonly T[];
	readonly next: string | null;
}

export const listingColumns = [
	...(['id', 'slug', 'title', 'lead', 'warning', 'text', 'language', 'topic', 'topic_slug', 'unit_id'] as const),
	...(['media', 'film', 'document', 'published_at', 'edited_at', 'lead_html', 'html'] as const),
	...(['kind', 'details', 'over_at'] as const),
] as const;

type PageQuery = SelectQueryBuilder<NewsroomTables, 'newsroom_page', Listing>;

/** What stands on the site, newest first: the order every list shares and every index serves. */
export const standing = (tx: Tx): PageQuery =>
	newsroom(tx)
		.selectFrom('newsroom_page')
		.select(listingColumns)
		.where('withdrawn_at', 'is', null)
		.orderBy('published_at', 'desc')
		.orderBy('id', 'desc');

/** Goes on after the key of the last row; null from the beginning. */
export const after = (cursor: string | undefined, column: 'id' | 'page_id'): RawBuilder<boolean> | null => {
	const key = fromCursor(cursor, 2);
	const [at, id] = [new Date(Number(key?.[0] ?? Number.NaN)), String(key?.[1])];
	if (Number.isNaN(at.getTime()) || !/^[\w-]{1,64}$/.test(id)) return null;
	return sql<boolean>`(published_at, ${sql.ref(column)}) < (${at}::timestamptz, ${id})`;
};

/** So many of the rows that one more was asked for than is shown, and where it goes on. */
export const pageOf = <T extends Pick<Listing, 'id' | 'published_at'>>(rows: readonly T[], limit: number): Page<T> => {
	const items = rows.slice(0, limit);
	const last = items.at(-1);
	return { items, next: rows.length > limit && last ? toCursor([last.published_at.getTime(), last.id]) : null };
};

export const listPages = async (tx: Tx, { part, cursor, limit }: Asked): Promise<Page<Listing>> => {
	let query = standing(tx);
	if (part.unitId !== undefined) query = query.where('unit_id', '=', part.unitId);
	if (part.topicSlug !== undefined) query = query.where('topic_slug', '=', part.topicSlug);
	if (part.from !== undefined) query = query.where('published_at', '>=', new Date(part.from));
	if (part.until !== undefined) query = query.where('published_at', '<', new Date(part.until));
	const key = after(cursor, 'id');
	const rows = await (key === null ? query : query.where(key)).limit(limit + 1).execute();
	return pageOf(rows, limit);
};

/** What was typed is looked up only when it can be an address at all. */
export const pageBySlug = async (tx: Tx, slug: string) =>
	isSlug(slug)
		? newsroom(tx).selectFrom('newsroom_page').selectAll().where('slug', '=', slug).executeTakeFirst()
		: undefined;

export const versionsOf = (tx: Tx, pageId: string) =>
	newsroom(tx)
		.selectFrom('newsroom_page_version')
		.select(['number', 'correction', 'made_at'])
		.where('page_id', '=', pageId)
		.orderBy('number', 'desc')
		.execute();

export const versionOf = (tx: Tx, pageId: string, number: number) =>
	newsroom(tx)
		.selectFrom('newsroom_page_version')
		.selectAll()
		.where('page_id', '=', pageId)
		.where('number', '=', number)
		.executeTakeFirst();

/** The topics in use. Jumps from topic to topic along the index instead of reading every page. */
export const topicsInUse = async (tx: Tx): Promise<readonly { slug: string; name: string }[]> => {
	const { rows } = await sql<{ slug: string; name: string }>`
		with recursive topic (slug) as (
			select min(topic_slug) from newsroom_page where withdrawn_at is null and topic_slug is not null
			union all
			select (select min(topic_slug) from newsroom_page
				where withdrawn_at is null and topic_slug is not null and topic_slug > topic.slug)
			from topic where topic.slug is not null
		)
		select topic.slug, (select page.topic from newsroom_page page
			where page.topic_slug = topic.slug and page.withdrawn_at is null
			order by page.published_at desc, page.id desc limit 1) as name
		from topic where topic.slug is not null order by 2`.execute(newsroom(tx));
	return rows;
};

/** When the newest page before `before` was published; null when there is none. Walks the archive month by month. */
export const newestBefore = async (tx: Tx, before: Instant | null): Promise<Instant | null> => {
	const query = newsroom(tx)
		.selectFrom('newsroom_page')
		.select('published_at')
		.where('withdrawn_at', 'is', null)
		.orderBy('published_at', 'desc')
		.limit(1);
	const row = await (before === null ? query : query.where('published_at', '<', new Date(before))).executeTakeFirst();
	const at: number | undefined = row?.published_at.getTime();
	// NOTE: an instant is a number of milliseconds, which is what `getTime` gives.
	return at === undefined ? null : (at as Instant);
};

/** Addresses and dates of a stretch of time, for the site map. */
export const addressesIn = (tx: Tx, { from, until }: { readonly from: Instant; readonly until: Instant }) =>
	newsroom(tx)
		.selectFrom('newsroom_page')
		.select(['id', 'slug', 'language', 'published_at', 'edited_at'])
		.where('withdrawn_at', 'is', null)
		.where('published_at', '>=', new Date(from))
		.where('published_at', '<', new Date(until))
		.orderBy('published_at', 'desc')
		.orderBy('id', 'desc')
		.limit(50_000)
		.execute();

export const ownTexts = (tx: Tx) => newsroom(tx).selectFrom('newsroom_text').selectAll().execute();

export const siteDetails = (tx: Tx) =>
	newsroom(tx).selectFrom('newsroom_site').selectAll().where('id', '=', 'site').executeTakeFirst();
