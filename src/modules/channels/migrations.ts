import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

import { budgetTask, budgetTold, costlyCounts, costs, proxies, rightsTask } from './cost-migrations.ts';

const first = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table channels_presence (
			id text primary key,
			unit_id text not null,
			channel text not null,
			name text not null,
			remote_id text,
			handle text,
			url text,
			state text not null,
			shared_below boolean not null,
			practice boolean not null,
			capabilities jsonb,
			capabilities_read_at timestamptz,
			health text not null,
			health_reason text,
			health_at timestamptz,
			credentials bytea,
			created_at timestamptz not null
		)`.execute(db);
		await sql`create index channels_presence_by_name on channels_presence (name, id)`.execute(db);
		await sql`create index channels_presence_of_unit on channels_presence (unit_id, name, id)`.execute(db);
		await sql`create unique index channels_presence_account on channels_presence (channel, remote_id)
			where state <> 'retired'`.execute(db);
		await sql`create unique index channels_presence_newsroom on channels_presence (unit_id)
			where channel = 'newsroom' and state <> 'retired'`.execute(db);
		await sql`create table channels_authorisation (
			state text primary key,
			sealed bytea not null,
			expires_at timestamptz not null
		)`.execute(db);
	},
};

/** The register: whether an account's profile leads back to us, and when one was given up. */
const register = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table channels_presence
			add column link_back text not null default 'unknown',
			add column link_back_at timestamptz,
			add column retired_at timestamptz`.execute(db);
	},
};

/** What a real account was known by while its presence practises, its key among it. */
const resting = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table channels_presence
			add column resting jsonb,
			add column resting_credentials bytea`.execute(db);
	},
};

/** Apps the authority registered at networks, and whose turn it is to renew a key. */
const apps = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table channels_app (
			network text primary key,
			client_id text not null,
			secret bytea not null,
			server text,
			changed_by text not null,
			changed_at timestamptz not null
		)`.execute(db);
		await sql`alter table channels_presence add column renewing_until timestamptz`.execute(db);
	},
};

/** What adapters know of a delivery beyond one attempt. */
const notes = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table channels_note (
			delivery_id text primary key,
			sealed bytea not null,
			noted_at timestamptz not null
		)`.execute(db);
		await sql`create index channels_note_by_age on channels_note (noted_at)`.execute(db);
	},
};

/** What was agreed before a presence was opened, and when its key ends where no renewal is granted. */
const openings = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table channels_presence
			add column opening jsonb,
			add column key_ends_at timestamptz,
			add column probed_at timestamptz`.execute(db);
		await sql`create index channels_presence_ending on channels_presence (key_ends_at)
			where key_ends_at is not null`.execute(db);
	},
};

/** How each presence answered when it was looked at, and what waits for somebody until it is mended. */
const keeping = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table channels_look (
			presence_id text not null,
			at timestamptz not null,
			outcome text not null check (outcome in ('well', 'ill', 'unauthorised')),
			reason text,
			latency text not null check (latency in ('quick', 'slow', 'very-slow')),
			primary key (presence_id, at)
		)`.execute(db);
		await sql`create index channels_look_by_age on channels_look (at)`.execute(db);
		await sql`create table channels_task (
			presence_id text not null,
			kind text not null check (kind in ('key-ends', 'not-well', 'answers-differ')),
			stage text,
			opened_at timestamptz not null,
			primary key (presence_id, kind)
		)`.execute(db);
		await sql`create index channels_task_by_age on channels_task (opened_at, presence_id, kind)`.execute(db);
	},
};

/** Where a network answered otherwise than agreed: the field, never what stood in it. */
const surprises = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table channels_surprise (
			presence_id text not null,
			field text not null,
			count integer not null,
			first_at timestamptz not null,
			last_at timestamptz not null,
			primary key (presence_id, field)
		)`.execute(db);
	},
};

/** Who may quote what is said at a presence. */
const quoting = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table channels_presence add column quotes text
			check (quotes in ('everyone', 'followers', 'nobody'))`.execute(db);
	},
};

/** Networks that call when something came in: what an app was set up with, and how it stands with each presence. */
const waking = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table channels_wake_app (
			network text primary key,
			token_hash bytea not null,
			prepared_at timestamptz not null,
			verified_at timestamptz,
			refused integer not null default 0,
			refused_at timestamptz
		)`.execute(db);
		await sql`create table channels_wake (
			presence_id text primary key references channels_presence,
			subscribed_at timestamptz,
			failures integer not null default 0,
			reason text,
			next_at timestamptz,
			heard_at timestamptz
		)`.execute(db);
	},
};

const websub = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table channels_websub (
			presence_id text primary key references channels_presence,
			topic text not null,
			token_hash bytea not null unique,
			sealed bytea not null,
			asked_at timestamptz,
			lease_until timestamptz,
			next_at timestamptz not null,
			failures integer not null default 0,
			reason text,
			heard_at timestamptz,
			ending boolean not null default false
		)`.execute(db);
	},
};

/** The list of an account that films are put into unless a post says otherwise. */
const filmList = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table channels_presence add column film_list jsonb`.execute(db);
	},
};

export const channelsMigrations: Migrations = {
	'channels-001': first,
	'channels-004': register,
	'channels-006': resting,
	'channels-020': apps,
	'channels-040': notes,
	'channels-080': openings,
	'channels-081': keeping,
	'channels-082': surprises,
	'channels-070': costs,
	'channels-071': proxies,
	'channels-085': budgetTold,
	'channels-090': quoting,
	'channels-110': waking,
	'channels-120': websub,
	'channels-130': costlyCounts,
	'channels-131': budgetTask,
	'channels-140': rightsTask,
	'channels-141': filmList,
};
