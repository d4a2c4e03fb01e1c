import type { Outcome } from '#modules/delivery/index.ts';
import type { Tx } from '#platform/db/database.ts';

import { noteChange } from './answering/changes.ts';
import type { DialogueNeeds } from './needs.ts';
import { answerLeft } from './planned/left.ts';
import { dialogue } from './tables.ts';

/** Keeps with an answer of ours where it stands, and its id on the network: a citizen may answer it in turn. */
export const noteOutcome =
	(needs: Pick<DialogueNeeds, 'events' | 'notices' | 'clock'>) =>
	async (tx: Tx, outcome: Outcome): Promise<void> => {
		const { operation, unitId } = outcome.delivery;
		const id = operation === 'publish' ? await noteAnswer(needs, tx, outcome) : await noteChange(tx, outcome);
		if (id !== undefined) await needs.events.announce(tx, { topic: 'conversation', id, unitId });
	};

const noteAnswer = async (
	needs: Pick<DialogueNeeds, 'notices' | 'clock'>,
	tx: Tx,
	{ delivery: { subject, state, remote } }: Outcome,
): Promise<string | undefined> => {
	const message = await dialogue(tx)
		.updateTable('dialogue_message')
		.set({
			delivery: state === 'sending' ? 'waiting' : state,
			...(remote ? { remote_id: remote.id, remote: JSON.stringify(remote) } : {}),
		})
		.where('id', '=', subject)
		.returning(['conversation_id', 'planned_for', 'awaits'])
		.executeTakeFirst();
	if (!message) return undefined;
	const { conversation_id: conversationId, planned_for: planned, awaits } = message;
	if (planned && state === 'published')
		await answerLeft(needs, tx, { messageId: subject, conversationId, awaits, at: needs.clock.now() });
	return conversationId;
};
