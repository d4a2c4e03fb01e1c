import type { ColumnType, Generated } from 'kysely';

import type { Focus } from '#kernel/crop.ts';
import type { Credit } from '#kernel/media-rights.ts';
import type { PodcastCategory } from '#kernel/podcast.ts';
import type { Details, PostKind } from '#kernel/post-kind.ts';
import { tables } from '#platform/db/database.ts';

/** A picture of a page as it is kept: its bytes lie in the files under `hash`, smaller forms beside them. */
export interface StoredPicture {
	readonly hash: string;
	readonly mime: string;
	readonly alt: string;
	readonly width: number;
	readonly height: number;
	/** Widths it can be had in, from small to large. */
	readonly sizes: readonly number[];
	/** Bytes of the largest JPEG, for feeds. */
	readonly bytes: number;
	readonly credit?: Credit;
	/** Where to look first; absent: its middle. */
	readonly focus?: Focus;
}

/** A film or recording of a page: its bytes lie in the files under `hash`, its captions under their own. */
export interface StoredFilm {
	readonly hash: string;
	readonly mime: string;
	readonly bytes: number;
	readonly ms: number;
	readonly width: number;
	readonly height: number;
	readonly alt: string;
	readonly poster: StoredPicture;
	/** What is said, in paragraphs, beside the file with the times. */
	readonly captions: readonly {
		readonly language: string;
		readonly hash: string;
		readonly transcript: readonly string[];
	}[];
	/** Nothing is spoken: what is to be seen instead, per language. */
	readonly silent: Readonly<Record<string, string>>;
	/** It is sound alone: the files its words lie in, per language. */
	readonly words?: readonly { readonly language: string; readonly hash: string }[];
	readonly credit?: Credit;
}

/** A document of a page: its bytes lie in the files under `hash`. */
export interface StoredDocument {
	readonly hash: string;
	readonly bytes: number;
	readonly title: string;
	readonly fileName: string;
}

/** The page in another language or in plain words, as it is shown. */
export interface StoredTranslation {
	readonly language: string;
	readonly title: string;
	readonly lead: string;
	readonly leadHtml: string;
	readonly html: string;
}

/** Written as JSON text, read as the value. */
type JsonColumn<T> = ColumnType<T, string, string>;

interface PageTable {
	id: string;
	post_id: string;
	slug: string;
	unit_id: string;
	topic: string | null;
	topic_slug: string | null;
	kind: PostKind;
	details: ColumnType<Details | null, string | null, string | null>;
	/** When an event has taken place, or a vacancy is closed; null for what does not end. */
	over_at: Date | null;
	/** SHA-256 of what was approved; null for pages from before this was kept. */
	content_hash: string | null;
	title: string;
	text: string;
	/** What readers are told before they are shown the rest. */
	warning: ColumnType<string | null, string | null | undefined>;
	lead: string;
	lead_html: string;
	html: string;
	language: string;
	media: JsonColumn<readonly StoredPicture[]>;
	film: ColumnType<StoredFilm | null, string | null, string | null>;
	document: ColumnType<StoredDocument | null, string | null | undefined, string | null>;
	translations: ColumnType<readonly StoredTranslation[], string | undefined, string>;
	version: number;
	published_at: Date;
	edited_at: Date | null;
	withdrawn_at: Date | null;
	search: Generated<string>;
	body: Generated<string>;
}

interface PageVersionTable {
	page_id: string;
	number: number;
	key: string;
	title: string;
	text: string;
	warning: ColumnType<string | null, string | null | undefined>;
	lead_html: string;
	html: string;
	media: JsonColumn<readonly StoredPicture[]>;
	film: ColumnType<StoredFilm | null, string | null, string | null>;
	document: ColumnType<StoredDocument | null, string | null | undefined, string | null>;
	details: ColumnType<Details | null, string | null, string | null>;
	correction: string | null;
	made_at: Date;
}

/** A language version of a page that stands. Goes with the page, comes back with it. */
interface TranslationTable {
	page_id: string;
	language: string;
	title: string;
	text: string;
	lead: string;
	lead_html: string;
	html: string;
	unit_id: string;
	topic_slug: string | null;
	published_at: Date;
	/** By which its words were brought to their stem. */
	configuration: string;
	words: string;
	body: Generated<string>;
}

interface ImageTable {
	hash: string;
	size: number;
	format: 'jpg' | 'webp';
	file: string;
	bytes: number;
}

interface FilmTable {
	hash: string;
	mime: string;
}

interface TextTable {
	name: string;
	language: string;
	text: string;
	changed_at: Date;
	changed_by: string;
}

interface SiteTable {
	id: string;
	phone: string | null;
	phone_hours: string | null;
	portal_url: string | null;
}

/** The podcast as a whole; one row, or none before anybody wrote something. */
interface PodcastTable {
	id: string;
	title: string;
	description: string;
	author: string;
	mail: string;
	category: PodcastCategory;
	language: string;
	cover: ColumnType<Cover | null, string | null, string | null>;
	cover_alt: string;
}

/** The cover of the podcast, found as `/medien/HASH/SIDE.jpg`. */
export interface Cover {
	readonly hash: string;
	readonly side: number;
}

export interface NewsroomTables {
	newsroom_page: PageTable;
	newsroom_page_version: PageVersionTable;
	newsroom_translation: TranslationTable;
	newsroom_image: ImageTable;
	newsroom_film: FilmTable;
	newsroom_text: TextTable;
	newsroom_site: SiteTable;
	newsroom_podcast: PodcastTable;
}

export const newsroom = tables<NewsroomTables>();
