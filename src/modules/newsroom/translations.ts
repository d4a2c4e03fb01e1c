import { sql } from 'kysely';

import type { Instant } from '#kernel/time.ts';
import type { About } from '#modules/channels/index.ts';
import type { Tx } from '#platform/db/database.ts';

import { configurationOf } from './domain/text-search.ts';
import { renderMarkup } from './markup.ts';
import { type Asked, after, type Listing, listingColumns, type Page, pageOf, standing } from './queries.ts';
import { newsroom } from './tables.ts';

interface Standing {
	readonly pageId: string;
	readonly publishedAt: Date;
	readonly topicSlug: string | null;
	readonly about: About;
}

/** Puts the language versions of a page where feeds and search find them, in the place of the ones before. */
export const keepTranslations = async (tx: Tx, page: Standing): Promise<void> => {
	await dropTranslations(tx, page.pageId);
	await addTranslations(tx, page);
};

export const addTranslations = async (tx: Tx, page: Standing): Promise<void> => {
	const { pageId, publishedAt, topicSlug, about } = page;
	const rows = (about.translations ?? []).map(({ language, title, text }) => {
		const { lead, leadHtml, html } = renderMarkup(text);
		const configuration = configurationOf(language);
		return {
			...{ page_id: pageId, language, title, text, lead, lead_html: leadHtml, html, configuration },
			...{ unit_id: about.unitId, topic_slug: topicSlug, published_at: publishedAt },
			words: sql<string>`setweight(to_tsvector(${configuration}::regconfig, ${title}), 'A')
				|| setweight(to_tsvector(${configuration}::regconfig, ${text}), 'C')`,
		};
	});
	if (rows.length > 0) await newsroom(tx).insertInto('newsroom_translation').values(rows).execute();
};

export const dropTranslations = async (tx: Tx, pageId: string): Promise<void> => {
	await newsroom(tx).deleteFrom('newsroom_translation').where('page_id', '=', pageId).execute();
};

/** The languages in which something can be read here. Jumps from tag to tag along the indexes. */
export const languagesInUse = async (tx: Tx): Promise<readonly string[]> => {
	const { rows } = await sql<{ tag: string }>`
		with recursive said (tag) as (
			select min(language) from newsroom_translation
			union all
			select (select min(language) from newsroom_translation where language > said.tag)
			from said where said.tag is not null
		), written (tag) as (
			select min(language) from newsroom_page where withdrawn_at is null
			union all
			select (select min(language) from newsroom_page where withdrawn_at is null and language > written.tag)
			from written where written.tag is not null
		)
		select tag from said where tag is not null union select tag from written where tag is not null order by 1`.execute(
		newsroom(tx),
	);
	return rows.map(({ tag }) => tag);
};

interface Said {
	readonly language: string;
	readonly title: string;
	readonly text: string;
	readonly lead: string;
	readonly lead_html: string;
	readonly html: string;
}

/** A page as lists show it in one of its further languages. */
export const asVersion = (
	page: Listing,
	{ language, title, text, lead, lead_html, html }: Said,
): Listing & { readonly saidIn: string } => ({
	...page,
	language,
	title,
	text,
	lead,
	lead_html,
	html,
	saidIn: language,
});

export interface AskedIn extends Asked {
	readonly language: string;
}

/** What can be read in one language, newest first: written in it, or said in it as well. */
export const listInLanguage = async (tx: Tx, { part, language, cursor, limit }: AskedIn): Promise<Page<Listing>> => {
	let written = standing(tx).where('language', '=', language);
	let said = newsroom(tx)
		.selectFrom('newsroom_translation')
		.select(['page_id', 'language', 'title', 'text', 'lead', 'lead_html', 'html'])
		.where('language', '=', language);
	if (part.unitId !== undefined) {
		written = written.where('unit_id', '=', part.unitId);
		said = said.where('unit_id', '=', part.unitId);
	}
	if (part.topicSlug !== undefined) {
		written = written.where('topic_slug', '=', part.topicSlug);
		said = said.where('topic_slug', '=', part.topicSlug);
	}
	const key = after(cursor, 'page_id');
	const versions = await (key === null ? said : said.where(key))
		.orderBy('published_at', 'desc')
		.orderBy('page_id', 'desc')
		.limit(limit + 1)
		.execute();
	const own = after(cursor, 'id');
	const rows = await (own === null ? written : written.where(own)).limit(limit + 1).execute();
	const pages = await pagesByIds(
		tx,
		versions.map(({ page_id }) => page_id),
	);
	const told = versions.flatMap((one) => {
		const page = pages.get(one.page_id);
		return page ? [asVersion(page, one)] : [];
	});
	return pageOf([...rows, ...told].sort(newestFirst), limit);
};

const newestFirst = (a: Listing, b: Listing): number =>
	b.published_at.getTime() - a.published_at.getTime() || (a.id < b.id ? 1 : -1);

export const pagesByIds = async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Listing>> => {
	if (ids.length === 0) return new Map();
	const rows = await newsroom(tx).selectFrom('newsroom_page').select(listingColumns).where('id', 'in', ids).execute();
	return new Map(rows.map((row) => [row.id, row]));
};

interface Span {
	readonly from: Instant;
	readonly until: Instant;
}

/** The further languages of the pages of a stretch of time, for the site map. */
export const languagesOf = async (tx: Tx, { from, until }: Span): Promise<ReadonlyMap<string, readonly string[]>> => {
	const rows = await newsroom(tx)
		.selectFrom('newsroom_page')
		.innerJoin('newsroom_translation as said', 'said.page_id', 'newsroom_page.id')
		.select(['newsroom_page.id', 'said.language'])
		.where('withdrawn_at', 'is', null)
		.where('newsroom_page.published_at', '>=', new Date(from))
		.where('newsroom_page.published_at', '<', new Date(until))
		.orderBy('said.language')
		.execute();
	const byPage = Map.groupBy(rows, ({ id }) => id);
	return new Map([...byPage].map(([id, said]) => [id, said.map(({ language }) => language)]));
};
