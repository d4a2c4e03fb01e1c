import { type Selectable, sql } from 'kysely';

import type { About, OutgoingRendition } from '#modules/channels/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { announcement } from '#platform/events.ts';

import { overAt } from './domain/ahead.ts';
import { addressPart } from './domain/words.ts';
import { renderMarkup } from './markup.ts';
import type { StoredDocument, StoredFilm, StoredPicture, StoredTranslation } from './tables.ts';
import { type NewsroomTables, newsroom } from './tables.ts';
import { addTranslations, dropTranslations, keepTranslations } from './translations.ts';

export type PageRow = Selectable<NewsroomTables['newsroom_page']>;

/** Where a page stands: what the rest of the office keeps of it. */
export interface PagePlace {
	readonly id: string;
	readonly slug: string;
	readonly version: number;
}

export interface Writing {
	readonly rendition: OutgoingRendition;
	readonly about: About;
	readonly media: readonly StoredPicture[];
	readonly film: StoredFilm | null;
	readonly document: StoredDocument | null;
	readonly key: string;
	readonly at: Date;
}

/** The page that an attempt with this key made or changed, if one did. */
export const pageOfKey = (tx: Tx, key: string): Promise<PagePlace | undefined> =>
	newsroom(tx)
		.selectFrom('newsroom_page_version')
		.innerJoin('newsroom_page', 'newsroom_page.id', 'newsroom_page_version.page_id')
		.select(['newsroom_page.id', 'newsroom_page.slug', 'newsroom_page_version.number as version'])
		.where('newsroom_page_version.key', '=', key)
		.executeTakeFirst();

/** Reads the page to be changed and keeps others from changing it until the transaction ends. */
export const lockPage = (
	tx: Tx,
	by: { readonly id: string } | { readonly post: string },
): Promise<PageRow | undefined> =>
	newsroom(tx)
		.selectFrom('newsroom_page')
		.selectAll()
		.where('id' in by ? 'id' : 'post_id', '=', 'id' in by ? by.id : by.post)
		.forUpdate()
		.executeTakeFirst();

/** What a new page has to reckon with. */
export interface Ground {
	/** The page an attempt with this key made already. */
	readonly earlier: PagePlace | null;
	/** Another post has this address. */
	readonly isTaken: boolean;
	/** The post has a page. */
	readonly isBuilt: boolean;
}

export const lookAtGround = async (
	tx: Tx,
	{ key, slug, postId }: { readonly key: string; readonly slug: string; readonly postId: string },
): Promise<Ground> => {
	const { rows } = await sql<Ground>`select
			(select jsonb_build_object('id', p.id, 'slug', p.slug, 'version', v.number)
				from newsroom_page_version v join newsroom_page p on p.id = v.page_id where v.key = ${key}) as earlier,
			exists (select 1 from newsroom_page where slug = ${slug} and post_id <> ${postId}) as "isTaken",
			exists (select 1 from newsroom_page where post_id = ${postId}) as "isBuilt"`.execute(newsroom(tx));
	return rows[0] ?? { earlier: null, isTaken: false, isBuilt: false };
};

type Said = NonNullable<About['translations']>[number];

const rendered = ({ language, title, text }: Said): StoredTranslation => {
	const { lead, leadHtml, html } = renderMarkup(text);
	return { language, title, lead, leadHtml, html };
};

const contentOf = ({ rendition, about, media, film, document }: Writing) => {
	const markup = renderMarkup(rendition.text);
	return {
		unit_id: about.unitId,
		topic: about.topic,
		topic_slug: about.topic === null ? null : addressPart(about.topic),
		kind: about.kind,
		title: rendition.title,
		text: rendition.text,
		warning: rendition.warning?.words || null,
		lead: markup.lead,
		lead_html: markup.leadHtml,
		html: markup.html,
		language: rendition.language,
		media: JSON.stringify(media),
		film: film === null ? null : JSON.stringify(film),
		document: document === null ? null : JSON.stringify(document),
		details: about.details === undefined ? null : JSON.stringify(about.details),
		over_at: about.details === undefined ? null : overAt(about.details),
		content_hash: about.contentHash ?? null,
		translations: JSON.stringify((about.translations ?? []).map(rendered)),
	};
};

const versionOf = (page: PagePlace, content: ReturnType<typeof contentOf>, { about, key, at }: Writing) => {
	const { title, text, warning, lead_html, html, media, film, document, details } = content;
	return {
		...{ page_id: page.id, number: page.version, key, correction: about.correction ?? null, made_at: at },
		...{ title, text, warning, lead_html, html, media, film, document, details },
	};
};

export const addPage = async (tx: Tx, id: string, writing: Writing): Promise<PagePlace> => {
	const place = { id, slug: writing.about.slug, version: 1 };
	const content = contentOf(writing);
	const page = { id, slug: place.slug, version: 1, post_id: writing.about.postId, ...content };
	await newsroom(tx)
		.with('page', (db) => db.insertInto('newsroom_page').values({ ...page, published_at: writing.at }))
		.insertInto('newsroom_page_version')
		.values(versionOf(place, content, writing))
		.returning(siteChanged)
		.execute();
	await addTranslations(tx, standingAs(id, writing.at, writing));
	return place;
};

/** Every process hears of it when the transaction commits. */
const siteChanged = announcement({ topic: 'setting', id: 'newsroom' }).as('told');

const standingAs = (pageId: string, publishedAt: Date, { about }: Writing) => ({
	...{ pageId, publishedAt, about },
	topicSlug: about.topic === null ? null : addressPart(about.topic),
});

/** Writes a further version over the page. A page that was withdrawn stands again; its address never changes. */
export const rewritePage = async (tx: Tx, page: PageRow, writing: Writing): Promise<PagePlace> => {
	const place = { id: page.id, slug: page.slug, version: page.version + 1 };
	const content = contentOf(writing);
	await newsroom(tx)
		.updateTable('newsroom_page')
		.set({ ...content, version: place.version, edited_at: writing.at, withdrawn_at: null })
		.where('id', '=', page.id)
		.returning(siteChanged)
		.execute();
	await newsroom(tx)
		.insertInto('newsroom_page_version')
		.values(versionOf(place, content, writing))
		.execute();
	await keepTranslations(tx, standingAs(page.id, page.published_at, writing));
	return place;
};

export const markWithdrawn = async (tx: Tx, id: string, at: Date): Promise<void> => {
	const page = newsroom(tx).updateTable('newsroom_page').set({ withdrawn_at: at }).where('id', '=', id);
	await page.returning(siteChanged).execute();
	await dropTranslations(tx, id);
};
