import { fromDate, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Due } from '../domain/promise.ts';
import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';
import { dueIn, type House } from './service.ts';

/** So many deadlines are counted anew in one transaction; the rest in the next rounds. */
const BATCH = 300;

/** The columns in which a deadline is kept. A new deadline is warned of and told of anew. */
export const dueColumns = ({ from, warnAt, dueAt, used }: Due) => ({
	used_minutes: used,
	due_from: toDate(from),
	warn_at: toDate(warnAt),
	due_at: toDate(dueAt),
	warned: false,
	escalated: false,
	due_stale: false,
});

/** The next ones that hours or promises have overtaken. */
export const staleDeadlines = (tx: Tx) =>
	dialogue(tx).selectFrom('dialogue_conversation').selectAll().where('due_stale', '=', true).orderBy('id').limit(BATCH);

/** Counts deadlines anew that hours or promises have overtaken. Answers how many it found. */
export const settleBatch = async (
	{ people }: { readonly people: Pick<DialogueNeeds['people'], 'unitPath'> },
	tx: Tx,
	house: House,
): Promise<number> => {
	const rows = await staleDeadlines(tx).forUpdate().skipLocked().execute();
	for (const row of rows) {
		const asked = { presenceId: row.presence_id, kind: row.asking, priority: row.priority };
		const at = fromDate(row.due_from ?? row.opened_at);
		const due = await dueIn(tx, await people.unitPath(row.unit_id), { house, at, asked, used: row.used_minutes });
		const still = row.due_at?.getTime() === due.dueAt;
		await dialogue(tx)
			.updateTable('dialogue_conversation')
			.set(still ? { warn_at: toDate(due.warnAt), due_stale: false } : dueColumns(due))
			.where('id', '=', row.id)
			.where('state', '=', 'open')
			.execute();
	}
	const answered = dialogue(tx)
		.selectFrom('dialogue_conversation')
		.select('id')
		.where('due_stale', '=', true)
		.where('state', '<>', 'open');
	const settled = dialogue(tx).updateTable('dialogue_conversation').set({ due_stale: false });
	await settled.where('id', 'in', answered.orderBy('id').forUpdate().skipLocked()).execute();
	return rows.length;
};
