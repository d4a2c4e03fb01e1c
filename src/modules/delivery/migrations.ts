import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

import { counting } from './counting/migrations.ts';

const first = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table delivery_delivery (
			id text primary key,
			position bigint generated always as identity unique,
			source text not null,
			subject text not null,
			unit_id text not null,
			presence_id text not null,
			channel text not null,
			operation text not null check (operation in ('publish', 'edit', 'withdraw')),
			state text not null check (state in ('waiting', 'sending', 'published', 'refused', 'unclear', 'withdrawn')),
			title text not null,
			rendition text not null,
			rendition_hash text not null,
			content_hash text not null,
			hold_for text,
			held text,
			due_at timestamptz not null,
			next_at timestamptz,
			attempts integer not null default 0,
			looks integer not null default 0,
			looked_at timestamptz,
			sent_at timestamptz,
			doubt_at timestamptz,
			owner text,
			target text,
			remote_id text,
			remote_url text,
			remote_extra text,
			reason text,
			help_rank smallint,
			help_at timestamptz,
			alarmed_at timestamptz,
			ordered_at timestamptz not null,
			settled_at timestamptz
		)`.execute(db);
		await sql`create index delivery_due on delivery_delivery (presence_id, next_at, position)
			where state in ('waiting', 'unclear') and held is null and next_at is not null`.execute(db);
		await sql`create index delivery_next on delivery_delivery (next_at)
			where state in ('waiting', 'unclear') and held is null and next_at is not null`.execute(db);
		await sql`create index delivery_sending on delivery_delivery (presence_id) where state = 'sending'`.execute(db);
		await sql`create index delivery_subject on delivery_delivery (subject, presence_id, position)`.execute(db);
		await sql`create index delivery_help on delivery_delivery (help_rank, help_at, id)
			where help_rank is not null`.execute(db);
		await sql`create index delivery_upcoming on delivery_delivery (due_at, id) where state = 'waiting'`.execute(db);
		await sql`create index delivery_remote on delivery_delivery (presence_id, remote_id)
			where remote_id is not null`.execute(db);
		await sql`create table delivery_presence (
			presence_id text primary key,
			channel text not null,
			failures integer not null default 0,
			open_until timestamptz,
			reason text,
			since_at timestamptz
		)`.execute(db);
		await sql`create table delivery_pause (
			scope text primary key,
			paused_at timestamptz,
			paused_by text,
			reason text
		)`.execute(db);
		await sql`insert into delivery_pause (scope) values ('all')`.execute(db);
		await sql`create table delivery_owner (
			owner text primary key,
			lock_key integer not null,
			started_at timestamptz not null
		)`.execute(db);
	},
};

/** Switches of every scope, what the networks allow, and how each server answers. */
const second = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table delivery_delivery add column topic text, add column pictures integer not null default 0`.execute(
			db,
		);
		await sql`update delivery_delivery set topic = rendition::jsonb -> 'about' ->> 'topic',
			pictures = coalesce(jsonb_array_length(rendition::jsonb -> 'media'), 0)`.execute(db);
		await sql`create index delivery_topic on delivery_delivery (topic) where state = 'waiting' and topic is not null`.execute(
			db,
		);
		await sql`alter table delivery_pause add column kind text not null default 'all', add column target text,
			add column units text[] not null default '{}', add column presences text[] not null default '{}'`.execute(db);
		await sql`update delivery_pause set kind = 'presence', target = scope, scope = 'presence:' || scope
			where scope <> 'all'`.execute(db);
		await sql`alter table delivery_presence add column host text, add column buckets text[] not null default '{}'`.execute(
			db,
		);
		await sql`create table delivery_host (
			host text primary key,
			failures integer not null default 0,
			open_until timestamptz,
			reason text,
			since_at timestamptz
		)`.execute(db);
		await sql`create table delivery_bucket (
			app text not null,
			account text not null,
			bucket text not null,
			key text not null unique,
			most integer not null,
			remaining integer not null,
			spare integer not null,
			costs text not null,
			reset_at timestamptz not null,
			read_at timestamptz not null,
			primary key (app, account, bucket)
		)`.execute(db);
	},
};

/** Outcomes that nobody heard yet. */
const telling = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table delivery_delivery add column untold text`.execute(db);
		await sql`create index delivery_untold on delivery_delivery (id) where untold is not null`.execute(db);
	},
};

/** The parts of a thread: each is a delivery of its own and answers the one before. */
const threads = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table delivery_delivery add column part smallint not null default 1,
			add column parts smallint not null default 1`.execute(db);
	},
};

/** Copies that go although the budget of their presence is used up. */
const payment = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table delivery_delivery add column over_budget boolean not null default false`.execute(db);
	},
};

/**
 * Presences paused before pausing them stopped what waits for them: their switch is turned as pausing does it now. Their state is
 * the channels', who are asked in passing; those who are new here have no table yet and nothing paused.
 */
const holds = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`insert into delivery_pause (scope, kind, target, paused_at, reason)
			select 'presence:' || id, 'presence', id, now(), 'Der Auftritt ist angehalten.'
			from channels_presence where state = 'paused'
			on conflict (scope) do update set paused_at = excluded.paused_at, reason = excluded.reason
			where delivery_pause.paused_at is null`.execute(db);
	},
};

export const deliveryMigrations: Migrations = {
	'delivery-001': first,
	'delivery-002': second,
	'delivery-010': threads,
	'delivery-020': telling,
	'delivery-030': payment,
	'delivery-040': counting,
	'delivery-085': holds,
};
