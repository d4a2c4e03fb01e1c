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

export const policyMigrations: Migrations = { 'policy-001': first };
