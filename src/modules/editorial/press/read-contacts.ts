import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';

import type { listPressContactsEndpoint, PressContactShape } from '#contract/press.ts';
import { type Actor, may, unitsWhere } from '#kernel/permission.ts';
import { ok, type Result } from '#kernel/result.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import { fromCursor, toCursor } from '#platform/http/cursor.ts';

import { perUnit } from '../planning/per-unit.ts';
import { type ContactTable, press } from './tables.ts';

type Query = z.output<typeof listPressContactsEndpoint.input>;
type View = z.input<typeof PressContactShape>;
type Row = ContactTable & { readonly list_ids: string[] };

/** Contacts of the units one writes for, by outlet and name. */
export const listContacts =
	({ db }: { readonly db: Database }) =>
	async (query: Query, actor: Actor): Promise<Result<{ items: View[]; next?: string }, never>> => {
		const rows = await db.read('press contacts', (tx) => contactPage(tx, query, actor));
		const items = rows.slice(0, query.limit);
		const last = rows.length > query.limit ? items.at(-1) : undefined;
		const views = items.map((row) => toView(row, actor));
		return ok(last ? { items: views, next: toCursor([last.sort_name, last.id]) } : { items: views });
	};

/** One more row than asked tells whether there is another page. */
const contactPage = async (tx: Tx, query: Query, actor: Actor): Promise<readonly Row[]> => {
	const most = query.limit + 1;
	const found = query.listId === undefined ? ofUnits(query, actor, most) : ofList(query.listId, query, most);
	const { rows } = await sql<Row>`select c.*,
			array(select list_id from editorial_press_member m where m.contact_id = c.id) as list_ids
		from (${found}) c order by sort_name, id`.execute(press(tx));
	return rows.filter(({ unit_id }) => may(actor, 'post.write', unit_id));
};

const ofUnits = (query: Query, actor: Actor, most: number): RawBuilder<unknown> => {
	const order = sql`sort_name, id`;
	const where = sql.join(conditions(query), sql` and `);
	const list = (more: RawBuilder<unknown>) =>
		sql`select * from editorial_press_contact where ${where} and ${more} order by ${order} limit ${most}`;
	const all = unitsWhere(actor, 'post.write');
	const { unitId } = query;
	const units = unitId === undefined ? all : may(actor, 'post.write', unitId) ? [unitId] : [];
	return perUnit(units, { list, order, most });
};

/** A list keeps the names of its members in their order, so that a page of it costs a page. */
const ofList = (listId: string, query: Query, most: number): RawBuilder<unknown> => {
	const after = fromCursor(query.cursor, 2);
	const deep = after ? sql`(m.sort_name, m.contact_id) > (${String(after[0])}, ${String(after[1])})` : sql`true`;
	const where = sql.join(conditions({ ...query, cursor: undefined }), sql` and `);
	return sql`select c.* from editorial_press_member m
		join editorial_press_contact c on c.id = m.contact_id
		where m.list_id = ${listId} and ${deep} and ${where} order by m.sort_name, m.contact_id limit ${most}`;
};

const conditions = ({ state, q, cursor }: Pick<Query, 'state' | 'q' | 'cursor'>): RawBuilder<unknown>[] => {
	const after = fromCursor(cursor, 2);
	return [
		after ? sql`(sort_name, id) > (${String(after[0])}, ${String(after[1])})` : sql`true`,
		...(state === undefined ? [] : [sql`state = ${state}`]),
		...(q ?? '')
			.toLowerCase()
			.split(/\s+/)
			.filter((word) => word !== '')
			.map((word) => sql`words like ${`%${word.replaceAll(/[%_\\]/g, '\\$&')}%`}`),
	];
};

const toView = (row: Row, actor: Actor): View => {
	const { id, name, outlet, mail, language, source, since, state, bounce, version } = row;
	return {
		...{ id, unitId: row.unit_id, name, outlet, mail, language, source, since, listIds: row.list_ids },
		...{ state, bounce, version, changedAt: row.changed_at.toISOString() },
		mayChange: may(actor, 'post.write', row.unit_id),
	};
};
