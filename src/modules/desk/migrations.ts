import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

const first = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table desk_notice (
			id text primary key,
			person_id text not null,
			kind text not null,
			post_id text not null,
			unit_id text not null,
			title text not null,
			by_id text,
			at timestamptz not null,
			on_desk boolean not null,
			by_mail boolean not null,
			read_at timestamptz,
			mailed_at timestamptz
		)`.execute(db);
		await sql`create index desk_notice_person on desk_notice (person_id, at desc, id desc) where on_desk`.execute(db);
		await sql`create index desk_notice_unread on desk_notice (person_id, at desc, id desc)
			where on_desk and read_at is null`.execute(db);
		await sql`create index desk_notice_digest on desk_notice (person_id, at)
			where by_mail and mailed_at is null and read_at is null`.execute(db);
		await sql`create index desk_notice_post on desk_notice (post_id) where read_at is null`.execute(db);
		await sql`create index desk_notice_age on desk_notice (at)`.execute(db);
		await sql`create table desk_wish (
			person_id text not null,
			kind text not null,
			desk boolean not null,
			mail boolean not null,
			primary key (person_id, kind)
		)`.execute(db);
		await sql`create table desk_view (
			id text primary key,
			person_id text not null,
			place text not null,
			name text not null,
			search jsonb not null,
			at timestamptz not null,
			unique (person_id, place, name)
		)`.execute(db);
	},
};

export const deskMigrations: Migrations = { 'desk-001': first };
