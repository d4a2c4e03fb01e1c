import { Temporal } from 'temporal-polyfill';

import { type Hit, matches, type TextRule } from './rule.ts';

const PLACEHOLDER = /\{\{\s*([^{}\n]{1,60}?)\s*\}\}/gu;
const DAY_NAMES = new Set(['datum', 'heute', 'date', 'today']);

/** A gap a template or text block left for the author: nothing goes out with one. */
export const placeholder: TextRule = {
	id: 'placeholder-open',
	severity: 'block',
	paragraph: null,
	find(text, { today, language = 'de' }) {
		return matches(text, PLACEHOLDER).map((hit): Hit => {
			const name = text
				.slice(...hit.range)
				.replaceAll(/[{}]/g, '')
				.trim();
			const mend = DAY_NAMES.has(name.toLowerCase()) ? { mend: spoken(today, language) } : {};
			return { ...hit, ...mend, values: { name } };
		});
	},
};

/** Fills the gaps whose names are known, in small letters; the others stay for whoever writes. */
export const fillGaps = (text: string, known: ReadonlyMap<string, string>): string =>
	text.replaceAll(PLACEHOLDER, (gap, name: string) => known.get(name.toLowerCase()) ?? gap);

export const spoken = (day: string, language: string): string =>
	Temporal.PlainDate.from(day).toLocaleString(language, { dateStyle: 'long' });
