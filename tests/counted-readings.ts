import { sql } from 'kysely';

import { type Database, type Tx, tables } from '#platform/db/database.ts';

export interface Counted {
	readonly rows: number;
	readonly whole: readonly string[];
}
export const anyTable = tables<object>();

/** What this session has read so far, by the database's own count; all unflushed, so only differences mean something. */
const readSoFar = async (tx: Tx) => {
	const { rows } = await sql<{
		name: string;
		whole: string;
		by_index: string;
		entries: string;
	}>`select relname as name, seq_tup_read as whole, coalesce(idx_tup_fetch, 0) as by_index,
		coalesce((select sum(pg_stat_get_xact_tuples_returned(indexrelid)) from pg_index where indrelid = relid), 0) as entries
		from pg_stat_xact_user_tables`.execute(anyTable(tx));
	return new Map(
		rows.map(({ name, whole, by_index, entries }) => [
			name,
			{ whole: Number(whole), byIndex: Number(by_index), entries: Number(entries) },
		]),
	);
};

/** A database that counts what each reading reads, beside doing it. */
export const counting = (db: Database, counted: Counted[]): Database => ({
	...db,
	read: (label, work) =>
		db.read(label, async (tx) => {
			const before = await readSoFar(tx);
			const result = await work(tx);
			const parts = [...(await readSoFar(tx))].map(([name, { whole, byIndex, entries }]) => ({
				name,
				whole: whole - (before.get(name)?.whole ?? 0),
				byIndex: byIndex - (before.get(name)?.byIndex ?? 0),
				entries: entries - (before.get(name)?.entries ?? 0),
			}));
			counted.push({
				// Where the index alone answers, no row is fetched: its entries are what was read.
				rows: parts.reduce((sum, { whole, byIndex, entries }) => sum + whole + (byIndex || entries), 0),
				whole: parts.filter(({ whole }) => whole > 1000).map(({ name }) => name),
			});
			return result;
		}),
});
