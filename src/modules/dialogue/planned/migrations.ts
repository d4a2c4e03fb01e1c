import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

/** Answers that leave when the unit opens. */
const planned = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table dialogue_message add column planned_for timestamptz,
			add column awaits boolean not null default false`.execute(db);
		await sql`create index dialogue_message_planned on dialogue_message (planned_for, conversation_id)
			where planned_for is not null and delivery = 'waiting'`.execute(db);
		await sql`create index dialogue_message_planned_in on dialogue_message (conversation_id)
			where planned_for is not null and delivery = 'waiting'`.execute(db);
	},
};

export const plannedMigrations: Migrations = { 'dialogue-070': planned };
