import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

import { languageMigrations } from './language-migrations.ts';
import { podcastMigrations } from './podcast/migrations.ts';

const first = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table newsroom_page (
			id text primary key,
			post_id text not null unique,
			slug text not null unique,
			unit_id text not null,
			topic text,
			topic_slug text,
			kind text not null,
			title text not null,
			text text not null,
			lead text not null,
			lead_html text not null,
			html text not null,
			language text not null,
			media jsonb not null,
			version integer not null,
			published_at timestamptz not null,
			edited_at timestamptz,
			withdrawn_at timestamptz,
			search tsvector not null generated always as (
				setweight(to_tsvector('german', title), 'A') || setweight(to_tsvector('german', coalesce(topic, '')), 'B')
				|| setweight(to_tsvector('german', text), 'C')
			) stored,
			body text not null generated always as (lower(title || ' ' || text)) stored
		)`.execute(db);
		await sql`create index newsroom_page_newest on newsroom_page (published_at desc, id desc)
			where withdrawn_at is null`.execute(db);
		await sql`create index newsroom_page_of_unit on newsroom_page (unit_id, published_at desc, id desc)
			where withdrawn_at is null`.execute(db);
		await sql`create index newsroom_page_of_topic on newsroom_page (topic_slug, published_at desc, id desc)
			where withdrawn_at is null and topic_slug is not null`.execute(db);
		await sql`create index newsroom_page_words on newsroom_page using gin (search)`.execute(db);
		await sql`create index newsroom_page_parts on newsroom_page using gin (body gin_trgm_ops)`.execute(db);
		await sql`create index newsroom_page_titles on newsroom_page using gin (lower(title) gin_trgm_ops)`.execute(db);
		await sql`create table newsroom_page_version (
			page_id text not null references newsroom_page (id),
			number integer not null,
			key text not null unique,
			title text not null,
			text text not null,
			lead_html text not null,
			html text not null,
			media jsonb not null,
			correction text,
			made_at timestamptz not null,
			primary key (page_id, number)
		)`.execute(db);
		await sql`create table newsroom_image (
			hash text not null,
			size integer not null,
			format text not null,
			file text not null,
			bytes integer not null,
			primary key (hash, size, format)
		)`.execute(db);
		await sql`create table newsroom_text (
			name text not null,
			language text not null,
			text text not null,
			changed_at timestamptz not null,
			changed_by text not null,
			primary key (name, language)
		)`.execute(db);
		await sql`create table newsroom_site (
			id text primary key,
			phone text,
			phone_hours text,
			portal_url text
		)`.execute(db);
	},
};

/** Events and vacancies: their facts, and until when they stand in the lists of what is to come. */
const ahead = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table newsroom_page add column details jsonb, add column over_at timestamptz`.execute(db);
		await sql`alter table newsroom_page_version add column details jsonb`.execute(db);
		await sql`create index newsroom_page_ahead on newsroom_page (kind, over_at, id)
			where withdrawn_at is null and over_at is not null`.execute(db);
		await sql`create index newsroom_page_over on newsroom_page (over_at)
			where withdrawn_at is null and over_at is not null`.execute(db);
	},
};

/** Which approved content a page shows. */
const approved = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table newsroom_page add column content_hash text`.execute(db);
	},
};

/** Further language versions of a page, rendered when it is published. */
const translated = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table newsroom_page add column translations jsonb not null default '[]'`.execute(db);
	},
};

/** Films of pages, and which files of films and captions may be shown to everybody. */
const films = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table newsroom_page add column film jsonb`.execute(db);
		await sql`alter table newsroom_page_version add column film jsonb`.execute(db);
		await sql`create table newsroom_film (
			hash text primary key,
			mime text not null
		)`.execute(db);
	},
};

/** What readers are told before they are shown the rest. */
const warned = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table newsroom_page add column warning text`.execute(db);
		await sql`alter table newsroom_page_version add column warning text`.execute(db);
	},
};

/** What can be taken along from a page. Which files are open to everybody, the table of films says for documents too. */
const documents = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table newsroom_page add column document jsonb`.execute(db);
		await sql`alter table newsroom_page_version add column document jsonb`.execute(db);
	},
};

export const newsroomMigrations: Migrations = {
	'newsroom-001': first,
	'newsroom-040': ahead,
	'newsroom-041': approved,
	'newsroom-060': translated,
	'newsroom-070': films,
	'newsroom-120': warned,
	'newsroom-180': documents,
	...languageMigrations,
	...podcastMigrations,
};
