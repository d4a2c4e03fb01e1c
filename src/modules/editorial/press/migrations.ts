import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

const contacts = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table editorial_press_contact (
			id text primary key,
			unit_id text not null,
			name text not null,
			outlet text not null,
			mail text not null,
			sort_name text not null,
			language text not null,
			source text not null,
			since text not null,
			state text not null check (state in ('active', 'paused', 'bounced')),
			bounce text,
			version integer not null,
			changed_by text not null,
			changed_at timestamptz not null,
			words text generated always as (lower(name || ' ' || outlet || ' ' || mail)) stored
		)`.execute(db);
		for (const [name, columns] of [
			['order', '(sort_name, id)'],
			['unit_order', '(unit_id, sort_name, id)'],
			['state', '(state, sort_name, id)'],
			['unit_state', '(unit_id, state, sort_name, id)'],
		] as const)
			await sql`create index ${sql.raw(`editorial_press_contact_${name}`)} on editorial_press_contact ${sql.raw(columns)}`.execute(
				db,
			);
		await sql`create unique index editorial_press_contact_once on editorial_press_contact (unit_id, lower(mail))`.execute(
			db,
		);
		await sql`create index editorial_press_contact_words on editorial_press_contact using gin (words gin_trgm_ops)`.execute(
			db,
		);
		await sql`alter table editorial_press_contact alter column words set statistics 1000`.execute(db);
		await sql`create table editorial_press_list (
			id text primary key,
			unit_id text not null,
			name text not null,
			made_at timestamptz not null
		)`.execute(db);
		await sql`create index editorial_press_list_name on editorial_press_list (name, id)`.execute(db);
		await sql`create index editorial_press_list_unit on editorial_press_list (unit_id, name, id)`.execute(db);
		await sql`create unique index editorial_press_list_once on editorial_press_list (unit_id, lower(name))`.execute(db);
		await sql`create table editorial_press_member (
			list_id text not null references editorial_press_list on delete cascade,
			contact_id text not null references editorial_press_contact on delete cascade,
			sort_name text not null,
			primary key (contact_id, list_id)
		)`.execute(db);
		await sql`create index editorial_press_member_order on editorial_press_member (list_id, sort_name, contact_id)`.execute(
			db,
		);
		await sql`create table editorial_press_refusal (
			unit_id text not null,
			fingerprint text not null,
			at timestamptz not null,
			primary key (unit_id, fingerprint)
		)`.execute(db);
	},
};

const mailings = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table editorial_press_mailing (
			post_id text primary key references editorial_post,
			unit_id text not null,
			delivery_id text not null,
			presence_id text not null,
			list_ids text[] not null,
			ordered_at timestamptz not null,
			ready_at timestamptz not null,
			spread_at timestamptz,
			switched_off_at timestamptz,
			held_at timestamptz
		)`.execute(db);
		await sql`create index editorial_press_mailing_open on editorial_press_mailing (ordered_at) where spread_at is null`.execute(
			db,
		);
		await sql`create table editorial_press_recipient (
			id text primary key,
			post_id text not null references editorial_press_mailing,
			contact_id text not null,
			fingerprint text not null,
			masked text not null,
			state text not null check (state in ('waiting', 'sending', 'sent', 'practice', 'refused', 'unclear', 'stopped')),
			attempts integer not null default 0,
			due_at timestamptz,
			lease_until timestamptz,
			reason text,
			content_hash text,
			settled_at timestamptz,
			said_by text,
			unique (post_id, fingerprint)
		)`.execute(db);
		await sql`create index editorial_press_recipient_due on editorial_press_recipient (due_at, id) where state = 'waiting'`.execute(
			db,
		);
		await sql`create index editorial_press_recipient_lease on editorial_press_recipient (lease_until) where state = 'sending'`.execute(
			db,
		);
		await sql`create index editorial_press_recipient_post on editorial_press_recipient (post_id, id)`.execute(db);
		await sql`create index editorial_press_recipient_trouble on editorial_press_recipient (post_id, id) where state in ('refused', 'unclear')`.execute(
			db,
		);
		await sql`create index editorial_press_recipient_open on editorial_press_recipient (post_id) where state in ('waiting', 'sending')`.execute(
			db,
		);
	},
};

export const pressMigrations: Migrations = { 'editorial-080': contacts, 'editorial-081': mailings };
