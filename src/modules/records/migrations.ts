import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

const first = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table records_entry (
			no bigint generated always as identity primary key,
			id text not null unique,
			kind text not null,
			subject text not null,
			unit_id text,
			at timestamptz not null,
			commitment bytea not null,
			sealed bytea,
			record_key bytea,
			check ((sealed is null) = (record_key is null))
		)`.execute(db);
		await sql`create index records_entry_at on records_entry (at, no)`.execute(db);
		await sql`create index records_entry_subject on records_entry (subject, at, no)`.execute(db);
		await sql`create index records_entry_kind on records_entry (kind, at, no)`.execute(db);
		await sql`create index records_entry_unit on records_entry (unit_id, at, no)`.execute(db);
		await sql`create table records_pending (no bigint primary key)`.execute(db);
		await sql`create table records_leaf (
			position bigint primary key,
			entry_no bigint not null unique,
			hash bytea not null
		)`.execute(db);
		await sql`create table records_node (
			level smallint not null,
			position bigint not null,
			hash bytea not null,
			primary key (level, position)
		)`.execute(db);
		await sql`create table records_checkpoint (
			size bigint primary key,
			root bytea not null,
			note text not null,
			signed_at timestamptz not null,
			token bytea,
			stamped_at timestamptz
		)`.execute(db);
		await sql`create index records_checkpoint_stamped on records_checkpoint (size) where token is not null`.execute(db);
		await sql`create table records_key (
			one_row boolean primary key default true check (one_row),
			name text not null,
			public_key bytea not null,
			created_at timestamptz not null
		)`.execute(db);
		await sql`create table records_hold (
			id text primary key,
			subject text not null,
			reason bytea not null,
			review_at timestamptz,
			set_at timestamptz not null,
			lifted_at timestamptz
		)`.execute(db);
		await sql`create index records_hold_subject on records_hold (subject) where lifted_at is null`.execute(db);
		await sql`create index records_hold_set on records_hold (set_at, id)`.execute(db);
		await sql`create table records_erasure (
			id text primary key,
			subject text not null,
			entry_id text,
			legal_basis text not null,
			reason bytea not null,
			state text not null,
			requested_by text not null,
			requested_at timestamptz not null,
			decided_at timestamptz
		)`.execute(db);
		await sql`create index records_erasure_requested on records_erasure (requested_at, id)`.execute(db);
	},
};

export const recordsMigrations: Migrations = { 'records-001': first };
