import { type Kysely, sql } from 'kysely';

import { joined, type Migrations } from '#platform/db/migrate.ts';

import { approvalMigrations } from './approval-migrations.ts';
import { libraryMigrations } from './library/migrations.ts';
import { pieceMigrations } from './pieces/migrations.ts';
import { planningMigrations } from './planning/migrations.ts';
import { pressMigrations } from './press/migrations.ts';
import { seriesMigrations } from './series-migrations.ts';
import { sharingMigrations } from './sharing/migrations.ts';

const first = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table editorial_post (
			id text primary key,
			unit_id text not null,
			author_id text not null,
			state text not null check (state in ('draft', 'in-approval', 'approved', 'scheduled', 'published', 'withdrawn')),
			correction text check (correction in ('draft', 'in-approval', 'approved')),
			correction_reason text,
			tray text not null,
			sort_at timestamptz not null,
			kind text not null check (kind in ('news', 'notice', 'press-release')),
			topic text,
			title text not null,
			text text not null,
			language text not null,
			slug text unique,
			wall_local text,
			wall_zone text,
			wall_occurrence text check (wall_occurrence in ('earlier', 'later')),
			due_at timestamptz,
			versions jsonb not null,
			revision integer not null,
			editors text[] not null,
			content_hash text,
			frozen jsonb,
			asked_at timestamptz,
			published jsonb,
			published_hash text,
			published_at timestamptz,
			published_revision integer,
			withdrawn_at timestamptz,
			withdrawn_note text,
			created_at timestamptz not null,
			changed_at timestamptz not null
		)`.execute(db);
		await sql`create index editorial_post_tray on editorial_post (tray, sort_at desc, id desc)`.execute(db);
		await sql`create index editorial_post_unit_tray on editorial_post (unit_id, tray, sort_at desc, id desc)`.execute(
			db,
		);
		await sql`create index editorial_post_unit on editorial_post (unit_id, sort_at desc, id desc)`.execute(db);
		await sql`create index editorial_post_sort on editorial_post (sort_at desc, id desc)`.execute(db);
		await sql`create index editorial_post_author on editorial_post (author_id, sort_at desc, id desc)`.execute(db);
		await sql`create index editorial_post_due on editorial_post (due_at, id) where due_at is not null`.execute(db);
		await sql`create index editorial_post_published on editorial_post (published_at desc) where published_at is not null`.execute(
			db,
		);
		await sql`create index editorial_post_title on editorial_post using gin (title gin_trgm_ops)`.execute(db);
		await sql`create table editorial_rendition (
			post_id text not null references editorial_post,
			presence_id text not null,
			position integer not null,
			text text,
			primary key (post_id, presence_id)
		)`.execute(db);
		await sql`create table editorial_media (
			id text primary key,
			unit_id text not null,
			hash text not null,
			mime text not null,
			width integer not null,
			height integer not null,
			bytes integer not null,
			original_name text not null,
			sizes jsonb not null,
			uploaded_by text not null,
			uploaded_at timestamptz not null
		)`.execute(db);
		await sql`create table editorial_media_fit (
			media_id text not null references editorial_media,
			profile text not null,
			hash text not null,
			mime text not null,
			width integer not null,
			height integer not null,
			primary key (media_id, profile)
		)`.execute(db);
		await sql`create table editorial_post_media (
			post_id text not null references editorial_post,
			media_id text not null references editorial_media,
			position integer not null,
			alt jsonb not null,
			primary key (post_id, media_id)
		)`.execute(db);
		await sql`create table editorial_revision (
			post_id text not null references editorial_post,
			number integer not null,
			by_id text not null,
			started_at timestamptz not null,
			at timestamptz not null,
			fields text[] not null,
			content jsonb not null,
			sealed boolean not null default false,
			primary key (post_id, number)
		)`.execute(db);
		await sql`create table editorial_approval (
			id text primary key,
			post_id text not null references editorial_post,
			person_id text not null,
			content_hash text not null,
			at timestamptz not null,
			void_at timestamptz,
			void_reason text
		)`.execute(db);
		await sql`create index editorial_approval_post on editorial_approval (post_id, content_hash)`.execute(db);
		await sql`create table editorial_step (
			id text primary key,
			post_id text not null references editorial_post,
			at timestamptz not null,
			by_id text not null,
			what text not null,
			detail jsonb not null,
			position bigint generated always as identity
		)`.execute(db);
		await sql`create index editorial_step_post on editorial_step (post_id, position desc)`.execute(db);
	},
};

/** Posts of any kind the program knows; what a kind carries beside its text. */
const kinds = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table editorial_post drop constraint editorial_post_kind_check`.execute(db);
		await sql`alter table editorial_post add column details jsonb`.execute(db);
	},
};

/** Waivers of checks, the rules a content was checked by, and what links answered. */
const checks = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table editorial_waiver (
			id text primary key,
			post_id text not null references editorial_post,
			unit_id text not null,
			subject text not null,
			rule text not null,
			by_id text not null,
			reason text not null,
			at timestamptz not null
		)`.execute(db);
		await sql`create index editorial_waiver_post on editorial_waiver (post_id, at)`.execute(db);
		await sql`create index editorial_waiver_at on editorial_waiver (at)`.execute(db);
		await sql`create table editorial_verdict (
			post_id text not null references editorial_post,
			content_hash text not null,
			checks_version integer not null,
			profile_version integer not null,
			warnings integer not null,
			hints integer not null,
			waived integer not null,
			at timestamptz not null,
			primary key (post_id, content_hash)
		)`.execute(db);
		await sql`create table editorial_link (
			url text primary key,
			state text not null check (state in ('well', 'dead', 'moved', 'unknown')),
			status integer,
			target text,
			asked_at timestamptz not null
		)`.execute(db);
		await sql`create index editorial_rendition_presence on editorial_rendition (presence_id, post_id)`.execute(db);
	},
};

/** What readers are told before the rest, and who may quote. */
const reach = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table editorial_post
			add column warning jsonb,
			add column quotes text check (quotes in ('everyone', 'followers', 'nobody'))`.execute(db);
	},
};

/** Who may answer each copy. */
const answering = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table editorial_rendition add column reply_control text check
			(reply_control in ('followers', 'following', 'verified', 'subscribers', 'mentioned', 'nobody'))`.execute(db);
	},
};

/** Documents, and the one that goes along with a post. */
const documents = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table editorial_document (
			id text primary key,
			unit_id text not null,
			hash text not null,
			bytes integer not null,
			name text not null,
			uploaded_by text not null,
			uploaded_at timestamptz not null
		)`.execute(db);
		await sql`alter table editorial_post add column document jsonb`.execute(db);
	},
};

export const editorialMigrations: Migrations = joined(
	{
		'editorial-001': first,
		'editorial-010': checks,
		'editorial-040': kinds,
		'editorial-120': reach,
		'editorial-180': answering,
		'editorial-181': documents,
	},
	planningMigrations,
	approvalMigrations,
	seriesMigrations,
	pieceMigrations,
	pressMigrations,
	sharingMigrations,
	libraryMigrations,
);
