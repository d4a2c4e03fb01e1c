import type { Tx } from '#platform/db/database.ts';
import type { DialogueNeeds } from '../needs.ts';
import type { ConversationRow } from '../store.ts';
import { remindedOf } from './reminded.ts';

/** Whoever has the conversation, or is on duty for it, hears that somebody does not have what we sent. */
export const tellReturned = async (
	needs: Pick<DialogueNeeds, 'people' | 'clock' | 'notices'>,
	tx: Tx,
	row: ConversationRow,
): Promise<string[]> => {
	const to = [...(await remindedOf(needs, tx, row))];
	const about = { postId: row.id, unitId: row.unit_id, title: row.excerpt.slice(0, 120) };
	await needs.notices.tell(tx, { ...about, to, kind: 'mail-returned', byId: null });
	return to;
};
