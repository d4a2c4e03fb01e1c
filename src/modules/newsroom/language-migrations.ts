import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

import { configurationOf } from './domain/text-search.ts';

/** The language versions of pages that stand: what feeds list and what the search looks through. */
const versions = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table newsroom_translation (
			page_id text not null references newsroom_page (id) on delete cascade,
			language text not null,
			title text not null,
			text text not null,
			lead text not null,
			lead_html text not null,
			html text not null,
			unit_id text not null,
			topic_slug text,
			published_at timestamptz not null,
			configuration text not null,
			words tsvector not null,
			body text not null generated always as (lower(title || ' ' || text)) stored,
			primary key (page_id, language)
		)`.execute(db);
		await sql`create index newsroom_translation_newest on newsroom_translation
			(language, published_at desc, page_id desc)`.execute(db);
		await sql`create index newsroom_translation_of_unit on newsroom_translation
			(language, unit_id, published_at desc, page_id desc)`.execute(db);
		await sql`create index newsroom_translation_of_topic on newsroom_translation
			(language, topic_slug, published_at desc, page_id desc) where topic_slug is not null`.execute(db);
		await sql`create index newsroom_translation_words on newsroom_translation using gin (words)`.execute(db);
		await sql`create index newsroom_translation_parts on newsroom_translation using gin (body gin_trgm_ops)`.execute(
			db,
		);
		await sql`create index newsroom_page_in_language on newsroom_page (language, published_at desc, id desc)
			where withdrawn_at is null`.execute(db);
		await fill(db);
	},
};

/** What was published before lies in its page, rendered: the words are what is left without the marks. */
const fill = async (db: Kysely<unknown>): Promise<void> => {
	const { rows } = await sql<{ language: string }>`select distinct said ->> 'language' as language
		from newsroom_page, jsonb_array_elements(translations) said where withdrawn_at is null`.execute(db);
	for (const { language } of rows) {
		const configuration = configurationOf(language);
		await sql`insert into newsroom_translation (page_id, language, title, text, lead, lead_html, html,
				unit_id, topic_slug, published_at, configuration, words)
			select id, ${language}, said ->> 'title', plain, said ->> 'lead', said ->> 'leadHtml', said ->> 'html',
				unit_id, topic_slug, published_at, ${configuration},
				setweight(to_tsvector(${configuration}::regconfig, said ->> 'title'), 'A')
					|| setweight(to_tsvector(${configuration}::regconfig, plain), 'C')
			from newsroom_page, jsonb_array_elements(translations) said,
				regexp_replace((said ->> 'leadHtml') || ' ' || (said ->> 'html'), '<[^>]*>|&[a-z#0-9]+;', ' ', 'g') plain
			where withdrawn_at is null and said ->> 'language' = ${language}
			on conflict do nothing`.execute(db);
	}
};

export const languageMigrations: Migrations = { 'newsroom-090': versions };
