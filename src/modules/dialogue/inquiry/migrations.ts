import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

/** Questions to colleagues and experts beside a conversation, and what they answered. */
const inquiries = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table dialogue_inquiry (
			id text primary key,
			conversation_id text not null references dialogue_conversation,
			unit_id text not null,
			by_id text not null,
			kind text not null check (kind in ('person', 'unit', 'expert')),
			asked_id text,
			instead_of text,
			expert bytea,
			link_hash text unique,
			message_id text,
			shown text not null,
			state text not null check (state in ('open', 'answered', 'withdrawn')),
			asked_at timestamptz not null,
			due_at timestamptz not null,
			answered_at timestamptz,
			told_late boolean not null default false
		)`.execute(db);
		await sql`create table dialogue_inquiry_line (
			id text primary key,
			arrival bigint generated always as identity,
			inquiry_id text not null references dialogue_inquiry on delete cascade,
			from_asker boolean not null,
			by_id text,
			text text not null,
			at timestamptz not null,
			taken_at timestamptz
		)`.execute(db);
		await sql`create index dialogue_inquiry_conversation on dialogue_inquiry (conversation_id, state)`.execute(db);
		await sql`create index dialogue_inquiry_message on dialogue_inquiry (message_id) where message_id is not null`.execute(
			db,
		);
		await sql`create index dialogue_inquiry_open on dialogue_inquiry (asked_id, due_at, id) where state = 'open'`.execute(
			db,
		);
		await sql`create index dialogue_inquiry_answered on dialogue_inquiry (asked_id, answered_at desc, id desc)
			where state = 'answered'`.execute(db);
		await sql`create index dialogue_inquiry_late on dialogue_inquiry (due_at) where state = 'open' and not told_late`.execute(
			db,
		);
		await sql`create index dialogue_inquiry_line_thread on dialogue_inquiry_line (inquiry_id, arrival)`.execute(db);
	},
};

export const inquiryMigrations: Migrations = { 'dialogue-100': inquiries };
