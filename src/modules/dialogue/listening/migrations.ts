import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

/** Which process keeps a line open to a source, so that no other does. */
const listening = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table dialogue_listening (
			presence_id text primary key,
			line integer,
			opened_at timestamptz,
			failures integer not null default 0,
			next_at timestamptz not null
		)`.execute(db);
	},
};

export const listeningMigrations: Migrations = { 'dialogue-140': listening };
