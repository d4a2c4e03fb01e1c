import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';

import type { listPressListsEndpoint, PressListShape, usablePressListsEndpoint } from '#contract/press.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import { fromCursor, toCursor } from '#platform/http/cursor.ts';

import type { EditorialNeeds } from '../needs.ts';
import { perUnit, unitsAsked } from '../planning/per-unit.ts';
import { press } from './tables.ts';

type View = z.input<typeof PressListShape>;

interface Row {
	readonly id: string;
	readonly unit_id: string;
	readonly name: string;
	readonly contacts: number;
	readonly recipients: number;
}

/** How many are on list `l`, and how many of them get mail. */
const counts = sql.raw(`(select count(*)::integer from editorial_press_member m where m.list_id = l.id) as contacts,
	(select count(*)::integer from editorial_press_member m join editorial_press_contact c on c.id = m.contact_id
		where m.list_id = l.id and c.state = 'active') as recipients`);

/** Press lists of the units one may read, by name. */
export const listLists =
	({ db }: { readonly db: Database }) =>
	async (
		{ unitId, cursor, limit }: z.output<typeof listPressListsEndpoint.input>,
		actor: Actor,
	): Promise<Result<{ items: View[]; next?: string }, never>> => {
		const after = fromCursor(cursor, 2);
		const deep = after ? sql`(name, id) > (${String(after[0])}, ${String(after[1])})` : sql`true`;
		const list = (more: RawBuilder<unknown>) =>
			sql`select * from editorial_press_list where ${deep} and ${more} order by name, id limit ${limit + 1}`;
		const found = perUnit(unitsAsked(actor, unitId), { list, order: sql`name, id`, most: limit + 1 });
		const { rows } = await db.read('press lists', (tx) =>
			sql<Row>`select l.id, l.unit_id, l.name, ${counts} from (${found}) l order by name, id`.execute(press(tx)),
		);
		const items = rows.slice(0, limit).map(({ unit_id, ...row }) => ({
			...{ ...row, unitId: unit_id },
			mayChange: may(actor, 'post.write', unit_id),
		}));
		const last = rows.length > limit ? items.at(-1) : undefined;
		return ok(last ? { items, next: toCursor([last.name, last.id]) } : { items });
	};

/** Nobody chooses among more than these. */
const MOST_USABLE = 200;

/** Lists a post of the unit may go to: its own, and those of the units above it. */
export const usableLists =
	({ db, people }: { readonly db: Database; readonly people: Pick<EditorialNeeds['people'], 'unitPath'> }) =>
	async (
		{ unitId }: z.output<typeof usablePressListsEndpoint.input>,
		actor: Actor,
	): Promise<Result<z.input<typeof usablePressListsEndpoint.output>, { readonly type: 'access.denied' }>> => {
		if (!may(actor, 'post.write', unitId)) return fail({ type: 'access.denied' });
		const path = (await people.unitPath(unitId)).map(({ id }) => id);
		const { rows } = await db.read('usable press lists', (tx) =>
			sql<Row>`select l.id, l.unit_id, l.name, ${counts} from editorial_press_list l
				where unit_id = any(${path}::text[]) order by name, id limit ${MOST_USABLE}`.execute(press(tx)),
		);
		return ok({ items: rows.map(({ id, name, recipients }) => ({ id, name, recipients })) });
	};

/** Those of the lists that a post of a unit with this path may go to: everybody else's are none of its business. */
export const ownAmong = async (tx: Tx, path: readonly string[], ids: readonly string[]): Promise<readonly Row[]> => {
	if (ids.length === 0) return [];
	const { rows } = await sql<Row>`select l.id, l.unit_id, l.name, ${counts} from editorial_press_list l
		where id = any(${[...ids]}::text[]) and unit_id = any(${[...path]}::text[]) order by name, id`.execute(press(tx));
	return rows;
};
