import { DEFAULT_STYLE, type Hit, type TextRule } from './rule.ts';
import { sentences, trimmed, wordsIn } from './sentences.ts';

/** A sentence nobody keeps in mind until its end. */
export const longSentence: TextRule = {
	id: 'long-sentence',
	severity: 'warning',
	paragraph: null,
	find: (text, { style = DEFAULT_STYLE }) =>
		sentences(text).flatMap((range): Hit[] => {
			const words = wordsIn(text.slice(...range)).length;
			const most = style.mostWords;
			return words > most ? [{ range: trimmed(text, range), values: { words, most } }] : [];
		}),
};
