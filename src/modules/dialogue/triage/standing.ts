import type { Tx } from '#platform/db/database.ts';

import { type ConversationRow, lockConversation } from '../store.ts';

/** The conversation in which goes on what this one began: itself, unless it was merged. */
export const standing = async (tx: Tx, row: ConversationRow): Promise<ConversationRow> => {
	const next = row.merged_into === null ? undefined : await lockConversation(tx, row.merged_into);
	return next ? standing(tx, next) : row;
};
