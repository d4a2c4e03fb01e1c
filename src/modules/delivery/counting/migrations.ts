import { type Kysely, sql } from 'kysely';

/** What networks count of our copies, day by day. It goes with the copy it is about. */
export const counting = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table delivery_count (
			delivery_id text not null references delivery_delivery (id) on delete cascade,
			name text not null,
			definition text not null,
			day text not null,
			value bigint not null,
			primary key (delivery_id, name, day)
		)`.execute(db);
		await sql`create table delivery_count_turn (
			delivery_id text primary key references delivery_delivery (id) on delete cascade,
			day text not null,
			missed jsonb not null
		)`.execute(db);
		await sql`create index delivery_countable on delivery_delivery (presence_id, settled_at desc, id)
			where source = 'editorial' and operation = 'publish' and state = 'published' and remote_id is not null`.execute(
			db,
		);
	},
};
