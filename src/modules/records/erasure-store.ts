import { sql } from 'kysely';

import type { Tx } from '#platform/db/database.ts';

import { records } from './tables.ts';

/** True while any legal hold lies on the subject. */
export const isHeld = async (tx: Tx, subject: string): Promise<boolean> => {
	const hold = records(tx).selectFrom('records_hold').select('id').where('subject', '=', subject);
	return (await hold.where('lifted_at', 'is', null).limit(1).executeTakeFirst()) !== undefined;
};

/** Setting a hold and erasing take turns per subject, so that no hold slips past an erasure that is just being decided. */
export const lockSubject = async (tx: Tx, subject: string): Promise<void> => {
	await sql`select pg_advisory_xact_lock(hashtextextended('records.subject:' || ${subject}, 0))`.execute(records(tx));
};

export const findErasure = (tx: Tx, id: string) =>
	records(tx).selectFrom('records_erasure').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export const decideErasure = async (
	tx: Tx,
	id: string,
	decision: { readonly state: 'done' | 'declined'; readonly decided_at: Date },
): Promise<void> => {
	await records(tx).updateTable('records_erasure').set(decision).where('id', '=', id).execute();
};

/** What there is to erase: the one record, or everything of the subject, but never the log's own bookkeeping: it proves the erasures. */
export const erasable = (tx: Tx, subject: string, entryId: string | null) =>
	records(tx)
		.selectFrom('records_entry')
		.select(['id', 'kind', 'subject', 'unit_id', 'at'])
		.where('subject', '=', subject)
		.where('sealed', 'is not', null)
		.where('kind', 'not like', 'record.%')
		.$if(entryId !== null, (query) => query.where('id', '=', entryId))
		.execute();

/** Destroys salt, payload and key; the leaf stays where it is. */
export const destroy = async (tx: Tx, ids: readonly string[]): Promise<void> => {
	await records(tx)
		.updateTable('records_entry')
		.set({ sealed: null, record_key: null })
		.where('id', 'in', ids)
		.execute();
};
