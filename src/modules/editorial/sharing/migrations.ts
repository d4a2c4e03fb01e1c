import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

const previews = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table editorial_preview_link (
			id text primary key,
			post_id text not null references editorial_post,
			token_hash text not null unique,
			note text not null,
			made_by text not null,
			at timestamptz not null,
			expires_at timestamptz not null,
			ended_at timestamptz
		)`.execute(db);
		await sql`create index editorial_preview_link_post on editorial_preview_link (post_id, at desc)
			where ended_at is null`.execute(db);
	},
};

const shortLinks = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table editorial_short_link (
			code text primary key,
			unit_id text not null,
			post_id text unique references editorial_post,
			name text not null,
			target text,
			made_by text not null,
			at timestamptz not null,
			ended_at timestamptz,
			check ((post_id is null) <> (target is null))
		)`.execute(db);
		const named = sql.raw('where post_id is null');
		await sql`create index editorial_short_link_at on editorial_short_link (at desc, code desc) ${named}`.execute(db);
		await sql`create index editorial_short_link_unit on editorial_short_link (unit_id, at desc, code desc) ${named}`.execute(
			db,
		);
	},
};

/** What was used before is known from what is out. */
const usedWords = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table editorial_used_word (
			unit_id text not null,
			sign text not null check (sign in ('#', '@')),
			channel text not null,
			word_lower text not null,
			word text not null,
			used_at timestamptz not null,
			primary key (unit_id, sign, channel, word_lower)
		)`.execute(db);
		await sql`create index editorial_used_word_unit on editorial_used_word (unit_id, used_at desc)`.execute(db);
		await sql`create index editorial_used_word_at on editorial_used_word (used_at desc)`.execute(db);
		await sql`insert into editorial_used_word
			select distinct on (p.unit_id, lower(found[1])) p.unit_id, '#', '', lower(found[1]), found[1], p.published_at
			from editorial_post p
			cross join lateral jsonb_array_elements(p.published -> 'renditions') rendition
			cross join lateral regexp_matches(rendition ->> 'text', '(?:^|[^[:alnum:]_#&/])#([[:alpha:]][[:alnum:]_]+)', 'g') found
			where p.published is not null and p.published_at is not null
			order by p.unit_id, lower(found[1]), p.published_at desc`.execute(db);
	},
};

const translations = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table editorial_post add column translations jsonb not null default '[]'`.execute(db);
	},
};

const spokenThere = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table editorial_rendition add column language text`.execute(db);
	},
};

const leadsBack = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table editorial_rendition add column leads_back boolean`.execute(db);
	},
};

const list = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table editorial_rendition add column list jsonb`.execute(db);
	},
};

export const sharingMigrations: Migrations = {
	'editorial-061': previews,
	'editorial-062': shortLinks,
	'editorial-063': usedWords,
	'editorial-064': translations,
	'editorial-065': spokenThere,
	'editorial-170': leadsBack,
	'editorial-185': list,
};
