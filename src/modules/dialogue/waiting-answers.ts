import type { Tx } from '#platform/db/database.ts';

import type { DialogueNeeds } from './needs.ts';
import { dialogue } from './tables.ts';

/** Answers in a conversation that still wait for their time. */
export const waitingIn = (tx: Tx, conversationId: string) =>
	dialogue(tx)
		.selectFrom('dialogue_message')
		.select(['id', 'presence_id'])
		.where('conversation_id', '=', conversationId)
		.where('planned_for', 'is not', null)
		.where('delivery', '=', 'waiting');

/** Stops one that waits. False: it is on its way already, and stays as it is. */
export const stop = async (
	{ delivery }: Pick<DialogueNeeds, 'delivery'>,
	tx: Tx,
	{ id, presence_id }: { readonly id: string; readonly presence_id: string | null },
): Promise<boolean> => {
	if (presence_id !== null && (await delivery.recall(tx, id)).recalled === 0) return false;
	const set = { delivery: 'withdrawn' as const };
	await dialogue(tx).updateTable('dialogue_message').set(set).where('id', '=', id).execute();
	return true;
};

/** The citizen wrote on, or it goes on elsewhere: what was to be said no longer answers what stands there. */
export const stopAll = async (needs: Pick<DialogueNeeds, 'delivery'>, tx: Tx, conversationId: string) => {
	const stopped: string[] = [];
	for (const one of await waitingIn(tx, conversationId).execute()) if (await stop(needs, tx, one)) stopped.push(one.id);
	return stopped;
};
