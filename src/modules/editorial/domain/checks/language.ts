import { languageOf, SCRIPTS, smallWords } from '#kernel/spoken.ts';

import type { TextRule } from './rule.ts';
import { trimmed } from './sentences.ts';

const CYRILLIC = new Set(['ru', 'uk', 'be', 'bg', 'sr', 'mk']);

/** A text that is in another language than it says: it would be read aloud wrongly. */
export const languageDiffers: TextRule = {
	id: 'language-differs',
	severity: 'warning',
	paragraph: 'WCAG 3.1.1',
	find(text, { language }) {
		if (language === undefined) return [];
		const declared = language.split('-')[0] ?? language;
		const found = languageOf(text);
		if (found === null || found === declared || (CYRILLIC.has(found) && CYRILLIC.has(declared))) return [];
		return smallWords.has(declared) || SCRIPTS.some(([known]) => known === declared)
			? [{ range: trimmed(text, [0, text.length]), values: { declared, language: found } }]
			: [];
	},
};
