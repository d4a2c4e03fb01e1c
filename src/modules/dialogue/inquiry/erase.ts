import type { Tx } from '#platform/db/database.ts';

import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';
import { inquiries, linesOf } from './store.ts';

const KINDS = ['inquiry-asked', 'inquiry-overdue'] as const;

/** Goes with its conversation: what was shown, asked and answered, and whom outside. Links end. */
export const dropInquiries = async (
	{ notices }: Pick<DialogueNeeds, 'notices'>,
	tx: Tx,
	conversationId: string,
): Promise<void> => {
	const gone = dialogue(tx).deleteFrom('dialogue_inquiry').where('conversation_id', '=', conversationId);
	for (const { id } of await gone.returning('id').execute()) await notices.over(tx, { postId: id, kinds: KINDS });
};

/** Handed over: what was shown and said about it is as gone from the desk as the words, and nobody has to answer. The record keeps it. */
export const sealInquiries = async (
	{ notices }: Pick<DialogueNeeds, 'notices'>,
	tx: Tx,
	conversationId: string,
): Promise<void> => {
	const here = inquiries(tx).clearSelect().select('id').where('conversation_id', '=', conversationId);
	const lines = dialogue(tx).updateTable('dialogue_inquiry_line').set({ text: '' });
	await lines.where('inquiry_id', 'in', here).execute();
	const ofThis = dialogue(tx).updateTable('dialogue_inquiry').where('conversation_id', '=', conversationId);
	await ofThis.set({ shown: '' }).execute();
	const ended = ofThis.set({ state: 'withdrawn' }).where('state', '=', 'open').returning('id');
	for (const { id } of await ended.execute()) await notices.over(tx, { postId: id, kinds: KINDS });
};

/** Its author took a message back: nobody who was asked about it sees it any more. */
export const hideShown = (tx: Tx, messageId: string) =>
	dialogue(tx).updateTable('dialogue_inquiry').set({ shown: '' }).where('message_id', '=', messageId).execute();

/** For whoever asks what is kept about them: what was asked and answered. Nobody who works here or was asked outside is named. */
export const inquiriesFor = async (tx: Tx, conversationId: string) => {
	const rows = await inquiries(tx).where('conversation_id', '=', conversationId).orderBy('asked_at').execute();
	const lines = await linesOf(
		tx,
		rows.map(({ id }) => id),
	);
	return rows.map((row) => ({
		...{ askedAt: row.asked_at.toISOString(), asked: row.kind, shown: row.shown, state: row.state },
		lines: lines.flatMap(({ inquiry_id, from_asker, text, at }) =>
			inquiry_id === row.id ? [{ from: from_asker ? 'office' : 'asked', at: at.toISOString(), text }] : [],
		),
	}));
};
