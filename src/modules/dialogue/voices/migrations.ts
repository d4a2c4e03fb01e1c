import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

const voices = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table dialogue_voice (
			message_id text primary key references dialogue_message on delete cascade,
			post_id text not null,
			said_at timestamptz not null,
			state text not null,
			words text,
			reason text not null default '',
			decided_by text,
			decided_at timestamptz
		)`.execute(db);
		await sql`create index dialogue_voice_post on dialogue_voice (post_id, said_at desc, message_id desc)`.execute(db);
		await sql`create index dialogue_voice_shown on dialogue_voice (post_id, said_at desc, message_id desc)
			where state = 'shown'`.execute(db);
		await sql`create index dialogue_voice_open on dialogue_voice (post_id, said_at desc, message_id desc)
			where state in ('shown', 'clear')`.execute(db);
		await sql`create index dialogue_voice_waits on dialogue_voice (post_id, said_at desc, message_id desc)
			where state in ('unread', 'clear', 'held')`.execute(db);
		await sql`create index dialogue_moderation_message on dialogue_moderation (message_id)`.execute(db);
		await sql`create table dialogue_voice_rule (
			unit_id text primary key,
			mode text not null,
			version integer not null
		)`.execute(db);
		await sql`create table dialogue_voice_closed (post_id text primary key, closed_at timestamptz not null)`.execute(
			db,
		);
		await sql`insert into dialogue_voice (message_id, post_id, said_at, state, words)
			select m.id, c.post_id, m.sent_at,
				case when m.visibility <> 'public' then 'narrow' when r.message_id is null then 'unread'
					when r.hints @> '[{"type": "personal"}]' or r.hints @> '[{"type": "insult"}]'
						or r.hints @> '[{"type": "emergency"}]' then 'held' else 'clear' end,
				case when r.message_id is not null then encode(sha256(convert_to(m.text, 'UTF8')), 'hex') end
			from dialogue_message m join dialogue_conversation c on c.id = m.conversation_id
			left join dialogue_reading r on r.message_id = m.id
			where m.direction = 'in' and c.post_id is not null`.execute(db);
	},
};

export const voiceMigrations: Migrations = { 'dialogue-120': voices };
