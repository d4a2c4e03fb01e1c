import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

/** The house, its actors and who follows them. */
const people = async (db: Kysely<unknown>): Promise<void> => {
	await sql`create table federation_house (
		id text primary key,
		origin text not null,
		secure boolean not null,
		opened_at timestamptz not null
	)`.execute(db);
	await sql`create table federation_actor (
		identifier text primary key,
		kind text not null,
		unit_id text,
		presence_id text unique,
		rsa_public text not null,
		rsa_sealed bytea not null,
		ed_public text not null,
		ed_sealed bytea not null,
		made_at timestamptz not null
	)`.execute(db);
	await sql`create unique index federation_actor_house on federation_actor (kind) where kind = 'house'`.execute(db);
	await sql`create table federation_follower (
		identifier text not null,
		follower text not null,
		inbox text not null,
		shared_inbox text,
		host text not null,
		since_at timestamptz not null,
		primary key (identifier, follower)
	)`.execute(db);
	await sql`create index federation_follower_by_inbox on federation_follower (inbox)`.execute(db);
	await sql`create index federation_follower_by_shared on federation_follower (shared_inbox)`.execute(db);
	await sql`create index federation_follower_by_host on federation_follower (host)`.execute(db);
};

/** What we said, and to whom it still has to be brought. */
const speaking = async (db: Kysely<unknown>): Promise<void> => {
	await sql`create table federation_object (
		id text primary key,
		identifier text not null,
		presence_id text not null,
		key text not null unique,
		kind text not null,
		audience text not null,
		document jsonb not null,
		people jsonb not null,
		published_at timestamptz not null,
		deleted_at timestamptz
	)`.execute(db);
	await sql`create index federation_object_pictures on federation_object using gin (document jsonb_path_ops)`.execute(
		db,
	);
	await sql`create table federation_activity (
		id text primary key,
		position bigint generated always as identity unique,
		identifier text not null,
		object_id text,
		key text unique,
		type text not null,
		public boolean not null,
		body text not null,
		made_at timestamptz not null,
		sent integer not null default 0,
		failed integer not null default 0
	)`.execute(db);
	await sql`create index federation_activity_outbox on federation_activity (identifier, position desc)
		where public and type in ('Create', 'Announce')`.execute(db);
	await sql`create table federation_recipient (
		id bigint generated always as identity primary key,
		activity_id text not null,
		presence_id text,
		inbox text not null,
		host text not null,
		attempts integer not null default 0,
		next_at timestamptz not null,
		owner integer,
		made_at timestamptz not null
	)`.execute(db);
	await sql`create index federation_recipient_due on federation_recipient (next_at, id) where owner is null`.execute(
		db,
	);
	await sql`create index federation_recipient_held on federation_recipient (owner) where owner is not null`.execute(db);
	await sql`create index federation_recipient_host on federation_recipient (host)`.execute(db);
	await sql`create table federation_host (
		host text primary key,
		failures integer not null,
		failing_since_at timestamptz,
		open_at timestamptz,
		reason text,
		signature text not null
	)`.execute(db);
};

/** What others said to us. */
const listening = async (db: Kysely<unknown>): Promise<void> => {
	await sql`create table federation_inbound (
		position bigint generated always as identity primary key,
		presence_id text not null,
		change jsonb not null,
		arrived_at timestamptz not null
	)`.execute(db);
	await sql`create index federation_inbound_of on federation_inbound (presence_id, position)`.execute(db);
	await sql`create index federation_inbound_said on federation_inbound ((change #>> '{message,remote,id}'))`.execute(
		db,
	);
	await sql`create table federation_seen (id text primary key, seen_at timestamptz not null)`.execute(db);
	await sql`create index federation_seen_at on federation_seen (seen_at)`.execute(db);
	await sql`create table federation_gone (id text primary key, gone_at timestamptz not null)`.execute(db);
	await sql`create index federation_gone_at on federation_gone (gone_at)`.execute(db);
	await sql`create table federation_reaction (
		object_id text not null,
		kind text not null,
		who text not null,
		at timestamptz not null,
		primary key (object_id, kind, who)
	)`.execute(db);
	await sql`create table federation_block (
		host text primary key,
		reason text not null,
		blocked_at timestamptz not null
	)`.execute(db);
	await sql`create table federation_report (
		id text primary key,
		presence_id text,
		host text not null,
		text text not null,
		objects jsonb not null,
		reported_at timestamptz not null
	)`.execute(db);
	await sql`create index federation_report_newest on federation_report (reported_at desc, id desc)`.execute(db);
};

const first = {
	async up(db: Kysely<unknown>): Promise<void> {
		await people(db);
		await speaking(db);
		await listening(db);
	},
};

/**
 * What waits for one server in the name of one presence is a lane; `next_at` says when it is worth looking into. Copies
 * of servers that are full, silent or asked to be left alone are never read on the way to the others.
 */
const lanes = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`update federation_recipient set presence_id = '' where presence_id is null`.execute(db);
		await sql`alter table federation_recipient alter column presence_id set not null,
			add column missing integer not null default 0`.execute(db);
		await sql`drop index federation_recipient_due, federation_recipient_held, federation_recipient_host`.execute(db);
		await sql`create index federation_recipient_lane on federation_recipient (host, presence_id, next_at, id)
			where owner is null`.execute(db);
		await sql`create index federation_recipient_busy on federation_recipient (host, owner)
			where owner is not null`.execute(db);
		await sql`alter table federation_host add column asks_until_at timestamptz, add column forgotten_at timestamptz`.execute(
			db,
		);
		await sql`create index federation_host_trouble on federation_host (failing_since_at, host)
			where failing_since_at is not null`.execute(db);
		await sql`create table federation_lane (
			host text not null,
			presence_id text not null,
			next_at timestamptz not null,
			primary key (host, presence_id)
		)`.execute(db);
		await sql`create index federation_lane_due on federation_lane (presence_id, next_at)`.execute(db);
		await sql`insert into federation_lane (host, presence_id, next_at)
			select host, presence_id, min(next_at) from federation_recipient group by host, presence_id`.execute(db);
	},
};

/**
 * Which version of a foreign statement stands, so that whatever comes in whatever order ends alike; and who took
 * something back, because only its author can.
 */
const versions = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table federation_said (
			id text primary key,
			author text not null,
			presence_id text not null,
			said_at timestamptz not null,
			is_update boolean not null,
			activity_id text not null,
			arrived_at timestamptz not null
		)`.execute(db);
		await sql`create index federation_said_arrived on federation_said (arrived_at)`.execute(db);
		await sql`insert into federation_said
			select distinct on (id) id, author, presence_id, coalesce(said_at, 'epoch'), edited, '', arrived_at from (
				select change #>> '{message,remote,id}' as id, change #>> '{message,author,remoteId}' as author, presence_id,
					to_timestamp(coalesce(change #>> '{message,editedAt}', change #>> '{message,sentAt}')::double precision / 1000)
						as said_at,
					change #>> '{message,editedAt}' is not null as edited, arrived_at, position
				from federation_inbound where change ->> 'kind' = 'message'
			) known order by id, position desc`.execute(db);
		await sql`drop index federation_inbound_said`.execute(db);
		await sql`alter table federation_gone add column by_actor text not null default ''`.execute(db);
		await sql`alter table federation_gone drop constraint federation_gone_pkey, add primary key (id, by_actor)`.execute(
			db,
		);
	},
};

/** Followers are counted by server. */
const counting = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create index federation_follower_of on federation_follower (identifier, host)`.execute(db);
	},
};

/** Copies that a switch holds by their topic or unit lie outside the lanes. */
const holding = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table federation_recipient add column held boolean not null default false`.execute(db);
		await sql`drop index federation_recipient_lane`.execute(db);
		await sql`create index federation_recipient_lane on federation_recipient (host, presence_id, next_at, id)
			where owner is null and not held`.execute(db);
		await sql`create index federation_recipient_held on federation_recipient (activity_id) where held`.execute(db);
		await sql`alter table federation_activity add column held boolean not null default false`.execute(db);
		await sql`create index federation_activity_held on federation_activity (id) where held`.execute(db);
	},
};

/** Single people whom a presence does not hear any more. */
const blocking = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table federation_actor_block (
			who text not null,
			presence_id text not null,
			activity_id text not null,
			blocked_at timestamptz not null,
			primary key (who, presence_id)
		)`.execute(db);
	},
};

/** Whom we allowed to quote us. */
const quoting = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table federation_quote (
			id text primary key,
			object_id text not null,
			quoting text not null,
			who text not null,
			inbox text not null,
			stamped_at timestamptz not null,
			revoked_at timestamptz,
			unique (object_id, quoting)
		)`.execute(db);
		await sql`create index federation_quote_by_who on federation_quote (who)`.execute(db);
		await sql`create index federation_quote_quoting on federation_quote (quoting)`.execute(db);
		await sql`create index federation_quote_standing on federation_quote (object_id, id) where revoked_at is null`.execute(
			db,
		);
		await sql`create index federation_quote_revoked on federation_quote (revoked_at) where revoked_at is not null`.execute(
			db,
		);
	},
};

export const federationMigrations: Migrations = {
	'federation-001': first,
	'federation-002': lanes,
	'federation-003': versions,
	'federation-004': counting,
	'federation-020': holding,
	'federation-030': blocking,
	'federation-040': quoting,
};
