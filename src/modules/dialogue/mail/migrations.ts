import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

const mailboxes = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table dialogue_mailbox (
			id text primary key,
			unit_id text not null,
			name text not null,
			address text not null,
			host text not null,
			port integer not null,
			security text not null check (security in ('tls', 'starttls', 'none')),
			login text not null,
			password bytea not null,
			folder text not null,
			uid_validity bigint not null,
			last_uid bigint not null,
			polled_at timestamptz,
			next_poll_at timestamptz,
			failures integer not null default 0,
			failure text,
			lease_until timestamptz,
			connected_at timestamptz not null,
			ended_at timestamptz
		)`.execute(db);
		await sql`create index dialogue_mailbox_unit on dialogue_mailbox (unit_id) where ended_at is null`.execute(db);
		await sql`create table dialogue_mail (
			mailbox_id text not null references dialogue_mailbox,
			key text not null,
			kind text not null check (kind in
				('message', 'automatic', 'bounce', 'list', 'sent', 'too-large', 'unreadable')),
			message_id text,
			at timestamptz not null,
			about bytea,
			primary key (mailbox_id, key)
		)`.execute(db);
		await sql`create index dialogue_mail_message on dialogue_mail (message_id) where message_id is not null`.execute(
			db,
		);
		await sql`create index dialogue_mail_aside on dialogue_mail (mailbox_id, at desc, key)
			where kind not in ('message', 'sent')`.execute(db);
		await sql`create index dialogue_mail_kept on dialogue_mail (at)
			where message_id is null and about is not null`.execute(db);
		await sql`alter table dialogue_conversation add column mailbox_id text`.execute(db);
		await sql`create index dialogue_conversation_mailbox_due on dialogue_conversation (mailbox_id, due_at, id)
			where mailbox_id is not null`.execute(db);
		await sql`create index dialogue_conversation_mailbox_newest on dialogue_conversation (mailbox_id, last_at desc, id desc)
			where mailbox_id is not null`.execute(db);
	},
};

const returned = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table dialogue_mail add column returned_at timestamptz, add column returned bytea`.execute(db);
	},
};

const files = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table dialogue_mail_file (
			message_id text not null references dialogue_message on delete cascade,
			place integer not null,
			bytes bytea,
			infected text,
			primary key (message_id, place)
		)`.execute(db);
	},
};

export const mailMigrations: Migrations = {
	'dialogue-130': mailboxes,
	'dialogue-160': returned,
	'dialogue-161': files,
};
