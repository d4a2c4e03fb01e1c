import { matches, PRIVACY, type TextRule } from './rule.ts';

const IDENTIFIER = '[A-Z0-9][\\w./-]*(?:[ ][\\w./-]*\\d[\\w./-]*|[ ][A-Z]{1,4}(?=[ ]\\d)){0,4}';
const NAMED = new RegExp(
	`(?:\\bAz\\.?|\\bAktenzeichen|\\bGz\\.?|\\bGesch(?:äfts|\\.-)?zeichen|\\bGesch\\.-Z\\.|\\bKassenzeichen|\\bVorgangsnummer|\\bBuchungszeichen|\\bKundennummer|\\bBedarfsgemeinschaft(?:snummer)?|\\bBG-Nummer|\\bPersonalausweisnummer|\\bVersichertennummer)\\s*(?:Nr\\.?)?\\s*:?\\s+(${IDENTIFIER})`,
	'gu',
);
/** SPEC: file number of a German court: chamber, register, number / year. */
const COURT = /\b\d{1,3} [A-Z][A-Za-z]{0,2} \d{1,5}\/\d{2}\b(?!\d)/g;
const REGISTER = /^\d{1,3} (?:Abs|Nr|Uhr|Bus|Kfz)\b/;

const digits = (text: string): number => text.replaceAll(/\D/g, '').length;

/** A file number that is called one: it leads to a case, and a case to a person. */
export const caseNumber: TextRule = {
	id: 'case-number',
	severity: 'block',
	paragraph: PRIVACY,
	find: (text) => matches(text, NAMED, ([, identifier = '']) => digits(identifier) >= 3),
};

/** Looks like a court's file number. Published judgments are cited like this too, so a person looks. */
export const courtNumber: TextRule = {
	id: 'court-number',
	severity: 'warning',
	paragraph: PRIVACY,
	find: (text) => matches(text, COURT, ([found]) => !REGISTER.test(found)),
};
