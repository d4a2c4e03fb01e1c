/** A stretch of text, marked where it holds what was searched for. */
export interface Stretch {
	readonly text: string;
	readonly hit: boolean;
}

/** What of a text is shown around the first hit. */
const SHOWN = 200;
const BEFORE = 60;

const escaped = (word: string): string => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The words of a search as the reader typed them: without operators, without what is too short to mark. */
export const searchWords = (query: string): readonly string[] =>
	[...new Set((query.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []).filter((word) => word !== 'or'))].slice(0, 8);

/** German endings, so that a search for „Brücken“ also marks „Brücke“. */
const ENDINGS = '(?:en|er|es|e|n|s)';
const stem = (word: string): string => (word.length > 5 ? word.replace(new RegExp(`${ENDINGS}$`, 'u'), '') : word);

/** Splits a text into marked and unmarked stretches. Joined together they are the text again. */
export const markHits = (text: string, query: string): readonly Stretch[] => {
	const words = searchWords(query).map((word) => `${escaped(stem(word))}${word.length > 5 ? `${ENDINGS}?` : ''}`);
	if (words.length === 0) return text === '' ? [] : [{ text, hit: false }];
	return text
		.split(new RegExp(`(${words.join('|')})`, 'giu'))
		.map((part, at) => ({ text: part, hit: at % 2 === 1 }))
		.filter(({ text: part }) => part !== '');
};

/** Cuts the part of a text around the first hit, at word borders, and marks the hits in it. */
export const excerpt = (text: string, query: string): readonly Stretch[] => {
	const plain = text.replaceAll(/\s+/g, ' ').trim();
	const first = markHits(plain, query).findIndex(({ hit }) => hit);
	const at = markHits(plain, query)
		.slice(0, Math.max(first, 0))
		.reduce((sum, part) => sum + part.text.length, 0);
	const border = plain.indexOf(' ', Math.max(0, at - BEFORE));
	const start = at > BEFORE && border !== -1 && border < at ? border + 1 : 0;
	const rest = plain.slice(start);
	const end = rest.length > SHOWN ? rest.lastIndexOf(' ', SHOWN) : rest.length;
	const cut = rest.slice(0, end > 0 ? end : SHOWN);
	const marked = markHits(cut, query);
	return [
		...(start > 0 ? [{ text: '… ', hit: false }] : []),
		...marked,
		...(cut.length < rest.length ? [{ text: ' …', hit: false }] : []),
	];
};
