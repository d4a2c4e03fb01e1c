import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';
import { answeringMigrations } from './answering/migrations.ts';
import { replyApprovalMigrations } from './approval/migrations.ts';
import { deadlineMigrations } from './deadlines/migrations.ts';
import { dutyMigrations } from './duty/migrations.ts';
import { handoverMigrations } from './handover/migrations.ts';
import { inquiryMigrations } from './inquiry/migrations.ts';
import { likingMigrations } from './liking/migrations.ts';
import { listeningMigrations } from './listening/migrations.ts';
import { mailMigrations } from './mail/migrations.ts';
import { moderationMigrations } from './moderation/migrations.ts';
import { nightMigrations } from './night/migrations.ts';
import { plannedMigrations } from './planned/migrations.ts';
import { privacyMigrations } from './privacy/migrations.ts';
import { readingMigrations } from './reading/migrations.ts';
import { ruleMigrations } from './rules/migrations.ts';
import { timeMigrations } from './times/migrations.ts';
import { triageMigrations } from './triage/migrations.ts';
import { voiceMigrations } from './voices/migrations.ts';

const first = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table dialogue_source (
			presence_id text primary key,
			cursor text,
			polled_at timestamptz,
			next_poll_at timestamptz,
			failures integer not null default 0,
			failure text
		)`.execute(db);
		await sql`create table dialogue_gap (
			id text primary key,
			presence_id text not null,
			since timestamptz not null,
			until timestamptz not null,
			reason text not null
		)`.execute(db);
		await sql`create table dialogue_counterpart (
			id text primary key,
			channel text not null,
			fingerprint text not null,
			handle text not null,
			display_name text not null,
			unique (channel, fingerprint)
		)`.execute(db);
		await sql`create table dialogue_conversation (
			id text primary key,
			unit_id text not null,
			presence_id text,
			channel text not null,
			root text,
			post_id text,
			counterpart_id text not null references dialogue_counterpart,
			state text not null check (state in ('open', 'answered', 'closed')),
			visibility text not null,
			assignee_id text,
			excerpt text not null,
			version integer not null,
			opened_at timestamptz not null,
			last_at timestamptz not null,
			due_at timestamptz,
			answered_at timestamptz
		)`.execute(db);
		await sql`create unique index dialogue_conversation_thread on dialogue_conversation (presence_id, root, counterpart_id) where root is not null`.execute(
			db,
		);
		await sql`create index dialogue_conversation_due on dialogue_conversation (due_at, id) where state = 'open'`.execute(
			db,
		);
		await sql`create index dialogue_conversation_last on dialogue_conversation (state, last_at desc, id desc)`.execute(
			db,
		);
		await sql`create index dialogue_conversation_newest on dialogue_conversation (last_at desc, id desc)`.execute(db);
		await sql`create index dialogue_conversation_post on dialogue_conversation (post_id, last_at desc) where post_id is not null`.execute(
			db,
		);
		await sql`create index dialogue_conversation_search on dialogue_conversation using gin (excerpt gin_trgm_ops)`.execute(
			db,
		);
		await sql`create table dialogue_message (
			id text primary key,
			conversation_id text not null references dialogue_conversation,
			arrival bigint generated always as identity,
			direction text not null check (direction in ('in', 'out', 'note')),
			presence_id text,
			remote_id text,
			remote jsonb not null default '{}',
			author_id text,
			text text not null,
			language text,
			visibility text not null,
			media jsonb not null default '[]',
			delivery text,
			sent_at timestamptz not null,
			edited_at timestamptz,
			deleted_at timestamptz
		)`.execute(db);
		await sql`create unique index dialogue_message_remote on dialogue_message (presence_id, remote_id) where remote_id is not null`.execute(
			db,
		);
		await sql`create index dialogue_message_thread on dialogue_message (conversation_id, arrival)`.execute(db);
		await sql`create table dialogue_question (
			conversation_id text primary key references dialogue_conversation,
			receipt_hash text not null unique,
			receipt bytea not null,
			name bytea,
			mail bytea,
			language text not null,
			page text
		)`.execute(db);
		await sql`create table dialogue_office_hours (unit_id text primary key, week jsonb not null)`.execute(db);
	},
};

/** What was said on a practice network stays marked, whatever its presence does later. */
const practice = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table dialogue_conversation add column practice boolean not null default false`.execute(db);
		await sql`update dialogue_conversation c set practice = true where exists (select 1 from dialogue_message m
			where m.conversation_id = c.id and m.remote->>'url' like '%/uebung/%')`.execute(db);
	},
};

/** A message may be taken back before it comes. */
const gone = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table dialogue_gone (
			presence_id text not null,
			remote_id text not null,
			gone_at timestamptz not null,
			primary key (presence_id, remote_id)
		)`.execute(db);
	},
};

/** A small unit in a large house reads its own conversations, and everybody what is theirs, not past all others. */
const ownLists = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create index dialogue_conversation_unit_due on dialogue_conversation (unit_id, due_at, id)
			where state = 'open'`.execute(db);
		await sql`create index dialogue_conversation_unit_last on dialogue_conversation (unit_id, state, last_at desc, id desc)`.execute(
			db,
		);
		await sql`create index dialogue_conversation_mine on dialogue_conversation (assignee_id, due_at, id)
			where state = 'open'`.execute(db);
	},
};

/** Rows of a network's answer that stand there and cannot be read. */
const oddRows = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table dialogue_gap add column row_key text, add column remote_id text`.execute(db);
		await sql`create unique index dialogue_gap_row on dialogue_gap (presence_id, row_key)`.execute(db);
	},
};

export const dialogueMigrations: Migrations = {
	'dialogue-001': first,
	'dialogue-005': practice,
	'dialogue-006': gone,
	'dialogue-007': ownLists,
	'dialogue-085': oddRows,
	...handoverMigrations,
	...deadlineMigrations,
	...triageMigrations,
	...moderationMigrations,
	...answeringMigrations,
	...replyApprovalMigrations,
	...plannedMigrations,
	...privacyMigrations,
	...dutyMigrations,
	...nightMigrations,
	...timeMigrations,
	...readingMigrations,
	...ruleMigrations,
	...inquiryMigrations,
	...voiceMigrations,
	...listeningMigrations,
	...likingMigrations,
	...mailMigrations,
};
