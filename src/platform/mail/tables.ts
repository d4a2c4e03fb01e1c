import { type Kysely, sql } from 'kysely';

import { tables } from '../db/database.ts';
import type { Migrations } from '../db/migrate.ts';

export type MailState = 'waiting' | 'sending' | 'sent' | 'refused' | 'practice';

export interface MailTables {
	platform_mail: {
		id: string;
		to_address: string;
		subject: string;
		kind: string;
		/** Sealed; null once it was sent, because it may hold a link that opens something. */
		body: Buffer | null;
		state: MailState;
		attempts: number;
		created_at: Date;
		due_at: Date | null;
		lease_until: Date | null;
		reason: string | null;
	};
	platform_mail_server: { one_row: boolean; sealed: Buffer; changed_at: Date };
}

export const mail = tables<MailTables>();

const first = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table platform_mail (
			id text primary key,
			to_address text not null,
			subject text not null,
			kind text not null,
			body bytea,
			state text not null check (state in ('waiting', 'sending', 'sent', 'refused', 'practice')),
			attempts integer not null,
			created_at timestamptz not null,
			due_at timestamptz,
			lease_until timestamptz,
			reason text
		)`.execute(db);
		await sql`create index platform_mail_due on platform_mail (due_at) where state = 'waiting'`.execute(db);
		await sql`create index platform_mail_lease on platform_mail (lease_until) where state = 'sending'`.execute(db);
		await sql`create index platform_mail_state on platform_mail (state, created_at desc, id desc)`.execute(db);
		await sql`create index platform_mail_created on platform_mail (created_at desc, id desc)`.execute(db);
		await sql`create table platform_mail_server (
			one_row boolean primary key default true check (one_row),
			sealed bytea not null,
			changed_at timestamptz not null
		)`.execute(db);
	},
};

export const mailMigrations: Migrations = { 'platform-mail-001': first };
