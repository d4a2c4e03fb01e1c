import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

/** Lists of open conversations leave out what is put off: so do their indexes. */
const STANDING = sql.raw(`where state = 'open' and snoozed_until is null`);

/** A resting clock, putting off, labels, and an index for each order of the desk's views and filters. */
const triage = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table dialogue_conversation
			drop constraint dialogue_conversation_state_check,
			add constraint dialogue_conversation_state_check check (state in ('open', 'waiting', 'answered', 'closed')),
			add column used_minutes integer not null default 0,
			add column snoozed_until timestamptz,
			add column snoozed_by text,
			add column snooze_reason text not null default '',
			add column labels text[] not null default '{}',
			add column merged_into text`.execute(db);
		await sql`drop index dialogue_conversation_due`.execute(db);
		await sql`drop index dialogue_conversation_unit_due`.execute(db);
		await sql`drop index dialogue_conversation_mine`.execute(db);
		const index = (name: string, columns: string, where = STANDING) =>
			sql`create index ${sql.raw(`dialogue_conversation_${name}`)} on dialogue_conversation ${sql.raw(columns)} ${where}`.execute(
				db,
			);
		await index('due', '(due_at, id)');
		await index('standing', '(last_at, id)');
		await index('unit_due', '(unit_id, due_at, id)');
		await index('mine', '(assignee_id, due_at, id)');
		await index('presence_due', `(coalesce(presence_id, 'form'), due_at, id)`);
		await index('kind_due', '(asking, due_at, id)');
		await index('priority_due', '(priority, due_at, id)');
		await index('unassigned', '(due_at, id)', sql`${STANDING} and assignee_id is null`);
		await index('soon', '(due_at, id)', sql`${STANDING} and warned`);
		await index('label_open', 'using gin (labels)');
		await index('label', 'using gin (labels)', sql``);
		await index('unit_newest', '(unit_id, last_at desc, id desc)', sql``);
		await index('presence_newest', `(coalesce(presence_id, 'form'), last_at desc, id desc)`, sql``);
		await index('counterpart', '(counterpart_id, last_at desc, id desc)', sql``);
		await index('snoozed', '(snoozed_until, id)', sql`where snoozed_until is not null`);
	},
};

const labels = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table dialogue_label (id text primary key, name text not null, retired_at timestamptz)`.execute(
			db,
		);
		await sql`create unique index dialogue_label_name on dialogue_label (lower(name))`.execute(db);
	},
};

/** A message remembers the conversation it was merged from. */
const homes = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table dialogue_message add column home_id text`.execute(db);
	},
};

/** Which posts drew unusually many messages, and on which day that was told. */
const surges = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table dialogue_surge (
			post_id text not null,
			day text not null,
			count integer not null,
			usual double precision not null,
			at timestamptz not null,
			primary key (post_id, day)
		)`.execute(db);
		await sql`create index dialogue_message_heard on dialogue_message (sent_at) where direction = 'in'`.execute(db);
	},
};

export const triageMigrations: Migrations = {
	'dialogue-030': triage,
	'dialogue-031': labels,
	'dialogue-032': homes,
	'dialogue-033': surges,
};
