import { maskPersonal } from '#modules/editorial/index.ts';
import type { Tx } from '#platform/db/database.ts';

import { passageIn } from '../domain/search-words.ts';
import { dayOf } from '../store.ts';
import { dialogue } from '../tables.ts';
import { worthOf } from './expand.ts';
import type { FoundPage } from './search.ts';

/** Around the words that were looked for, by conversation. */
export const passagesOf = async (
	tx: Tx,
	{ messages, wanted }: Pick<FoundPage, 'messages' | 'wanted'>,
): Promise<ReadonlyMap<string, string>> => {
	const ids = [...messages.values()];
	if (ids.length === 0) return new Map();
	const rows = await dialogue(tx)
		.selectFrom('dialogue_message')
		.select(['id', 'text', 'direction', 'sent_at'])
		.where('id', 'in', ids)
		.execute();
	const texts = new Map(
		rows.map(({ id, text, direction, sent_at }) => [
			id,
			direction === 'in' ? maskPersonal(text, dayOf(sent_at)) : text,
		]),
	);
	const worth = (word: string): number => {
		const halves = wanted.some(({ pairs }) => pairs.some((pair) => pair.includes(word))) ? 0.5 : 0;
		return worthOf(wanted, new Set([word])) + halves;
	};
	return new Map(
		[...messages].flatMap(([conversation, message]) => {
			const passage = passageIn(texts.get(message) ?? '', worth);
			return passage === null ? [] : [[conversation, passage]];
		}),
	);
};
