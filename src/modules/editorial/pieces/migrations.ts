import { type Kysely, sql } from 'kysely';

import type { Migrations } from '#platform/db/migrate.ts';

const first = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table editorial_piece (
			id text primary key,
			unit_id text not null,
			kind text not null check (kind in ('template', 'block', 'signature')),
			name text not null,
			title text not null,
			text text not null,
			post_kind text,
			topic text,
			forms jsonb not null,
			presence_id text,
			version integer not null,
			changed_by text not null,
			changed_at timestamptz not null,
			removed_at timestamptz
		)`.execute(db);
		const used = sql.raw('where removed_at is null');
		await sql`create index editorial_piece_name on editorial_piece (kind, name, id) ${used}`.execute(db);
		await sql`create index editorial_piece_unit_name on editorial_piece (unit_id, kind, name, id) ${used}`.execute(db);
		await sql`create unique index editorial_piece_once on editorial_piece (unit_id, kind, lower(name)) ${used}`.execute(
			db,
		);
		await sql`create unique index editorial_piece_signature on editorial_piece (unit_id, coalesce(presence_id, ''))
			where removed_at is null and kind = 'signature'`.execute(db);
	},
};

export const pieceMigrations: Migrations = { 'editorial-060': first };
