import type { Tx } from '#platform/db/database.ts';

import { dueIn } from '../deadlines/service.ts';
import { dueColumns } from '../deadlines/settle.ts';
import type { DialogueNeeds } from '../needs.ts';
import type { ConversationRow } from '../store.ts';
import { dialogue } from '../tables.ts';
import { awake } from '../triage/awake.ts';

interface Gone {
	readonly row: ConversationRow;
	/** The answer that does not stand any more. */
	readonly messageId: string;
	/** In which states of the conversation it counts. */
	readonly when: readonly ConversationRow['state'][];
}

/** Opens a conversation again when nothing else of ours answers what was asked last: an answer is owed anew. */
export const owedAgain = async (
	needs: Pick<DialogueNeeds, 'people' | 'clock'>,
	tx: Tx,
	{ row, messageId, when }: Gone,
): Promise<void> => {
	if (!when.includes(row.state) || (await isAnswered(tx, row.id, messageId))) return;
	const path = await needs.people.unitPath(row.unit_id);
	const house = await needs.people.authority();
	const asked = { presenceId: row.presence_id, kind: row.asking, priority: row.priority };
	const due = await dueIn(tx, path, { house, at: needs.clock.now(), asked });
	const set = { state: 'open' as const, ...dueColumns(due), ...awake };
	await dialogue(tx).updateTable('dialogue_conversation').set(set).where('id', '=', row.id).execute();
};

/** Something of ours beside this one stands, or is on its way, behind what they said last. */
const isAnswered = async (tx: Tx, conversationId: string, messageId: string): Promise<boolean> => {
	const ours = dialogue(tx)
		.selectFrom('dialogue_message')
		.select('id')
		.where('conversation_id', '=', conversationId)
		.where('direction', '=', 'out')
		.where('delivery', 'in', ['waiting', 'published', 'unclear'])
		.where('id', '<>', messageId)
		.where((is) =>
			is(
				'arrival',
				'>',
				is
					.selectFrom('dialogue_message')
					.select((of) => of.fn.coalesce(of.fn.max('arrival'), of.lit(0)).as('last'))
					.where('conversation_id', '=', conversationId)
					.where('direction', '=', 'in'),
			),
		);
	return (await ours.executeTakeFirst()) !== undefined;
};
