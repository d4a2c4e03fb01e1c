import { type RawBuilder, sql } from 'kysely';

import type { Tx } from '#platform/db/database.ts';

import { configurationsOf } from './domain/text-search.ts';
import { after, type Listing, listingColumns, type Page, pageOf } from './queries.ts';
import { newsroom } from './tables.ts';
import { asVersion, pagesByIds } from './translations.ts';

export interface Wanted {
	readonly query: string;
	readonly cursor: string | undefined;
	readonly limit: number;
	/** In which languages something stands here. */
	readonly languages: readonly string[];
	/** What the reader reads: where a page is found in several languages, it is shown in this one. */
	readonly reader: string;
}

/** A page that was found, in the language it is shown in; `version` where that is not its own. */
export interface Found extends Listing {
	/** The further languages in which it holds the words too. */
	readonly also: readonly { readonly language: string; readonly version?: string }[];
}

type Is = RawBuilder<boolean>;

const likePattern = (text: string): string => `%${text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;

/** German full text, or the words as part of longer ones („brücke“ in „Mühlkanalbrücke“). */
const inPage = (query: string): Is =>
	// NOTE: shorter than three letters no index helps, and every page holds them.
	query.length < 3
		? sql<boolean>`search @@ websearch_to_tsquery('german', ${query})`
		: sql<boolean>`(search @@ websearch_to_tsquery('german', ${query}) or body like ${likePattern(query)})`;

/** The same in the further languages, each by the rules of its own words. */
const inVersion = (query: string, languages: readonly string[]): Is => {
	const words = configurationsOf(languages).map(
		(name) => sql<boolean>`(configuration = ${name} and words @@ websearch_to_tsquery(${name}::regconfig, ${query}))`,
	);
	const parts = query.length < 3 ? [] : [sql<boolean>`body like ${likePattern(query)}`];
	return sql<boolean>`(${sql.join([...words, ...parts], sql` or `)})`;
};

/** Pages that hold the words, in whatever language. Newest first, never ranked. */
export const searchPages = async (tx: Tx, wanted: Wanted): Promise<Page<Found>> => {
	const { query, cursor, limit, languages, reader } = wanted;
	const [own, said] = [inPage(query), inVersion(query, languages)];
	const most = limit + 1;
	const ids = sql`(select id, published_at from newsroom_page
		where withdrawn_at is null and ${own} and ${after(cursor, 'id') ?? sql`true`}
		order by published_at desc, id desc limit ${most})`;
	const alsoIds = sql`union (select distinct page_id as id, published_at from newsroom_translation
		where ${said} and ${after(cursor, 'page_id') ?? sql`true`}
		order by published_at desc, page_id desc limit ${most})`;
	const { rows } = await sql<{ id: string }>`select id from (${ids} ${languages.length === 0 ? sql`` : alsoIds}) hit
		order by published_at desc, id desc limit ${most}`.execute(newsroom(tx));
	const order = rows.map(({ id }) => id);
	const pages = await pagesByIds(tx, order);
	const versions = order.length === 0 || languages.length === 0 ? [] : await versionsWith(tx, order, said);
	const inOwn = new Set(versions.length === 0 ? order : await idsWith(tx, order, own));
	const found = order.flatMap((id) => {
		const page = pages.get(id);
		return page
			? [shownAs(page, { own: inOwn.has(id), versions: versions.filter((one) => one.page_id === id), reader })]
			: [];
	});
	return pageOf(found, limit);
};

const versionsWith = (tx: Tx, ids: readonly string[], said: Is) =>
	newsroom(tx)
		.selectFrom('newsroom_translation')
		.select(['page_id', 'language', 'title', 'text', 'lead', 'lead_html', 'html'])
		.where('page_id', 'in', ids)
		.where(said)
		.orderBy('language')
		.execute();

const idsWith = async (tx: Tx, ids: readonly string[], own: Is): Promise<readonly string[]> =>
	(await newsroom(tx).selectFrom('newsroom_page').select('id').where('id', 'in', ids).where(own).execute()).map(
		({ id }) => id,
	);

interface In {
	readonly own: boolean;
	readonly versions: Awaited<ReturnType<typeof versionsWith>>;
	readonly reader: string;
}

/** In the reader's language where it was found in it, else as it was written, else in the first language that holds the words. */
const shownAs = (page: Listing, { own, versions, reader }: In): Found => {
	const read = page.language === reader && own ? undefined : versions.find(({ language }) => language === reader);
	const shown = read ?? (own ? undefined : versions[0]);
	const places = [
		...(own ? [{ language: page.language }] : []),
		...versions.map(({ language }) => ({ language, version: language })),
	];
	const listing = shown === undefined ? page : asVersion(page, shown);
	return { ...listing, also: places.filter(({ language }) => language !== listing.language) };
};

/** Pages whose title holds something like the word: for what was mistyped. */
export const alikePages = (tx: Tx, query: string, limit: number): Promise<readonly Listing[]> =>
	newsroom(tx)
		.selectFrom('newsroom_page')
		.select(listingColumns)
		.where('withdrawn_at', 'is', null)
		.where(sql<boolean>`${query.toLowerCase()} <% lower(title)`)
		.orderBy(sql`word_similarity(${query.toLowerCase()}, lower(title))`, 'desc')
		.orderBy('id')
		.limit(limit)
		.execute();
