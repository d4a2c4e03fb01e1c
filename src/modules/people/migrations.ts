import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

import { authTables } from './sign-in/auth-tables.ts';

const peopleTables = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table people_authority (
			one_row boolean primary key default true check (one_row),
			name text not null,
			kind text not null,
			zone text not null,
			land text,
			language text not null,
			contact jsonb not null
		)`.execute(db);
		await sql`create table people_unit (
			id text primary key,
			parent_id text references people_unit (id),
			name text not null,
			short text not null,
			closed_at timestamptz
		)`.execute(db);
		await sql`create table people_person (
			id text primary key,
			name text not null,
			mail text not null,
			state text not null check (state in ('invited', 'active', 'locked', 'left')),
			initials text not null,
			created_at timestamptz not null
		)`.execute(db);
		await sql`create unique index people_person_mail on people_person (lower(mail)) where state <> 'left'`.execute(db);
		await sql`create index people_person_name on people_person (name, id)`.execute(db);
		await sql`create table people_role (
			id text primary key,
			person_id text not null references people_person (id),
			role text not null,
			unit_id text references people_unit (id),
			given_at timestamptz not null,
			unique nulls not distinct (person_id, role, unit_id)
		)`.execute(db);
		await sql`create table people_substitution (
			id text primary key,
			person_id text not null references people_person (id),
			substitute_id text not null references people_person (id),
			from_at timestamptz not null,
			until_at timestamptz not null,
			check (from_at < until_at),
			check (person_id <> substitute_id)
		)`.execute(db);
		await sql`create index people_substitution_until on people_substitution (until_at)`.execute(db);
		await sql`create table people_invitation (
			id text primary key,
			person_id text not null references people_person (id),
			token_hash text not null unique,
			purpose text not null check (purpose in ('invitation', 'rescue', 'reset')),
			expires_at timestamptz not null,
			used_at timestamptz
		)`.execute(db);
		await sql`create index people_invitation_person on people_invitation (person_id)`.execute(db);
		await sql`create table people_api_token (
			id text primary key,
			name text not null,
			token_hash text not null unique,
			scopes jsonb not null,
			unit_id text references people_unit (id),
			created_by text not null references people_person (id),
			created_at timestamptz not null,
			expires_at timestamptz not null,
			revoked_at timestamptz
		)`.execute(db);
		await sql`create table people_setup (
			one_row boolean primary key default true check (one_row),
			code_hash text not null,
			closed_at timestamptz
		)`.execute(db);
	},
};

/** Whether this installation is the sample city: null for every real one. */
const sampleMark = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table people_setup add column sample text check (sample in ('building', 'ready')),
			add column sample_since timestamptz`.execute(db);
	},
};

export const peopleMigrations: Migrations = {
	'people-001': peopleTables,
	'people-002': sampleMark,
	'people-auth-001': authTables,
};
