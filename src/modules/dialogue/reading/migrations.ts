import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

const readings = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table dialogue_unread (
			message_id text primary key references dialogue_message on delete cascade,
			arrival bigint not null
		)`.execute(db);
		await sql`create index dialogue_unread_newest on dialogue_unread (arrival)`.execute(db);
		await sql`create table dialogue_reading (
			message_id text primary key references dialogue_message on delete cascade,
			conversation_id text not null,
			arrival bigint not null,
			words tsvector not null,
			hints jsonb not null default '[]'
		)`.execute(db);
		await sql`create index dialogue_reading_words on dialogue_reading using gin (words)`.execute(db);
		await sql`create index dialogue_reading_newest on dialogue_reading (arrival)`.execute(db);
		await sql`create index dialogue_reading_thread on dialogue_reading (conversation_id, arrival)`.execute(db);
		await sql`create table dialogue_word (word text primary key, uses integer not null)`.execute(db);
		await sql`create index dialogue_word_alike on dialogue_word using gin (word gin_trgm_ops)`.execute(db);
		await sql`create table dialogue_word_left (word text primary key)`.execute(db);
		await sql`alter table dialogue_conversation
			add column hints jsonb not null default '[]',
			add column hint_keys text[] not null default '{}'`.execute(db);
		await sql`create index dialogue_conversation_hint on dialogue_conversation using gin (hint_keys)`.execute(db);
	},
};

/**
 * What was seen in a message goes in the very statement that takes its words, whoever takes them: no act has to think of
 * it. Functions outlive their tables when a sample is cleared: they are replaced. The search by the old beginnings of conversations goes too.
 */
const kept = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create or replace function dialogue_gather_hints(of_conversation text) returns void language sql as $$
			update dialogue_conversation c set hints = seen.hints, hint_keys = seen.keys
			from (
				select coalesce(jsonb_agg(hint order by kind), '[]') as hints,
					coalesce(array_agg(case kind when 'kind' then hint->'values'->>0 when 'language' then 'foreign' else kind end), '{}') as keys
				from (
					select distinct on (hint->>'type') hint->>'type' as kind, hint
					from (
						select arrival, hints from dialogue_reading where conversation_id = of_conversation order by arrival desc limit 20
					) newest, jsonb_array_elements(newest.hints) hint
					where not hint ? 'dismissed'
					order by hint->>'type', arrival desc
				) one
			) seen
			where c.id = of_conversation and c.hints is distinct from seen.hints
		$$`.execute(db);
		await sql`create or replace function dialogue_message_said() returns trigger language plpgsql as $$
			begin
				if tg_op = 'UPDATE' then
					if new.text is not distinct from old.text then
						update dialogue_reading set conversation_id = new.conversation_id
							where message_id = new.id and conversation_id <> new.conversation_id;
						return null;
					end if;
					delete from dialogue_reading where message_id = new.id;
					delete from dialogue_unread where message_id = new.id;
				end if;
				if new.text <> '' then
					insert into dialogue_unread (message_id, arrival) values (new.id, new.arrival) on conflict do nothing;
				end if;
				return null;
			end
		$$`.execute(db);
		await sql`create trigger dialogue_message_said after insert or update of text, conversation_id on dialogue_message
			for each row execute function dialogue_message_said()`.execute(db);
		await sql`create or replace function dialogue_reading_changed() returns trigger language plpgsql as $$
			begin
				if tg_op <> 'INSERT' and (tg_op = 'DELETE' or old.conversation_id <> new.conversation_id) then
					perform dialogue_gather_hints(old.conversation_id);
				end if;
				if tg_op = 'DELETE' then
					insert into dialogue_word_left select unnest(tsvector_to_array(old.words)) on conflict do nothing;
				else
					perform dialogue_gather_hints(new.conversation_id);
				end if;
				return null;
			end
		$$`.execute(db);
		await sql`create trigger dialogue_reading_changed after insert or delete or update of hints, conversation_id on dialogue_reading
			for each row execute function dialogue_reading_changed()`.execute(db);
		// A word of every reading is its unit.
		await sql`create or replace function dialogue_conversation_moved() returns trigger language plpgsql as $$
			begin
				insert into dialogue_unread (message_id, arrival)
					select id, arrival from dialogue_message where conversation_id = new.id and text <> '' on conflict do nothing;
				return null;
			end
		$$`.execute(db);
		await sql`create trigger dialogue_conversation_moved after update of unit_id on dialogue_conversation
			for each row when (old.unit_id <> new.unit_id) execute function dialogue_conversation_moved()`.execute(db);
		await sql`insert into dialogue_unread (message_id, arrival) select id, arrival from dialogue_message where text <> ''`.execute(
			db,
		);
		await sql`drop index dialogue_conversation_search`.execute(db);
	},
};

/** Words with a doubled s or t keep it now: messages in which one stands are looked through once more, and counted then. */
const doubled = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`insert into dialogue_unread (message_id, arrival) select id, arrival from dialogue_message
			where text ~ '[sS][sS]|[tT][tT]|[ßẞ]' on conflict do nothing`.execute(db);
		await sql`update dialogue_word w set uses = greatest(0, w.uses - counted.n) from (
				select word, count(*)::integer as n from dialogue_unread u join dialogue_reading r on r.message_id = u.message_id,
					unnest(tsvector_to_array(r.words)) word group by word
			) counted where w.word = counted.word`.execute(db);
	},
};

/** Where personal data stands, so that a thread need not look for it each time; whoever has none of it yet looks. */
const places = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table dialogue_reading add column places integer[], add column hidden_by smallint`.execute(db);
	},
};

export const readingMigrations: Migrations = {
	...{ 'dialogue-090': readings, 'dialogue-091': kept, 'dialogue-092': doubled, 'dialogue-170': places },
};
