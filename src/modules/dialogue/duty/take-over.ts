import { type Actor, unitsWhere } from '#kernel/permission.ts';
import type { Tx } from '#platform/db/database.ts';

import { dialogue } from '../tables.ts';

interface Handing {
	readonly from: string;
	readonly to: Actor;
}

/** Gives what came to one shift by the roster and is still open to the next. What somebody chose to take stays theirs. */
export const takeOver = async (tx: Tx, { from, to }: Handing): Promise<string[]> => {
	const units = unitsWhere(to, 'conversation.answer');
	const theirs = dialogue(tx)
		.selectFrom('dialogue_conversation')
		.select('id')
		.where('state', '=', 'open')
		.where('duty_to', '=', from)
		.where('assignee_id', '=', from)
		.$if(units !== 'all', (list) => list.where('unit_id', 'in', [...units, '']));
	const given = dialogue(tx).updateTable('dialogue_conversation').set({ assignee_id: to.id, duty_to: to.id });
	const rows = await given.where('id', 'in', theirs.orderBy('id').forUpdate()).returning('id').execute();
	return rows.map(({ id }) => id);
};
