import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

/** Likes of ours on what others said: they go with the message. */
const likes = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table dialogue_like (
			message_id text primary key references dialogue_message on delete cascade,
			presence_id text not null,
			practice boolean not null,
			by_id text not null,
			at timestamptz not null,
			course text not null check (course in ('do', 'undo')),
			sending text not null check (sending in ('none', 'waiting', 'sending', 'done', 'refused', 'unclear')),
			attempts integer not null,
			due_at timestamptz,
			reason text
		)`.execute(db);
		await sql`create index dialogue_like_due on dialogue_like (due_at) where sending in ('waiting', 'sending')`.execute(
			db,
		);
	},
};

export const likingMigrations: Migrations = { 'dialogue-150': likes };
