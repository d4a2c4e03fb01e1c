import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

/** The podcast of the house, and its episodes in order. */
const podcast = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table newsroom_podcast (
			id text primary key,
			title text not null default '',
			description text not null default '',
			author text not null default '',
			mail text not null default '',
			category text not null default 'Government',
			language text not null default 'de',
			cover jsonb,
			cover_alt text not null default ''
		)`.execute(db);
		await sql`create index newsroom_page_episodes on newsroom_page (published_at desc, id desc)
			where withdrawn_at is null and kind = 'podcast'`.execute(db);
	},
};

export const podcastMigrations: Migrations = { 'newsroom-091': podcast };
