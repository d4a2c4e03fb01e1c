import { validate } from 'stdnum/lib/cjs/de/svnr.js';

import { before, matches, PRIVACY, type TextRule } from './rule.ts';

const PENSION = /(?<![\p{L}\d])\d{2}[ .-]?\d{6}[ .-]?[A-Z][ .-]?\d{3}(?![\p{L}\d])/gu;
const HEALTH = /(?<![\p{L}\d-])[A-Z] ?\d{3} ?\d{3} ?\d{3}(?![\p{L}\d])/gu;
const CALLED =
	/(?:[Vv]ersicher|SV-?N|RV-?N|KV-?N|SVNR|Sozialvers|Rentenvers|Krankenvers|Krankenkasse|Gesundheitskarte)[^!?\n]{0,40}$/i;

/** The number of the statutory pension insurance, or of the health insurance. */
export const socialSecurity: TextRule = {
	id: 'personal-social-security',
	severity: 'block',
	paragraph: PRIVACY,
	find: (text) => [
		...matches(
			text,
			PENSION,
			({ 0: found, index }) => validate(found.replaceAll(/[ .-]/g, '')).isValid || CALLED.test(before(text, index, 60)),
		),
		...matches(text, HEALTH, ({ index }) => CALLED.test(before(text, index, 60))),
	],
};
