import { validate as validateTaxId } from 'stdnum/lib/cjs/de/idnr.js';

import { before, digitsOf, matches, PRIVACY, type TextRule } from './rule.ts';

const ELEVEN = /(?<![\d/.,-]|\d )[1-9]\d(?:[ ]?\d{3}){3}(?![\d/-]|[ .,]\d)/g;
const CALLED =
	/((?:Steuer-?(?:nummer|Nr\.?|ID(?:\s?Nr\.?)?|Id-?Nr\.?|Identifikationsnummer)|St\.?\s?-?(?:Nr\.?|ID)|Ident(?:ifikations)?-?(?:nummer|nr\.?)|\bId-?Nr\.?|\bTIN)(?:\s+(?:ist|lautet|von\s+\p{L}+|des\s+\p{L}+)){0,2}\s*[:(]?\s*)\d(?:[ /-]?\d){8,13}(?!\d)/giu;
/** Other numbers of eleven digits are called something else. */
const OTHER = /(?:Zähler|Artikel|Bestell|Auftrag|Rechnung|Kunden|Serien|Vergabe|Referenz|ISBN|EAN|Nr\.)\S*\s*:?\s*$/i;
/** SPEC: of the first ten digits one stands two or three times, no digit more often. */
const isMixed = (number: string): boolean => !/(\d)(?:.*\1){3}/.test(number.slice(0, 10));

/** The life-long tax identification number, or a tax number that is called one. */
export const taxId: TextRule = {
	id: 'personal-tax-id',
	severity: 'block',
	paragraph: PRIVACY,
	find: (text) => [
		...[...text.matchAll(CALLED)].map(({ 0: whole, 1: called = '', index }) => ({
			range: [index + called.length, index + whole.length] as const,
		})),
		...matches(text, ELEVEN, ({ 0: found, index }) => {
			const number = digitsOf(found);
			return isMixed(number) && validateTaxId(number).isValid && !OTHER.test(before(text, index, 25));
		}),
	],
};
