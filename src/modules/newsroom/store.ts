import type { Selectable } from 'kysely';

import type { About, OutgoingRendition } from '#modules/channels/index.ts';
import type { Tx } from '#platform/db/database.ts';

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

export const isSlugTaken = async (tx: Tx, slug: string, postId: string): Promise<boolean> =>
	(await newsroom(tx)
		.selectFrom('newsroom_page')
		.select('id')
		.where('slug', '=', slug)
		.where('post_id', '!=', postId)
		.executeTakeFirst()) !== undefined;

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

const addVersion = async (tx: Tx, page: PagePlace, writing: Writing): Promise<void> => {
	const { title, text, warning, lead_html, html, media, film, document, details } = contentOf(writing);
	const correction = writing.about.correction ?? null;
	await newsroom(tx)
		.insertInto('newsroom_page_version')
		.values({
			...{
				page_id: page.id,
				number: page.version,
				key: writing.key,
				title,
				text,
				warning,
				lead_html,
				html,
				media,
				film,
				document,
				details,
				correction,
			},
			made_at: writing.at,
		})
		.execute();
};

export const addPage = async (tx: Tx, id: string, writing: Writing): Promise<PagePlace> => {
	const place = { id, slug: writing.about.slug, version: 1 };
	await newsroom(tx)
		.insertInto('newsroom_page')
		.values({
			...{ id, slug: place.slug, version: 1, post_id: writing.about.postId },
			...contentOf(writing),
			published_at: writing.at,
		})
		.execute();
	await addVersion(tx, place, writing);
	await addTranslations(tx, standingAs(id, writing.at, writing));
	return place;
};

const standingAs = (pageId: string, publishedAt: Date, { about }: Writing) => ({
	...{ pageId, publishedAt, about },
	topicSlug: about.topic === null ? null : addressPart(about.topic),
});

/** Writes a further version over the page. A page that was withdrawn stands again; its address never changes. */
export const rewritePage = async (tx: Tx, page: PageRow, writing: Writing): Promise<PagePlace> => {
	const place = { id: page.id, slug: page.slug, version: page.version + 1 };
	await newsroom(tx)
		.updateTable('newsroom_page')
		.set({ ...contentOf(writing), version: place.version, edited_at: writing.at, withdrawn_at: null })
		.where('id', '=', page.id)
		.execute();
	await addVersion(tx, place, writing);
	await keepTranslations(tx, standingAs(page.id, page.published_at, writing));
	return place;
};

export const markWithdrawn = async (tx: Tx, id: string, at: Date): Promise<void> => {
	await newsroom(tx).updateTable('newsroom_page').set({ withdrawn_at: at }).where('id', '=', id).execute();
	await dropTranslations(tx, id);
};
