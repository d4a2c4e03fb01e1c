import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

/** How long answers take, in open minutes, counted once each. */
const times = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table dialogue_conversation add column settled_at timestamptz, add column answer_open integer,
			add column settle_open integer, add column settle_counted timestamptz`.execute(db);
		await sql`update dialogue_conversation set settled_at = last_at where state in ('answered', 'closed')`.execute(db);
		await sql`create index dialogue_conversation_uncounted on dialogue_conversation (id)
			where (answered_at is not null and answer_open is null)
				or (settled_at is not null and settle_counted is distinct from settled_at)`.execute(db);
	},
};

export const timeMigrations: Migrations = { 'dialogue-073': times };
