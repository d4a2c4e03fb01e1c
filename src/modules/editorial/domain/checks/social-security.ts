import { validate } from 'stdnum/lib/cjs/de/svnr.js';

import { matches, PRIVACY, type TextRule } from './rule.ts';

const CANDIDATE = /\b\d{2} ?\d{6} ?[A-Z] ?\d{3}\b/g;

/** The number of the statutory pension insurance. */
export const socialSecurity: TextRule = {
	id: 'personal-social-security',
	severity: 'block',
	paragraph: PRIVACY,
	find: (text) => matches(text, CANDIDATE, ([found]) => validate(found.replaceAll(' ', '')).isValid),
};
