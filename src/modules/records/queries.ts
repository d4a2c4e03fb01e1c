import { type SelectQueryBuilder, sql } from 'kysely';
import type { z } from 'zod';

import type { CheckpointItem, listRecordsEndpoint, RecordItem } from '#contract/records.ts';
import { fromDate, toIso } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';
import { fromCursor, toCursor } from '#platform/http/cursor.ts';

import { toHex } from './domain/leaf.ts';
import type { CheckpointRow } from './store.ts';
import { records } from './tables.ts';

const iso = (date: Date): string => toIso(fromDate(date));

/** Records with their place in the log. */
const entries = (tx: Tx) =>
	records(tx)
		.selectFrom('records_entry as entry')
		.leftJoin('records_leaf as leaf', 'leaf.entry_no', 'entry.no')
		.select([
			'entry.no',
			'entry.id',
			'entry.kind',
			'entry.subject',
			'entry.unit_id',
			'entry.at',
			'entry.commitment',
			'leaf.position',
			(is) => is('entry.sealed', 'is', null).as('erased'),
		]);

export type EntryRow = NonNullable<Awaited<ReturnType<typeof findEntry>>>;

export const findEntry = (tx: Tx, id: string) =>
	entries(tx).select(['entry.sealed', 'entry.record_key']).where('entry.id', '=', id).executeTakeFirst();

/** The records of one subject, oldest first. A subject has at most some hundred; more are cut off, the newest stay. */
export const entriesOf = async (tx: Tx, subject: string) => {
	const newest = await entries(tx)
		.select(['entry.sealed', 'entry.record_key'])
		.where('entry.subject', '=', subject)
		.orderBy('entry.at', 'desc')
		.orderBy('entry.no', 'desc')
		.limit(500)
		.execute();
	return newest.reverse();
};

export const toItem = (row: Omit<EntryRow, 'sealed' | 'record_key'>): z.input<typeof RecordItem> => ({
	id: row.id,
	kind: row.kind,
	subject: row.subject,
	unitId: row.unit_id,
	at: iso(row.at),
	position: row.position,
	erased: Boolean(row.erased),
});

export const toCheckpoint = (row: CheckpointRow): z.input<typeof CheckpointItem> => ({
	size: row.size,
	root: toHex(row.root),
	note: row.note,
	signedAt: iso(row.signed_at),
	stampedAt: row.stamped_at && iso(row.stamped_at),
});

type ListInput = z.output<typeof listRecordsEndpoint.input>;

/** One page of records, newest first, of the units that may be seen. */
export const listRecords = async (tx: Tx, input: ListInput, units: readonly string[] | 'all') => {
	const rows = await listQuery(tx, input, units).execute();
	return page(rows, input.limit, { toItem, keyOf: ({ at, no }) => [iso(at), no] });
};

export const listQuery = (tx: Tx, input: ListInput, units: readonly string[] | 'all') => {
	const key = fromCursor(input.cursor, 2);
	return entries(tx)
		.$if(units !== 'all', (query) => query.where('entry.unit_id', 'in', units === 'all' ? [] : [...units, '']))
		.$if(input.subject !== undefined, (query) => query.where('entry.subject', '=', input.subject ?? ''))
		.$if(input.kind !== undefined, (query) => query.where('entry.kind', '=', input.kind ?? ''))
		.$if(input.unitId !== undefined, (query) => query.where('entry.unit_id', '=', input.unitId ?? ''))
		.$if(input.from !== undefined, (query) => query.where('entry.at', '>=', new Date(input.from ?? 0)))
		.$if(input.to !== undefined, (query) => query.where('entry.at', '<', new Date(input.to ?? 0)))
		.$if(key !== null, (query) =>
			query.where(sql<boolean>`(entry.at, entry.no) < (${key?.[0]}::timestamptz, ${key?.[1]}::bigint)`),
		)
		.orderBy('entry.at', 'desc')
		.orderBy('entry.no', 'desc')
		.limit(input.limit + 1);
};

interface Shape<Row, Item> {
	readonly toItem: (row: Row) => Item;
	readonly keyOf: (row: Row) => readonly (string | number | null)[];
}

/** Cuts the row too many off and makes the cursor of what comes next. */
export const page = <Row, Item>(rows: readonly Row[], limit: number, { toItem: of, keyOf }: Shape<Row, Item>) => {
	const shown = rows.slice(0, limit);
	const last = shown.at(-1);
	const more = rows.length > limit && last !== undefined;
	return { items: shown.map(of), ...(more ? { next: toCursor(keyOf(last)) } : {}) };
};

/** Goes on after the cursor in a list ordered by a moment and a text id, newest first. */
export const after = <DB, TB extends keyof DB, O>(
	query: SelectQueryBuilder<DB, TB, O>,
	cursor: string | undefined,
	columns: { readonly at: string; readonly id: string },
) => {
	const key = fromCursor(cursor, 2);
	if (key === null) return query;
	return query.where(
		sql<boolean>`(${sql.ref(columns.at)}, ${sql.ref(columns.id)}) < (${key[0]}::timestamptz, ${key[1]})`,
	);
};

/** Hops from kind to kind along the index: its cost is the number of kinds, not of records. */
export const listKinds = async (tx: Tx): Promise<string[]> => {
	const { rows } = await sql<{ kind: string }>`with recursive hop as (
		(select kind from records_entry order by kind limit 1)
		union all
		select (select kind from records_entry where kind > hop.kind order by kind limit 1) from hop where hop.kind is not null
	) select kind from hop where kind is not null`.execute(records(tx));
	return rows.map(({ kind }) => kind);
};

export const listCheckpoints = async (tx: Tx, cursor: string | undefined, limit: number) => {
	const key = fromCursor(cursor, 1);
	const rows = await records(tx)
		.selectFrom('records_checkpoint')
		.selectAll()
		.$if(key !== null, (query) => query.where('size', '<', Number(key?.[0])))
		.orderBy('size', 'desc')
		.limit(limit + 1)
		.execute();
	return page(rows, limit, { toItem: toCheckpoint, keyOf: ({ size }) => [size] });
};
