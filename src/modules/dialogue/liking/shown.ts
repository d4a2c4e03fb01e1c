import type { Message } from '#contract/dialogue.ts';

import { shownAs } from '../domain/like.ts';
import { isoOf, type Thread } from '../thread/question.ts';

/** What is to be said about our like of each message; null where there is none. */
export const likesShown = (
	rows: Thread['likes'],
	staff: ReadonlyMap<string, string>,
): ((messageId: string) => Pick<Message, 'like'>) => {
	const likes = new Map(rows.map((row) => [row.message_id, row]));
	return (messageId) => {
		const row = likes.get(messageId);
		if (row === undefined) return { like: null };
		const { by_id, at, reason } = row;
		return { like: { by: staff.get(by_id) ?? '', at: isoOf(at), state: shownAs(row), reason } };
	};
};
