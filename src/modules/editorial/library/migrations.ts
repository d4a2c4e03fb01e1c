import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

/** Every uploaded picture becomes an item of the library: with rights, folder and focus, and findable by its words. */
const library = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table editorial_media_folder (
			id text primary key,
			unit_id text not null,
			name text not null,
			created_at timestamptz not null
		)`.execute(db);
		await sql`create unique index editorial_media_folder_name on editorial_media_folder (unit_id, lower(name))`.execute(
			db,
		);
		await sql`create index editorial_media_folder_order on editorial_media_folder (name, id)`.execute(db);
		await sql`create index editorial_media_folder_unit on editorial_media_folder (unit_id, name, id)`.execute(db);
		await sql`alter table editorial_media
			add column folder_id text references editorial_media_folder,
			add column title text not null default '',
			add column alt jsonb not null default '{}',
			add column author text not null default '',
			add column source_url text,
			add column licence text not null default 'unsaid',
			add column licence_text text not null default '',
			add column consent text not null default 'unsaid',
			add column consent_reference text not null default '',
			add column consent_on text,
			add column expires_on text,
			add column keywords text[] not null default '{}',
			add column focus_x double precision not null default 0.5,
			add column focus_y double precision not null default 0.5,
			add column crops jsonb not null default '{}',
			add column words text not null default '',
			add column described boolean not null default false,
			add column settled boolean not null default false,
			add column used_by integer not null default 0,
			add column warned_for text,
			add column version integer not null default 0`.execute(db);
		await sql`create index editorial_post_media_media on editorial_post_media (media_id, post_id)`.execute(db);
		await sql`update editorial_media m set
			alt = coalesce((select alt from editorial_post_media pm where pm.media_id = m.id order by post_id desc limit 1), '{}'),
			used_by = (select count(*) from editorial_post_media pm where pm.media_id = m.id)`.execute(db);
		await sql`update editorial_media set
			described = exists (select 1 from jsonb_each_text(alt) where btrim(value) <> ''),
			words = original_name || ' ' || coalesce((select string_agg(value, ' ') from jsonb_each_text(alt)), '')`.execute(
			db,
		);
		await sql`create table editorial_media_step (
			id text primary key,
			media_id text not null references editorial_media on delete cascade,
			at timestamptz not null,
			by_id text not null,
			what text not null,
			detail jsonb not null,
			position bigint generated always as identity
		)`.execute(db);
		await sql`create index editorial_media_step_media on editorial_media_step (media_id, position desc)`.execute(db);
		await indexes(db);
	},
};

/** Each list of the library has an index in its order, over all units and per unit. */
const indexes = async (db: Kysely<unknown>): Promise<void> => {
	const lists = [
		['all', 'uploaded_at desc, id desc', ''],
		['licence', 'licence, uploaded_at desc, id desc', ''],
		['undescribed', 'uploaded_at desc, id desc', 'where not described'],
		['unsettled', 'uploaded_at desc, id desc', 'where not settled'],
		['unused', 'uploaded_at desc, id desc', 'where used_by = 0'],
		['expires', 'expires_on, id', 'where expires_on is not null'],
	] as const;
	for (const [name, order, where] of lists) {
		const [all, unit] = [`editorial_media_${name}`, `editorial_media_unit_${name}`];
		await sql.raw(`create index ${all} on editorial_media (${order}) ${where}`).execute(db);
		await sql.raw(`create index ${unit} on editorial_media (unit_id, ${order}) ${where}`).execute(db);
	}
	await sql`create index editorial_media_in_folder on editorial_media (folder_id, uploaded_at desc, id desc)
		where folder_id is not null`.execute(db);
	await sql`create index editorial_media_words on editorial_media using gin (words gin_trgm_ops)`.execute(db);
};

/** How rare a word is decides which index serves a search; a coarse guess lets the planner walk the whole list. */
const finerWords = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table editorial_media alter column words set statistics 1000`.execute(db);
	},
};

/** Films beside pictures: what the file says of itself, the picture that stands for it, captions per language. */
const films = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table editorial_media
			add column film jsonb,
			add column poster_id text references editorial_media,
			add column silent jsonb not null default '{}',
			add column captions jsonb not null default '{}',
			add column captions_version integer not null default 0`.execute(db);
		await sql`create index editorial_media_poster on editorial_media (poster_id) where poster_id is not null`.execute(
			db,
		);
	},
};

/** Recordings beside films: what is said in them, to read. */
const transcripts = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table editorial_media add column transcript jsonb not null default '{}'`.execute(db);
	},
};

export const libraryMigrations: Migrations = {
	'editorial-051': library,
	'editorial-052': finerWords,
	'editorial-090': films,
	'editorial-110': transcripts,
};
