import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

/** Steps by rule. A yes from before belongs to the one step there was. */
const rules = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table editorial_approval
			add column step text not null default 'approval',
			add column way text not null default 'desk' check (way in ('desk', 'link', 'change')),
			add column accepted_by text,
			add column accepted_at timestamptz,
			add column guest_name text,
			add column guest_office text`.execute(db);
		await sql`create table editorial_approval_rule (
			id text not null,
			version integer not null,
			unit_id text,
			body jsonb not null,
			by_id text not null,
			at timestamptz not null,
			latest boolean not null,
			ended boolean not null,
			primary key (id, version)
		)`.execute(db);
		await sql`create unique index editorial_approval_rule_latest on editorial_approval_rule (id) where latest`.execute(
			db,
		);
		await sql`create table editorial_approval_plan (
			post_id text not null references editorial_post,
			content_hash text not null,
			plan jsonb not null,
			primary key (post_id, content_hash)
		)`.execute(db);
		await sql`create table editorial_approval_call (
			post_id text not null references editorial_post,
			content_hash text not null,
			step text not null,
			what text not null,
			at timestamptz not null,
			primary key (post_id, content_hash, step, what)
		)`.execute(db);
	},
};

const emergency = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table editorial_emergency (
			id text primary key,
			post_id text not null references editorial_post,
			unit_id text not null,
			content_hash text not null,
			by_id text not null,
			wrote text[] not null,
			reason text not null,
			at timestamptz not null,
			void_at timestamptz,
			checked_by text,
			checked_at timestamptz,
			verdict text check (verdict in ('fine', 'not-fine')),
			note text
		)`.execute(db);
		await sql`create index editorial_emergency_post on editorial_emergency (post_id, content_hash)`.execute(db);
		await sql`create index editorial_emergency_open on editorial_emergency (at, id) where checked_at is null`.execute(
			db,
		);
	},
};

const links = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table editorial_approval_link (
			id text primary key,
			post_id text not null references editorial_post,
			content_hash text not null,
			step text not null,
			guest_id text not null,
			guest_name text not null,
			guest_office text not null,
			guest_mail text not null,
			token_hash text not null unique,
			code_hash text not null,
			asked_by text not null,
			at timestamptz not null,
			expires_at timestamptz not null,
			tries integer not null default 0,
			ended_at timestamptz,
			ended text check (ended in ('used', 'declined', 'taken-back', 'too-many-tries'))
		)`.execute(db);
		await sql`create index editorial_approval_link_post on editorial_approval_link (post_id, at)`.execute(db);
	},
};

const comments = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table editorial_comment (
			id text primary key,
			post_id text not null references editorial_post,
			parent_id text references editorial_comment,
			by_id text not null,
			at timestamptz not null,
			body text not null,
			field text,
			quote text,
			start_at integer,
			before text,
			after text,
			mentions text[] not null,
			task_for text,
			done_at timestamptz,
			resolved_at timestamptz,
			resolved_by text,
			discarded_at timestamptz
		)`.execute(db);
		await sql`create index editorial_comment_post on editorial_comment (post_id, at, id)`.execute(db);
		await sql`create index editorial_comment_task on editorial_comment (task_for, at, id)
			where task_for is not null and done_at is null and discarded_at is null`.execute(db);
	},
};

/** Plans made before a day could have several spans: each day as the list of its spans. Doing it twice changes nothing. */
const spans = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`update editorial_approval_plan set plan = jsonb_set(plan, '{hours,week}', (
			select jsonb_agg(case
				when jsonb_typeof(day) = 'null' then '[]'::jsonb
				when jsonb_typeof(day -> 0) = 'string' then jsonb_build_array(day)
				else day end order by at)
			from jsonb_array_elements(plan #> '{hours,week}') with ordinality as days (day, at)))
			where jsonb_typeof(plan #> '{hours,week}') = 'array'`.execute(db);
	},
};

export const approvalMigrations: Migrations = {
	'editorial-030': rules,
	'editorial-031': emergency,
	'editorial-032': links,
	'editorial-033': comments,
	'editorial-111': spans,
};
