import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

const precedents = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table dialogue_precedent (
			answer_id text primary key references dialogue_message on delete cascade,
			question_id text not null references dialogue_message on delete cascade,
			unit_id text not null,
			practice boolean not null,
			words text not null,
			said_at timestamptz not null,
			search tsvector not null generated always as (to_tsvector('german', words)) stored
		)`.execute(db);
		await sql`create index dialogue_precedent_question on dialogue_precedent (question_id)`.execute(db);
		await sql`create index dialogue_precedent_search on dialogue_precedent using gin (search)`.execute(db);
		await sql`create index dialogue_precedent_words on dialogue_precedent using gin (words gin_trgm_ops)`.execute(db);
	},
};

/** An answer that left can be changed or taken back; what it said before stays to be read. */
const changes = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table dialogue_change (
			id text primary key,
			message_id text not null references dialogue_message on delete cascade,
			what text not null check (what in ('edit', 'withdraw')),
			by_id text not null,
			at timestamptz not null,
			before text not null,
			text text,
			state text not null check (state in ('waiting', 'done', 'refused', 'unclear')),
			delivery_id text
		)`.execute(db);
		await sql`create index dialogue_change_message on dialogue_change (message_id, at, id)`.execute(db);
		await sql`create unique index dialogue_change_delivery on dialogue_change (delivery_id)
			where delivery_id is not null`.execute(db);
	},
};

export const answeringMigrations: Migrations = { 'dialogue-050': precedents, 'dialogue-080': changes };
