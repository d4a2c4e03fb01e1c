import { type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { keepPrecedent } from '../answering/precedents.ts';
import type { DialogueNeeds } from '../needs.ts';
import { markAnswered } from '../reply.ts';
import { lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';
import { settledNotices } from '../triage/settled-notices.ts';

interface Left {
	readonly messageId: string;
	readonly conversationId: string;
	readonly awaits: boolean;
	readonly at: Instant;
}

/** A planned answer left: from now on the conversation is answered. One that was closed meanwhile stays so. */
export const answerLeft = async (
	{ notices }: Pick<DialogueNeeds, 'notices'>,
	tx: Tx,
	{ messageId, conversationId, awaits, at }: Left,
): Promise<void> => {
	const row = await lockConversation(tx, conversationId);
	const set = { planned_for: null, sent_at: toDate(at) };
	await dialogue(tx).updateTable('dialogue_message').set(set).where('id', '=', messageId).execute();
	if (!row) return;
	const said = { conversationId, answerId: messageId, unitId: row.unit_id, practice: row.practice, at };
	await keepPrecedent(tx, said);
	if (row.state === 'closed') {
		const first = dialogue(tx)
			.updateTable('dialogue_conversation')
			.set({ answered_at: row.answered_at ?? toDate(at) });
		await first.where('id', '=', row.id).execute();
		return;
	}
	await markAnswered(tx, { row, at, awaits });
	await notices.over(tx, { postId: row.id, kinds: settledNotices });
};
