import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

/** Who is on duty when, what shifts tell each other, and which conversations a shift got. */
const duty = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table dialogue_duty (
			unit_id text primary key,
			turns jsonb not null,
			exceptions jsonb not null,
			assigns boolean not null,
			version integer not null
		)`.execute(db);
		await sql`create table dialogue_shift_note (
			id text primary key,
			unit_id text not null,
			author_id text not null,
			open text not null,
			waiting text not null,
			promised text not null,
			special text not null,
			figures jsonb not null,
			written_at timestamptz not null,
			read_at timestamptz,
			read_by text
		)`.execute(db);
		await sql`create index dialogue_shift_note_newest on dialogue_shift_note (written_at desc, id desc)`.execute(db);
		await sql`create index dialogue_shift_note_unit on dialogue_shift_note (unit_id, written_at desc, id desc)`.execute(
			db,
		);
		await sql`create index dialogue_shift_note_unread on dialogue_shift_note (unit_id) where read_at is null`.execute(
			db,
		);
		await sql`alter table dialogue_conversation add column duty_from timestamptz, add column duty_to text`.execute(db);
		await sql`create index dialogue_conversation_offered on dialogue_conversation (unit_id, duty_from)
			where state = 'open' and assignee_id is null and snoozed_until is null`.execute(db);
		await sql`create index dialogue_conversation_given on dialogue_conversation (duty_to) where state = 'open'`.execute(
			db,
		);
	},
};

/** Two weeks may take turns. */
const cycle = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table dialogue_duty add column anchor text`.execute(db);
	},
};

export const dutyMigrations: Migrations = { 'dialogue-071': duty, 'dialogue-162': cycle };
