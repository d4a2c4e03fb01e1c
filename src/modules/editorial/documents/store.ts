import type { Selectable } from 'kysely';

import { type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { type EditorialTables, editorial } from '../tables.ts';

export interface DocumentFile {
	readonly id: string;
	readonly unitId: string;
	readonly hash: string;
	readonly bytes: number;
	readonly name: string;
}

const toDocument = (row: Selectable<EditorialTables['editorial_document']>): DocumentFile => ({
	...{ id: row.id, unitId: row.unit_id, hash: row.hash, bytes: row.bytes, name: row.name },
});

export const addDocument = async (
	tx: Tx,
	{ id, unitId, hash, bytes, name }: DocumentFile,
	{ by, at }: { readonly by: string; readonly at: Instant },
): Promise<void> => {
	const row = { id, unit_id: unitId, hash, bytes, name, uploaded_by: by, uploaded_at: toDate(at) };
	await editorial(tx).insertInto('editorial_document').values(row).execute();
};

export const findDocument = async (tx: Tx, id: string | undefined): Promise<DocumentFile | null> => {
	if (id === undefined) return null;
	const row = await editorial(tx).selectFrom('editorial_document').selectAll().where('id', '=', id).executeTakeFirst();
	return row ? toDocument(row) : null;
};
