import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

/** Series of posts, and each time they come round. */
const series = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table editorial_series (
			id text primary key,
			post_id text not null unique references editorial_post,
			unit_id text not null,
			rule text not null,
			start_local text not null,
			zone text not null,
			state text not null check (state in ('running', 'stopped')),
			content_sha256 text not null,
			yes text not null,
			started_by text not null,
			started_at timestamptz not null
		)`.execute(db);
		await sql`create index editorial_series_running on editorial_series (id) where state = 'running'`.execute(db);
		await sql`create table editorial_occurrence (
			series_id text not null references editorial_series,
			local text not null,
			at timestamptz not null,
			state text not null check (state in ('planned', 'asked', 'done', 'skipped', 'missed')),
			post_id text references editorial_post,
			primary key (series_id, local)
		)`.execute(db);
		await sql`create index editorial_occurrence_open on editorial_occurrence (at, series_id)
			where state in ('planned', 'asked')`.execute(db);
		await sql`create index editorial_occurrence_post on editorial_occurrence (post_id) where post_id is not null`.execute(
			db,
		);
	},
};

export const seriesMigrations: Migrations = { 'editorial-050': series };
