import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

const ladder = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table dialogue_message add column original bytea, add column withheld_at timestamptz`.execute(db);
		await sql`create table dialogue_evidence (
			id text primary key,
			conversation_id text not null references dialogue_conversation,
			unit_id text not null,
			message_id text not null,
			captured_at timestamptz not null,
			sha256 text not null,
			size integer not null,
			bytes bytea not null
		)`.execute(db);
		await sql`create table dialogue_moderation (
			id text primary key,
			conversation_id text not null references dialogue_conversation,
			message_id text not null,
			unit_id text not null,
			presence_id text,
			channel text not null,
			practice boolean not null,
			step text not null,
			means text not null,
			rule text not null,
			netiquette integer not null,
			facts text not null,
			proportion text not null,
			evidence_id text not null references dialogue_evidence,
			by_id text not null,
			second_id text,
			at timestamptz not null,
			decided_at timestamptz,
			expires_at timestamptz,
			until_at timestamptz,
			state text not null,
			waits text,
			course text not null,
			sending text not null,
			attempts integer not null,
			due_at timestamptz,
			reason text,
			target bytea not null,
			notice_id text,
			objection_hash text not null unique,
			objection bytea not null,
			check (second_id is null or second_id <> by_id)
		)`.execute(db);
		const index = (name: string, on: string) =>
			sql`create index ${sql.raw(`dialogue_moderation_${name}`)} on dialogue_moderation ${sql.raw(on)}`.execute(db);
		await index('conversation', '(conversation_id, at desc)');
		await index('newest', '(at desc, id desc)');
		await index('unit', '(unit_id, at desc, id desc)');
		await index('waits', '(waits, at desc, id desc) where waits is not null');
		await index('unit_waits', '(unit_id, waits, at desc, id desc) where waits is not null');
		await index('due', "(due_at) where sending in ('waiting', 'sending')");
		await index('until', "(until_at) where state = 'standing' and until_at is not null");
		await index('expires', "(expires_at) where state = 'proposed'");
		await index('decided', '(decided_at) where decided_at is not null and not practice');
		await sql`create table dialogue_objection (
			moderation_id text primary key references dialogue_moderation,
			text bytea not null,
			language text not null,
			at timestamptz not null,
			due_at timestamptz not null,
			decided_at timestamptz,
			decided_by text,
			upheld boolean,
			answer text
		)`.execute(db);
		await sql`create table dialogue_emergency (
			unit_id text primary key,
			contacts jsonb not null,
			version integer not null
		)`.execute(db);
		await sql`create table dialogue_alarm (
			id text primary key,
			conversation_id text not null references dialogue_conversation,
			unit_id text not null,
			evidence_id text not null references dialogue_evidence,
			by_id text not null,
			at timestamptz not null,
			done jsonb not null default '[]',
			note text not null default '',
			closed_at timestamptz
		)`.execute(db);
		await sql`create index dialogue_alarm_conversation on dialogue_alarm (conversation_id, at desc)`.execute(db);
	},
};

export const moderationMigrations: Migrations = { 'dialogue-040': ladder };
