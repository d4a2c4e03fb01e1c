import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

import { firstDays } from './first-days.ts';

/** When a post stands in the calendar: it went out, goes out, or is wished for then. One expression, one index. */
const calendarAt = sql.raw('coalesce(published_at, due_at, plan_at)');

const calendar = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table editorial_post
			add column plan_local text,
			add column plan_zone text,
			add column plan_occurrence text check (plan_occurrence in ('earlier', 'later')),
			add column plan_at timestamptz`.execute(db);
		await sql`create index editorial_post_calendar on editorial_post ((${calendarAt}), id)`.execute(db);
		await sql`create index editorial_post_unit_calendar on editorial_post (unit_id, (${calendarAt}), id)`.execute(db);
		const undated = sql.raw(`where plan_at is null and state in ('draft', 'in-approval', 'approved')`);
		await sql`create index editorial_post_undated on editorial_post (changed_at desc, id desc) ${undated}`.execute(db);
		await sql`create index editorial_post_unit_undated on editorial_post (unit_id, changed_at desc, id desc) ${undated}`.execute(
			db,
		);
		await sql`create table editorial_slot (
			id text primary key,
			presence_id text not null,
			weekday integer not null check (weekday between 1 and 7),
			local_time text not null check (local_time ~ '^\\d{2}:\\d{2}$'),
			unique (presence_id, weekday, local_time)
		)`.execute(db);
	},
};

const topics = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table editorial_post
			add column campaign_id text,
			add column target_groups text[] not null default '{}'`.execute(db);
		await sql`create index editorial_post_campaign on editorial_post (campaign_id, id) where campaign_id is not null`.execute(
			db,
		);
		await sql`create table editorial_target_group (
			id text primary key,
			name text not null,
			age_from integer,
			age_until integer,
			archived boolean not null default false
		)`.execute(db);
		await sql`create table editorial_pitch (
			id text primary key,
			unit_id text not null,
			title text not null,
			note text not null,
			topic text,
			target_groups text[] not null,
			state text not null check (state in ('pitched', 'accepted', 'assigned', 'drafted', 'declined')),
			wished_on text,
			reason text,
			assignee_id text,
			post_id text references editorial_post,
			created_by text not null,
			created_at timestamptz not null,
			changed_at timestamptz not null
		)`.execute(db);
		await sql`create index editorial_pitch_state on editorial_pitch (state, changed_at desc, id desc)`.execute(db);
		await sql`create index editorial_pitch_unit_state on editorial_pitch (unit_id, state, changed_at desc, id desc)`.execute(
			db,
		);
		await sql`create table editorial_campaign (
			id text primary key,
			unit_id text not null,
			name text not null,
			goal text not null,
			first_day text not null,
			last_day text not null,
			created_at timestamptz not null
		)`.execute(db);
		await sql`create index editorial_campaign_last on editorial_campaign (last_day desc, id desc)`.execute(db);
		await sql`create index editorial_campaign_unit_last on editorial_campaign (unit_id, last_day desc, id desc)`.execute(
			db,
		);
		await sql`create table editorial_day (
			id text primary key,
			name text not null,
			kind text not null check (kind in ('awareness', 'school-holiday', 'own')),
			first_day text not null,
			last_day text not null,
			source text not null
		)`.execute(db);
		for (const [day, name, source] of firstDays)
			await sql`insert into editorial_day values (${`day-${day}`}, ${name}, 'awareness', ${day}, ${day}, ${source})`.execute(
				db,
			);
	},
};

const exchange = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table editorial_calendar_link (
			person_id text primary key,
			secret_hash text not null unique,
			created_at timestamptz not null
		)`.execute(db);
		await sql`create table editorial_import (
			hash text not null,
			unit_id text not null,
			at timestamptz not null,
			primary key (hash, unit_id)
		)`.execute(db);
		await sql`create table editorial_source (
			id text primary key,
			unit_id text not null,
			name text not null,
			url text not null,
			added_by text not null,
			added_at timestamptz not null,
			asked_at timestamptz,
			failure text
		)`.execute(db);
		await sql`create table editorial_source_item (
			source_id text not null references editorial_source,
			item_key text not null,
			seen_at timestamptz not null,
			post_id text,
			primary key (source_id, item_key)
		)`.execute(db);
	},
};

/** Sources speak a language of their own, and each presence may be silent as long as it likes. */
const ownWays = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table editorial_source add column language text not null default 'de'`.execute(db);
		await sql`create table editorial_silence (
			presence_id text primary key,
			days integer check (days between 1 and 365)
		)`.execute(db);
		await sql`create index editorial_series_of_unit on editorial_series (unit_id, id) where state = 'running'`.execute(
			db,
		);
	},
};

export const planningMigrations: Migrations = {
	'editorial-020': calendar,
	'editorial-021': topics,
	'editorial-022': exchange,
	'editorial-070': ownWays,
};
