import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

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

export const planningMigrations: Migrations = { 'editorial-020': calendar };
