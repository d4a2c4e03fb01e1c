import { system } from '#kernel/permission.ts';
import type { Outcome } from '#modules/delivery/index.ts';
import type { Tx } from '#platform/db/database.ts';

import { noteChange } from './answering/changes.ts';
import { lockConcerned } from './in-order.ts';
import { type Come, gatherBelow } from './late-parent.ts';
import type { DialogueNeeds } from './needs.ts';
import { answerLeft } from './planned/left.ts';
import { dialogue } from './tables.ts';

type Needs = Pick<DialogueNeeds, 'events' | 'notices' | 'clock' | 'records'>;

/** Keeps with an answer of ours where it stands, and its id on the network: a citizen may answer it in turn. */
export const noteOutcome =
	(needs: Needs) =>
	async (tx: Tx, outcome: Outcome): Promise<void> => {
		const { operation, unitId } = outcome.delivery;
		const id = operation === 'publish' ? await noteAnswer(needs, tx, outcome) : await noteChange(tx, outcome);
		if (id !== undefined) await needs.events.announce(tx, { topic: 'conversation', id, unitId });
	};

const noteAnswer = async (
	needs: Needs,
	tx: Tx,
	{ delivery: { subject, state, remote, presenceId } }: Outcome,
): Promise<string | undefined> => {
	if (remote) await lockConcerned(tx, { presenceId, messages: [remote.id], below: [remote.id], own: subject });
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
	if (remote) await gatherAnswers(needs, tx, { presenceId, remoteId: remote.id, conversationId });
	return conversationId;
};

/** Who answered it before it was known to be ours stood alone until now. */
const gatherAnswers = async (needs: Needs, tx: Tx, come: Come): Promise<void> => {
	const leaves = await gatherBelow(needs, tx, come);
	if (leaves.length > 0) await needs.records.ledger.leave(tx, system('dialogue'), leaves);
};
