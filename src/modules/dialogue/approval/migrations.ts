import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

/** An answer may need a second person, by the rule of its unit. */
const replyApproval = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table dialogue_reply_rule (unit_id text primary key, rule jsonb not null, version integer not null)`.execute(
			db,
		);
		await sql`create table dialogue_proposal (
			id text primary key,
			conversation_id text not null references dialogue_conversation on delete cascade,
			unit_id text not null,
			text text not null,
			language text not null,
			visibility text not null,
			awaits boolean not null,
			leaves text not null check (leaves in ('now', 'opening')),
			by_id text not null,
			at timestamptz not null,
			why text[] not null,
			hash text not null,
			version integer not null,
			state text not null check (state in ('waiting', 'approved', 'returned', 'dropped')),
			decided_by text,
			decided_at timestamptz,
			note text not null default ''
		)`.execute(db);
		await sql`create unique index dialogue_proposal_one on dialogue_proposal (conversation_id) where state = 'waiting'`.execute(
			db,
		);
		await sql`create index dialogue_proposal_conversation on dialogue_proposal (conversation_id, at desc)`.execute(db);
		await sql`create index dialogue_proposal_waiting on dialogue_proposal (at, id) where state = 'waiting'`.execute(db);
		await sql`create index dialogue_proposal_unit on dialogue_proposal (unit_id, at, id) where state = 'waiting'`.execute(
			db,
		);
		await sql`create index dialogue_message_author on dialogue_message (author_id) where direction = 'out'`.execute(db);
	},
};

export const replyApprovalMigrations: Migrations = { 'dialogue-081': replyApproval };
