import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

const first = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table policy_version (
			area text not null check (area in ('checks', 'profile')),
			number integer not null check (number > 0),
			document jsonb not null,
			changed text[] not null,
			note text not null,
			by_id text not null,
			at timestamptz not null,
			primary key (area, number)
		)`.execute(db);
	},
};

/** What holds for those who write to us is versioned like what holds for ourselves. */
const netiquette = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table policy_version drop constraint policy_version_area_check`.execute(db);
		await sql`alter table policy_version add constraint policy_version_area_check
			check (area in ('checks', 'profile', 'netiquette'))`.execute(db);
	},
};

/** Where a presence may be opened without a resolution. */
const openings = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table policy_version drop constraint policy_version_area_check`.execute(db);
		await sql`alter table policy_version add constraint policy_version_area_check
			check (area in ('checks', 'profile', 'netiquette', 'openings'))`.execute(db);
	},
};

export const policyMigrations: Migrations = {
	'policy-001': first,
	'policy-010': netiquette,
	'policy-020': openings,
};
