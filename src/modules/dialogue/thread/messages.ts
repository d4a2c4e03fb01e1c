import type { Message } from '#contract/dialogue.ts';
import { hidePlaces } from '#modules/editorial/index.ts';

import { NIGHT } from '../domain/night.ts';
import { RULES } from '../domain/rules/hiding.ts';
import { placesIn } from '../reading/places.ts';
import type { Said } from './question.ts';

/** What somebody else wrote is shown without personal data until it is asked for. */
const shownWords = (row: Said): Pick<Message, 'text' | 'masked'> => {
	const shown = row.direction === 'in' ? hidePlaces(row.text, placesIn(row)) : row.text;
	return { text: shown, masked: shown !== row.text };
};

interface Who {
	readonly them: string;
	readonly staff: ReadonlyMap<string, string>;
}

/** A message as the desk shows it, without what is to be said about it beyond its words. */
export const toMessage = (
	row: Said,
	{ them, staff }: Who,
): Omit<Message, 'changes' | 'trouble' | 'mail' | 'returned' | 'like'> => ({
	id: row.id,
	direction: row.direction,
	automatic: row.direction === 'out' && (row.author_id === NIGHT || row.author_id === RULES),
	author: row.direction === 'in' ? them : (staff.get(row.author_id ?? '') ?? ''),
	...shownWords(row),
	sealed: row.is_sealed,
	withheld: row.withheld_at !== null,
	mergedFrom: row.home_id,
	language: row.language,
	visibility: row.visibility,
	url: urlOf(row),
	media: row.media.map(({ alt }, index) => ({ address: `/api/messages/${row.id}/media/${index}`, alt })),
	delivery: row.delivery,
	plannedFor: row.planned_for?.toISOString() ?? null,
	sentAt: row.sent_at.toISOString(),
	editedAt: row.edited_at?.toISOString() ?? null,
	deletedAt: row.deleted_at?.toISOString() ?? null,
	hints: (row.hints ?? []).map(({ type, values, words, dismissed = false }) => ({
		...{ type, values: [...values], words: [...words], dismissed },
	})),
});

/** The newest of their messages that has an address on the network. */
export const threadIn = (newest: readonly Said[]): string | null =>
	newest.flatMap((message) => (message.direction === 'in' ? (urlOf(message) ?? []) : []))[0] ?? null;

const urlOf = ({ url }: Pick<Said, 'url'>): string | null => (url !== null && /^https?:/.test(url) ? url : null);
