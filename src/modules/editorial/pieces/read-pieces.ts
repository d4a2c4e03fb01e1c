import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { z } from 'zod';

import type { listPiecesEndpoint, PieceShape, usablePiecesEndpoint } from '#contract/pieces.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import type { Tx } from '#platform/db/database.ts';
import { fromCursor, toCursor } from '#platform/http/cursor.ts';

import type { EditorialNeeds } from '../needs.ts';
import { perUnit, unitsAsked } from '../planning/per-unit.ts';
import { type PieceTable, pieces } from './tables.ts';

type Row = Selectable<PieceTable>;
type View = z.input<typeof PieceShape>;
type Forms = View['forms'] & object;

const formsOf = (row: Pick<Row, 'forms'>): Forms => row.forms as unknown as Forms; // NOTE: jsonb, written by us in this shape.

const toView = (row: Row, actor: Actor): View => ({
	...{ id: row.id, unitId: row.unit_id, kind: row.kind, name: row.name, title: row.title, text: row.text },
	...{ postKind: row.post_kind, topic: row.topic, forms: formsOf(row), presenceId: row.presence_id },
	...{ version: row.version, changedAt: row.changed_at.toISOString() },
	mayChange: may(actor, 'post.write', row.unit_id),
});

interface Path {
	readonly people: Pick<EditorialNeeds['people'], 'unitPath'>;
}

/** The units one may read, and those above them: what these keep serves the units below. */
const unitsServing = async ({ people }: Path, asked: readonly string[] | 'all'): Promise<readonly string[] | 'all'> => {
	if (asked === 'all') return asked;
	const paths = await Promise.all(asked.map((unitId) => people.unitPath(unitId)));
	return [...new Set([...asked, ...paths.flat().map(({ id }) => id)])];
};

/** Pieces of one kind by name, of the units one may read and of those above them. */
export const listPieces =
	({ db, people }: Pick<EditorialNeeds, 'db'> & Path) =>
	async (
		{ kind, unitId, cursor, limit }: z.output<typeof listPiecesEndpoint.input>,
		actor: Actor,
	): Promise<Result<{ items: View[]; next?: string }, never>> => {
		const after = fromCursor(cursor, 2);
		const deep = after ? sql`(name, id) > (${String(after[0])}, ${String(after[1])})` : sql`true`;
		const list = (more: RawBuilder<unknown>) =>
			sql`select * from editorial_piece where kind = ${kind} and removed_at is null and ${deep} and ${more}
				order by name, id limit ${limit + 1}`;
		const found = perUnit(await unitsServing({ people }, unitsAsked(actor, unitId)), {
			list,
			order: sql`name, id`,
			most: limit + 1,
		});
		const { rows } = await db.read('pieces', (tx) => sql<Row>`${found}`.execute(pieces(tx)));
		const items = rows.slice(0, limit).map((row) => toView(row, actor));
		const last = rows.length > limit ? items.at(-1) : undefined;
		return ok(last ? { items, next: toCursor([last.name, last.id]) } : { items });
	};

/** Nobody chooses among more than these. */
const MOST_USABLE = 300;

/** What a unit writes with: its own first, then what the units above keep for all. */
export const usablePieces =
	({ db, people }: Pick<EditorialNeeds, 'db' | 'people'>) =>
	async (
		{ unitId }: z.output<typeof usablePiecesEndpoint.input>,
		actor: Actor,
	): Promise<Result<z.input<typeof usablePiecesEndpoint.output>, { readonly type: 'access.denied' }>> => {
		if (!may(actor, 'post.write', unitId)) return fail({ type: 'access.denied' });
		const path = (await people.unitPath(unitId)).map(({ id }) => id);
		const rows = await db.read('usable pieces', (tx) =>
			pieces(tx)
				.selectFrom('editorial_piece')
				.selectAll()
				.where('unit_id', 'in', [unitId, ...path])
				.where('kind', 'in', ['template', 'block'])
				.where('removed_at', 'is', null)
				.orderBy('name')
				.orderBy('id')
				.limit(MOST_USABLE)
				.execute(),
		);
		const near = (row: Row): number => path.indexOf(row.unit_id);
		const items = [...rows].sort((a, b) => near(a) - near(b));
		return ok({
			items: items.map((row) => ({
				...{ id: row.id, kind: row.kind, name: row.name, title: row.title, text: row.text, forms: formsOf(row) },
			})),
		});
	};

/** The text blocks of a unit and of those above it, the nearest first. */
export const blocksOf = async (tx: Tx, path: readonly string[]) => {
	if (path.length === 0) return [];
	const rows = await pieces(tx)
		.selectFrom('editorial_piece')
		.selectAll()
		.where('unit_id', 'in', [...path])
		.where('kind', '=', 'block')
		.where('removed_at', 'is', null)
		.orderBy('name')
		.orderBy('id')
		.limit(MOST_USABLE)
		.execute();
	return [...rows]
		.sort((a, b) => path.indexOf(a.unit_id) - path.indexOf(b.unit_id))
		.map((row) => ({ ...row, forms: formsOf(row) }));
};

/** A template a post of the unit may begin with. */
export const findTemplate = async (tx: Tx, id: string, unitIds: readonly string[]) => {
	const row = await pieces(tx)
		.selectFrom('editorial_piece')
		.selectAll()
		.where('id', '=', id)
		.where('kind', '=', 'template')
		.where('removed_at', 'is', null)
		.executeTakeFirst();
	return row !== undefined && unitIds.includes(row.unit_id) ? { ...row, forms: formsOf(row) } : null;
};

export interface Signature {
	readonly presenceId: string | null;
	readonly text: string;
}

/** Signatures that may stand under copies of a unit, the nearest first, that of one presence before that of all. */
export const signaturesFor = async (tx: Tx, unitPath: readonly string[]): Promise<readonly Signature[]> => {
	if (unitPath.length === 0) return [];
	const rows = await pieces(tx)
		.selectFrom('editorial_piece')
		.select(['unit_id', 'presence_id', 'text'])
		.where('unit_id', 'in', [...unitPath])
		.where('kind', '=', 'signature')
		.where('removed_at', 'is', null)
		.execute();
	const rank = (row: (typeof rows)[number]): number =>
		2 * unitPath.indexOf(row.unit_id) + (row.presence_id === null ? 1 : 0);
	return [...rows]
		.sort((a, b) => rank(a) - rank(b))
		.map(({ presence_id, text }) => ({ presenceId: presence_id, text }));
};
