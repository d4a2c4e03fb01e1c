import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

/** Rules that propose, what they matched, and what one hid by itself where a unit wants that. */
const rules = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table dialogue_rule (
			id text primary key,
			unit_id text not null,
			place integer not null,
			name text not null,
			conditions jsonb not null,
			effects jsonb not null,
			is_on boolean not null default false,
			version integer not null,
			tried_version integer not null default 0,
			proposed integer not null default 0,
			followed integer not null default 0,
			dismissed integer not null default 0,
			hidden integer not null default 0,
			reverted integer not null default 0,
			retired_at timestamptz
		)`.execute(db);
		await sql`create index dialogue_rule_unit on dialogue_rule (unit_id, place) where retired_at is null`.execute(db);
		await sql`create table dialogue_rule_hiding (
			unit_id text primary key,
			is_on boolean not null default false,
			per_hour integer not null,
			stopped_at timestamptz,
			version integer not null
		)`.execute(db);
		await sql`create table dialogue_rule_match (
			message_id text not null references dialogue_message on delete cascade,
			rule_id text not null references dialogue_rule,
			version integer not null,
			at timestamptz not null,
			why jsonb not null,
			proposes text,
			netiquette text,
			state text not null check (state in ('open', 'followed', 'otherwise', 'dismissed', 'hidden')),
			primary key (message_id, rule_id)
		)`.execute(db);
		await sql`create index dialogue_rule_match_newest on dialogue_rule_match (rule_id, at desc, message_id desc)`.execute(
			db,
		);
		await sql`create table dialogue_rule_due (
			message_id text primary key references dialogue_message on delete cascade,
			arrival bigint not null
		)`.execute(db);
		await sql`create index dialogue_rule_due_first on dialogue_rule_due (arrival)`.execute(db);
		await sql`create table dialogue_rule_print (
			message_id text primary key references dialogue_message on delete cascade,
			print text not null,
			author_id text not null,
			at timestamptz not null
		)`.execute(db);
		await sql`create index dialogue_rule_print_same on dialogue_rule_print (print, at)`.execute(db);
		await sql`create index dialogue_rule_print_old on dialogue_rule_print (at)`.execute(db);
		await triggers(db);
		await hiddenByRule(db);
	},
};

const triggers = async (db: Kysely<unknown>): Promise<void> => {
	await sql`create or replace function dialogue_rule_heard() returns trigger language plpgsql as $$
		begin
			if exists (select 1 from dialogue_rule where is_on) then
				insert into dialogue_rule_due (message_id, arrival) values (new.message_id, new.arrival) on conflict do nothing;
			end if;
			return null;
		end
	$$`.execute(db);
	await sql`create trigger dialogue_rule_heard after insert on dialogue_reading
		for each row execute function dialogue_rule_heard()`.execute(db);
	await sql`create trigger dialogue_rule_heard_anew after update of words on dialogue_reading
		for each row when (old.words is distinct from new.words) execute function dialogue_rule_heard()`.execute(db);
	// What a match rests on are words of the message: they go when those go.
	await sql`create or replace function dialogue_rule_unsaid() returns trigger language plpgsql as $$
		begin
			update dialogue_rule_match set why = '[]' where message_id = new.id;
			delete from dialogue_rule_print where message_id = new.id;
			return null;
		end
	$$`.execute(db);
	await sql`create trigger dialogue_rule_unsaid after update of text on dialogue_message
		for each row when (new.text = '') execute function dialogue_rule_unsaid()`.execute(db);
};

const hiddenByRule = async (db: Kysely<unknown>): Promise<void> => {
	await sql`alter table dialogue_moderation
		add column rule_id text,
		add column rule_version integer,
		add column review text check (review in ('open', 'confirmed', 'reverted')),
		add column review_due_at timestamptz,
		add column reviewed_at timestamptz,
		add column reviewed_by text`.execute(db);
	const index = (name: string, on: string) =>
		sql`create index ${sql.raw(`dialogue_moderation_${name}`)} on dialogue_moderation ${sql.raw(on)}`.execute(db);
	await index('review', "(review_due_at, id) where review = 'open'");
	await index('unit_review', "(unit_id, review_due_at, id) where review = 'open'");
	await index('by_rule', '(at desc, id desc) where rule_id is not null');
	await index('unit_by_rule', '(unit_id, at desc, id desc) where rule_id is not null');
};

export const ruleMigrations: Migrations = { 'dialogue-110': rules };
