import { electronicFormatIBAN, isValidIBAN } from 'ibantools';

import { matches, PRIVACY, type TextRule } from './rule.ts';

const CANDIDATE = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g;
const plain = (iban: string): string => electronicFormatIBAN(iban) ?? '';

/** A bank account. Only our own may be named. */
export const iban: TextRule = {
	id: 'personal-iban',
	severity: 'block',
	paragraph: PRIVACY,
	find(text, { own }) {
		const ours = new Set(own.ibans.map(plain));
		return matches(text, CANDIDATE, ([found]) => isValidIBAN(plain(found)) && !ours.has(plain(found)));
	},
};
