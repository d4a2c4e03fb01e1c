import { type Kysely, sql } from 'kysely';

import type { Migrations } from './migrate.ts';

const first = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table platform_key (
			one_row boolean primary key default true check (one_row),
			mark text not null
		)`.execute(db);
		await sql`create table platform_chore (
			name text primary key,
			due_at timestamptz not null,
			lease_until timestamptz
		)`.execute(db);
		await sql`create table platform_idempotency (
			actor text not null,
			key text not null,
			request text not null,
			status integer,
			body text,
			expires_at timestamptz not null,
			primary key (actor, key)
		)`.execute(db);
		await sql`create index platform_idempotency_expires on platform_idempotency (expires_at)`.execute(db);
	},
};

/** Which process runs a chore: when its line is gone, the chore is free at once. */
const choreLines = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table platform_chore add column line integer`.execute(db);
	},
};

/** Which process answers a call: when its line is gone, nobody will. */
const callLines = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table platform_idempotency add column line integer`.execute(db);
	},
};

export const platformMigrations: Migrations = {
	'platform-001': first,
	'platform-002': choreLines,
	'platform-003': callLines,
};
