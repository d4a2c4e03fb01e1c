import { validate as validateTaxId } from 'stdnum/lib/cjs/de/idnr.js';
import { validate as validateTaxNumber } from 'stdnum/lib/cjs/de/stnr.js';

import { matches, PRIVACY, type TextRule } from './rule.ts';

const ELEVEN = /(?<![\d/-])[1-9]\d(?:[ ]?\d{3}){3}(?![\d/-])/g;
const NAMED = /(?:Steuer-?nummer|Steuer-?Nr\.?|St\.?-?Nr\.?)[:\s]+(\d[\d /]{8,15}\d)/gi;
/** SPEC: of the first ten digits one stands two or three times, no digit more often. */
const isMixed = (number: string): boolean => !/(\d)(?:.*\1){3}/.test(number.slice(0, 10));
const digits = (text: string): string => text.replaceAll(/\D/g, '');

/** The life-long tax identification number, or a tax number that is called one. */
export const taxId: TextRule = {
	id: 'personal-tax-id',
	severity: 'block',
	paragraph: PRIVACY,
	find: (text) => [
		...matches(text, ELEVEN, ([found]) => isMixed(digits(found)) && validateTaxId(digits(found)).isValid),
		...matches(text, NAMED, ([, number = '']) => validateTaxNumber(digits(number)).isValid),
	],
};
