import { wordsIn } from './said.ts';

interface Token {
	readonly letters: string;
	readonly open: 'none' | 'left' | 'right' | 'both';
}

/** Words that follow each other; at most one star at each end of a word. */
export type Phrase = readonly Token[];

const MOST_WORDS = 8;
/** With fewer letters a star would stand for half the language. */
const LEAST_LETTERS = 4;

/** Null: nothing to look for, or a star that would find nearly everything. */
export const phraseOf = (written: string): Phrase | null => {
	const parts = written.trim().split(/\s+/).slice(0, MOST_WORDS);
	const tokens = parts.flatMap((part): (Token | null)[] => {
		const [left, right] = [part.startsWith('*'), part.endsWith('*')];
		const words = wordsIn(part.replaceAll('*', ''));
		return words.map((letters, at) => {
			const open = openAt({ left: left && at === 0, right: right && at === words.length - 1 });
			return open !== 'none' && letters.length < LEAST_LETTERS ? null : { letters, open };
		});
	});
	const phrase = tokens.filter((token) => token !== null);
	return phrase.length === 0 || phrase.length < tokens.length ? null : phrase;
};

const openAt = ({ left, right }: { readonly left: boolean; readonly right: boolean }): Token['open'] =>
	left ? (right ? 'both' : 'left') : right ? 'right' : 'none';

const meets = ({ letters, open }: Token, word: string | undefined): boolean => {
	if (word === undefined) return false;
	if (open === 'none') return word === letters;
	if (open === 'left') return word.endsWith(letters);
	return open === 'right' ? word.startsWith(letters) : word.includes(letters);
};

/**
 * The words in which a phrase stands, as they were written; null where it does not. No pattern is run: the time is words
 * times tokens.
 */
export const foundIn = (phrase: Phrase, words: readonly string[], written = words): string | null => {
	const at = words.findIndex((_, start) => phrase.every((token, step) => meets(token, words[start + step])));
	return at < 0 ? null : written.slice(at, at + phrase.length).join(' ');
};
