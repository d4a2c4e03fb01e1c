import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

/** Several spans a day, days off, promises; and on each conversation what its clock was wound with. */
const deadlines = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table dialogue_office_hours
			add column land text,
			add column closures jsonb not null default '[]',
			add column promises jsonb not null default '[]',
			add column warn_share integer not null default 75,
			add column mailbox text not null default '',
			add column version integer not null default 1`.execute(db);
		await sql`update dialogue_office_hours set week = (select jsonb_agg(
			case when day = 'null'::jsonb then '[]'::jsonb else jsonb_build_array(day) end order by at)
			from jsonb_array_elements(week) with ordinality as days (day, at))`.execute(db);
		await sql`alter table dialogue_conversation
			add column priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
			add column asking text not null default 'mention'
				check (asking in ('question', 'comment', 'mention', 'direct', 'form')),
			add column due_from timestamptz,
			add column warn_at timestamptz,
			add column warned boolean not null default false,
			add column escalated boolean not null default false,
			add column due_stale boolean not null default false`.execute(db);
		// What was late before is not told of again.
		await sql`update dialogue_conversation set due_from = opened_at, warned = true, escalated = coalesce(due_at < now(), false),
			asking = case when channel = 'form' then 'form' when visibility = 'private' then 'direct'
				when excerpt like '%?%' then 'question' when post_id is null then 'mention' else 'comment' end`.execute(db);
		await sql`create index dialogue_conversation_warn on dialogue_conversation (warn_at)
			where state = 'open' and not warned`.execute(db);
		await sql`create index dialogue_conversation_late on dialogue_conversation (due_at)
			where state = 'open' and not escalated`.execute(db);
		await sql`create index dialogue_conversation_stale on dialogue_conversation (id) where due_stale`.execute(db);
	},
};

export const deadlineMigrations: Migrations = { 'dialogue-010': deadlines };
