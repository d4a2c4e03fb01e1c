import { DEFAULT_STYLE, type TextRule } from './rule.ts';
import { sentences, trimmed, wordsIn } from './sentences.ts';

/** Under this many words the formulas say more about chance than about the text. */
const LEAST_WORDS = 40;
const VOWELS = /(?:ie|ei|ai|eu|äu|au|aa|ee|oo|[aeiouyäöü])/giu;
const NOT_WORDS = /https?:\/\/\S+|[#@]\S+|(?<!\S)\S{1,64}@\S{1,200}/gu;

export const syllables = (word: string): number => Math.max(1, word.match(VOWELS)?.length ?? 0);

export interface Readability {
	/** SPEC: Amstad 1978: 180 - words per sentence - 58.5 x syllables per word. 100 is easy, 0 is hard. */
	readonly ease: number;
	/** SPEC: first Wiener Sachtextformel (Bamberger, Vanecek 1984): about the school year that reads it. */
	readonly year: number;
}

/** How hard a German text is to read, by two formulas; null when it is too short for either. */
export const readabilityOf = (text: string): Readability | null => {
	const plain = text.replaceAll(NOT_WORDS, '');
	const words = wordsIn(plain).filter((word) => /\p{L}/u.test(word));
	if (words.length < LEAST_WORDS) return null;
	const lengths = words.map(syllables);
	const share = (keep: (at: number) => boolean) => (100 * lengths.filter((_, at) => keep(at)).length) / words.length;
	const perSentence = words.length / sentences(plain).filter((range) => plain.slice(...range).trim() !== '').length;
	const perWord = lengths.reduce((sum, count) => sum + count, 0) / words.length;
	const many = share((at) => (lengths[at] ?? 0) >= 3);
	const long = share((at) => (words[at] ?? '').length > 6);
	const one = share((at) => lengths[at] === 1);
	return {
		ease: Math.round(180 - perSentence - 58.5 * perWord),
		year: Math.round(10 * (0.1935 * many + 0.1672 * perSentence + 0.1297 * long - 0.0327 * one - 0.875)) / 10,
	};
};

/** A text that most people would have to read twice. */
export const hardToRead: TextRule = {
	id: 'hard-to-read',
	severity: 'hint',
	paragraph: null,
	find(text, { language = 'de', style = DEFAULT_STYLE }) {
		const score = language.startsWith('de') ? readabilityOf(text) : null;
		if (score === null || score.ease >= style.leastEase) return [];
		return [{ range: trimmed(text, [0, text.length]), values: { ...score, least: style.leastEase } }];
	},
};
