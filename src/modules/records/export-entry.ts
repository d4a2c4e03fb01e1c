import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Tx } from '#platform/db/database.ts';

import { toBase64 } from './domain/checkpoint.ts';
import type { CheckpointLine, EntryLine } from './domain/export-line.ts';
import { TOMBSTONE } from './domain/kinds.ts';
import { toHex } from './domain/leaf.ts';
import { openEntry } from './seal-entry.ts';
import type { CheckpointRow } from './store.ts';
import { records } from './tables.ts';

/** The numbered records with everything an export needs. */
export const numbered = (tx: Tx) =>
	records(tx)
		.selectFrom('records_leaf as leaf')
		.innerJoin('records_entry as entry', 'entry.no', 'leaf.entry_no')
		.select(['leaf.position', 'entry.id', 'entry.kind', 'entry.commitment', 'entry.sealed', 'entry.record_key']);

export type NumberedRow = Awaited<ReturnType<ReturnType<typeof numbered>['execute']>>[number];

export const toEntryLine = (sealer: Sealer, row: NumberedRow): EntryLine => {
	const { id, position, sealed, record_key: recordKey } = row;
	const leaf = { type: 'entry', position, id, commitment: toHex(row.commitment) } as const;
	if (sealed === null || recordKey === null) return leaf;
	const { salt, payload } = openEntry(sealer, id, { sealed, recordKey });
	return { ...leaf, salt: toBase64(salt), payload };
};

export const toCheckpointLine = ({ note, token }: CheckpointRow): CheckpointLine => ({
	type: 'checkpoint',
	note,
	...(token === null ? {} : { token: toBase64(token) }),
});

/** Erased records whose tombstone has not been met yet: an erasure may happen while an export runs. */
export interface OpenGraves {
	pass(line: EntryLine, kind: string): void;
	readonly size: number;
}

export const createGraves = (): OpenGraves => {
	const open = new Set<string>();
	return {
		pass(line, kind) {
			if (line.payload === undefined) open.add(line.id);
			else if (kind === TOMBSTONE) open.delete(recordIn(line.payload));
		},
		get size() {
			return open.size;
		},
	};
};

const recordIn = (payload: string): string => {
	const read: { readonly data?: { readonly recordId?: string } } = JSON.parse(payload);
	return read.data?.recordId ?? '';
};
