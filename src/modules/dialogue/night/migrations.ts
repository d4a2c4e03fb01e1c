import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

/** A note outside the hours, once a night in a conversation. */
const night = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table dialogue_night (
			presence_id text primary key,
			mode text not null check (mode in ('off', 'private', 'all')),
			extra text not null default ''
		)`.execute(db);
		await sql`create table dialogue_night_note (
			conversation_id text not null,
			opens_at timestamptz not null,
			message_id text not null,
			primary key (conversation_id, opens_at)
		)`.execute(db);
	},
};

export const nightMigrations: Migrations = { 'dialogue-072': night };
