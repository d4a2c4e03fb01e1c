import { matches, type TextRule } from './rule.ts';

export const HASHTAG = /(?<![\w#&/])#(\p{L}[\p{L}\p{N}_]+)/gu;
const COLOUR = /^[\da-f]{6}$/;
const LONG_ENOUGH = 4;
/** Second halves of words that hashtags of an administration are often made of. */
const PARTS = [
	'dienst',
	'sperrung',
	'markt',
	'fest',
	'stadt',
	'schule',
	'bad',
	'wahl',
	'rat',
	'haus',
	'tag',
	'woche',
	'bahn',
	'bus',
	'linie',
	'amt',
	'warnung',
	'hilfe',
	'schutz',
	'wehr',
	'platz',
	'park',
	'weg',
	'bau',
	'verkehr',
	'nacht',
	'lauf',
	'konzert',
	'theater',
	'kultur',
	'beteiligung',
	'entsorgung',
	'abfuhr',
	'werk',
	'bücherei',
	'bibliothek',
	'betreuung',
];

/** What a screen reader would read as two words, written so that it does. */
const readable = (tag: string, words: ReadonlySet<string>): string => {
	const lower = tag.toLowerCase();
	const cut = [...Array(lower.length).keys()]
		.slice(3, -2)
		.find((at) => PARTS.includes(lower.slice(at)) || (words.has(lower.slice(0, at)) && words.has(lower.slice(at))));
	return cut === undefined ? capital(lower) : capital(lower.slice(0, cut)) + capital(lower.slice(cut));
};

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** A hashtag as it can be read aloud: one without capitals gets them where its words begin. */
export const readableTag = (tag: string): string => (tag === tag.toLowerCase() ? readable(tag, new Set()) : tag);

/** A hashtag without capitals cannot be read aloud. */
export const hashtags: TextRule = {
	id: 'hashtag-not-readable',
	severity: 'warning',
	paragraph: 'BITV 2.0',
	find(text) {
		const words = new Set((text.match(/\p{L}+/gu) ?? []).map((word) => word.toLowerCase()));
		return [...text.matchAll(HASHTAG)]
			.filter(
				([, tag = '']) => tag.length >= LONG_ENOUGH && !COLOUR.test(tag) && (tag === tag.toLowerCase() || isShout(tag)),
			)
			.map((match) => ({
				range: [match.index, match.index + match[0].length],
				mend: `#${readable(match[1] ?? '', words)}`,
				values: { tag: match[0], better: `#${readable(match[1] ?? '', words)}` },
			}));
	},
};

const isShout = (tag: string): boolean => tag.length > 6 && tag === tag.toUpperCase();

/** More hashtags than a reader can use. */
export const MOST_HASHTAGS = 5;
export const manyHashtags: TextRule = {
	id: 'many-hashtags',
	severity: 'hint',
	paragraph: null,
	find(text) {
		const all = matches(text, HASHTAG);
		const first = all[MOST_HASHTAGS];
		return first ? [{ ...first, values: { count: all.length, most: MOST_HASHTAGS } }] : [];
	},
};
