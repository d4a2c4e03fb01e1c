import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

/** Names with an end, found again by a keyed fingerprint. */
const names = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table dialogue_counterpart
			add column handle_key text, add column named_at timestamptz, add column masked_at timestamptz`.execute(db);
		await sql`update dialogue_counterpart p set named_at =
			(select max(last_at) from dialogue_conversation c where c.counterpart_id = p.id) where handle <> ''`.execute(db);
		await sql`create index dialogue_counterpart_key on dialogue_counterpart (channel, handle_key)`.execute(db);
		await sql`create index dialogue_counterpart_named on dialogue_counterpart (channel, named_at, id) where handle <> ''`.execute(
			db,
		);
		await sql`create index dialogue_counterpart_unkeyed on dialogue_counterpart (id)
			where handle <> '' and handle_key is null`.execute(db);
		await sql`alter table dialogue_question add column mail_key text`.execute(db);
		await sql`create index dialogue_question_key on dialogue_question (mail_key)`.execute(db);
		await sql`create index dialogue_question_unkeyed on dialogue_question (conversation_id)
			where mail is not null and mail_key is null`.execute(db);
		await sql`alter table dialogue_message add column remote_sealed bytea`.execute(db);
	},
};

/** What others said ends by itself; what was decided about it stays, so it stands alone. */
const terms = {
	async up(db: Kysely<unknown>): Promise<void> {
		for (const table of ['evidence', 'moderation', 'alarm'])
			await sql`alter table ${sql.table(`dialogue_${table}`)}
				drop constraint ${sql.ref(`dialogue_${table}_conversation_id_fkey`)}`.execute(db);
		await sql`alter table dialogue_evidence add column expired_at timestamptz, add column channel text`.execute(db);
		await sql`update dialogue_evidence e set channel = c.channel
			from dialogue_conversation c where c.id = e.conversation_id`.execute(db);
		await sql`create index dialogue_evidence_kept on dialogue_evidence (channel, captured_at, id)
			where expired_at is null`.execute(db);
		await sql`create index dialogue_moderation_evidence on dialogue_moderation (evidence_id)`.execute(db);
		await sql`create index dialogue_alarm_evidence on dialogue_alarm (evidence_id)`.execute(db);
		await sql`create index dialogue_conversation_open_of on dialogue_conversation (counterpart_id)
			where state = 'open'`.execute(db);
		await sql`create index dialogue_conversation_kept on dialogue_conversation (channel, last_at, id)
			where state <> 'open' and snoozed_until is null`.execute(db);
		await sql`create table dialogue_retention (
			source text primary key,
			name_days integer,
			word_days integer,
			evidence_days integer,
			version integer not null default 0,
			run_at timestamptz,
			run_names integer not null default 0,
			run_conversations integer not null default 0,
			run_evidence integer not null default 0
		)`.execute(db);
	},
};

const erasure = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table dialogue_erasure (
			id text primary key,
			counterpart_id text not null,
			channel text not null,
			legal_basis text not null,
			reason bytea not null,
			state text not null check (state in ('open', 'done', 'declined')),
			conversations integer not null default 0,
			requested_by text not null,
			requested_at timestamptz not null,
			decided_by text,
			decided_at timestamptz,
			check (state <> 'done' or decided_by <> requested_by)
		)`.execute(db);
		await sql`create index dialogue_erasure_newest on dialogue_erasure (requested_at desc, id desc)`.execute(db);
		await sql`create unique index dialogue_erasure_open on dialogue_erasure (counterpart_id) where state = 'open'`.execute(
			db,
		);
	},
};

export const privacyMigrations: Migrations = {
	'dialogue-060': names,
	'dialogue-061': terms,
	'dialogue-062': erasure,
};
