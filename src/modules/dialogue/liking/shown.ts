import type { Message } from '#contract/dialogue.ts';
import type { Tx } from '#platform/db/database.ts';

import { shownAs } from '../domain/like.ts';
import { dialogue } from '../tables.ts';

export const likesOf = async (tx: Tx, messageIds: readonly string[]) =>
	messageIds.length === 0
		? []
		: dialogue(tx)
				.selectFrom('dialogue_like')
				.selectAll()
				.where('message_id', 'in', [...messageIds])
				.execute();
type Row = Awaited<ReturnType<typeof likesOf>>[number];

/** What is to be said about our like of each message; null where there is none. */
export const likesShown =
	(rows: readonly Row[], staff: ReadonlyMap<string, string>) =>
	(messageId: string): Pick<Message, 'like'> => {
		const row = rows.find(({ message_id }) => message_id === messageId);
		if (row === undefined) return { like: null };
		const { by_id, at, reason } = row;
		return { like: { by: staff.get(by_id) ?? '', at: at.toISOString(), state: shownAs(row), reason } };
	};
