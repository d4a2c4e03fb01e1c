import { fromDate, type Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { dueIn, type House, usedIn } from '../deadlines/service.ts';
import { dueColumns } from '../deadlines/settle.ts';
import type { Priority } from '../domain/promise.ts';
import type { ClockChange } from '../domain/triage.ts';
import type { DialogueNeeds } from '../needs.ts';
import type { ConversationRow } from '../store.ts';

interface Winding {
	readonly row: ConversationRow;
	readonly clock: ClockChange;
	/** The one that holds from now on. */
	readonly priority: Priority;
	readonly house: House;
	readonly now: Instant;
}

/** The columns in which a change of the clock is kept. */
export const clockColumns = async (
	{ people }: Pick<DialogueNeeds, 'people'>,
	tx: Tx,
	{ row, clock, priority, house, now }: Winding,
): Promise<Partial<ConversationRow>> => {
	const path = await people.unitPath(row.unit_id);
	const asked = { presenceId: row.presence_id, kind: row.asking, priority };
	const used = row.used_minutes;
	const began = fromDate(row.due_from ?? row.opened_at);
	switch (clock) {
		case 'stays':
			return {};
		case 'stops': {
			if (row.due_at === null) return {};
			const stopped = { house, at: now, asked, used, dueAt: fromDate(row.due_at) };
			return { due_at: null, due_stale: false, used_minutes: await usedIn(tx, path, stopped) };
		}
		case 'ends':
			return { due_at: null, due_stale: false };
		case 'goes-on': {
			const due = await dueIn(tx, path, { house, at: now, asked, used });
			// Of what is late still, the leads have heard already.
			return { ...dueColumns(due), ...(due.dueAt <= now ? { escalated: row.escalated } : {}) };
		}
		case 'anew':
			return dueColumns(await dueIn(tx, path, { house, at: now, asked }));
		case 'as-before':
			return { ...dueColumns(await dueIn(tx, path, { house, at: began, asked, used })), escalated: row.escalated };
		case 'other-promise':
			return row.due_at === null ? {} : dueColumns(await dueIn(tx, path, { house, at: began, asked, used }));
	}
};
