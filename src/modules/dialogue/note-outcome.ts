import type { Outcome } from '#modules/delivery/index.ts';
import type { Tx } from '#platform/db/database.ts';

import type { DialogueNeeds } from './needs.ts';
import { dialogue } from './tables.ts';

/** Keeps with an answer of ours where it stands, and its id on the network: a citizen may answer it in turn. */
export const noteOutcome =
	({ events }: Pick<DialogueNeeds, 'events'>) =>
	async (tx: Tx, outcome: Outcome): Promise<void> => {
		const { subject, state, remote, unitId } = outcome.delivery;
		const message = await dialogue(tx)
			.updateTable('dialogue_message')
			.set({
				delivery: state === 'sending' ? 'waiting' : state,
				...(remote ? { remote_id: remote.id, remote: JSON.stringify(remote) } : {}),
			})
			.where('id', '=', subject)
			.returning('conversation_id')
			.executeTakeFirst();
		if (message) await events.announce(tx, { topic: 'conversation', id: message.conversation_id, unitId });
	};
