import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

const handover = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table dialogue_message add column sealed bytea`.execute(db);
		await sql`create table dialogue_target (
			id text primary key,
			unit_id text not null,
			kind text not null,
			name text not null,
			address text not null,
			contact text not null,
			public_text text not null,
			private_text text not null,
			key bytea,
			retired_at timestamptz
		)`.execute(db);
		await sql`create index dialogue_target_unit on dialogue_target (unit_id, name, id) where retired_at is null`.execute(
			db,
		);
		await sql`create table dialogue_handover (
			id text primary key,
			conversation_id text not null references dialogue_conversation,
			unit_id text not null,
			target_id text not null references dialogue_target,
			at timestamptz not null,
			relevant jsonb not null,
			file_reference text,
			receipt_hash text not null unique,
			receipt bytea not null,
			data bytea,
			sending text not null,
			attempts integer not null default 0,
			due_at timestamptz,
			reason text
		)`.execute(db);
		await sql`create index dialogue_handover_conversation on dialogue_handover (conversation_id, at desc)`.execute(db);
		await sql`create index dialogue_handover_month on dialogue_handover (unit_id, at)`.execute(db);
		await sql`create index dialogue_handover_due on dialogue_handover (due_at) where sending in ('waiting', 'sending')`.execute(
			db,
		);
		await sql`create index dialogue_conversation_opened on dialogue_conversation (opened_at, unit_id)`.execute(db);
	},
};

export const handoverMigrations: Migrations = { 'dialogue-020': handover };
