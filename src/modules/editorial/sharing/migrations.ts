import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

const previews = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table editorial_preview_link (
			id text primary key,
			post_id text not null references editorial_post,
			token_hash text not null unique,
			note text not null,
			made_by text not null,
			at timestamptz not null,
			expires_at timestamptz not null,
			ended_at timestamptz
		)`.execute(db);
		await sql`create index editorial_preview_link_post on editorial_preview_link (post_id, at desc)
			where ended_at is null`.execute(db);
	},
};

export const sharingMigrations: Migrations = { 'editorial-061': previews };
