import { FIRST_NAMES } from './first-names.ts';
import { type Hit, PRIVACY, type TextRule } from './rule.ts';

const NAME = '(?<first>\\p{Lu}\\p{Ll}+)(?:-\\p{Lu}\\p{Ll}+)?(?:\\s(?:\\p{Lu}\\.|\\p{Lu}[\\p{Ll}-]+))?';
const AGE = '(?:[1-9]|1[0-7])';
const WORDS = '(?:drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|dreizehn|vierzehn|fünfzehn|sechzehn|siebzehn)';
const AFTER = new RegExp(
	`(?<![\\p{L}-])${NAME}(?:\\s(?:und|&)\\s(?:${NAME.replace('?<first>', '?:')}))?(?:\\s\\(${AGE}(?:(?:\\s(?:und|bzw\\.)\\s|/|,\\s?)${AGE})*(?:\\sJahre(?: alt)?|\\sJ\\.)?\\)|,\\s?${AGE}(?:\\sJahre(?:\\salt)?|\\sJ\\.)?(?=,|\\s\\p{Ll}|\\.|$)|\\sist\\s(?:${AGE}|${WORDS})\\sJahre)`,
	'gu',
);
const BEFORE = new RegExp(
	`(?<!\\p{L})(?:${AGE}\\sJahre\\salte|${AGE}-?(?:jährige|Jährige|jähr\\.)|${WORDS}jährige)[nrs]?\\s(?:(?:Schüler(?:in)?|Junge|Mädchen|Sohn|Tochter)\\s)?${NAME}`,
	'giu',
);
const CHILD =
	/(?:Schüler|Klasse|Kita|Kindergarten|Grundschul|Kind(?!er(?:programm|fest))|Junge|Mädchen|Jugend|Sohn|Tochter|Enkel)/u;
const NO_NAME =
	/^(?:Der|Die|Das|Ein|Eine|Linie|Gruppe|Klasse|Zone|Halle|Kinder|Jugendliche|Alter|Ab|Am|Um|Im|Bis|Bus|Raum|Uhr|Platz|Tor|Nr|Seite|Kapitel|Teil|Jahre|Mädchen|Jungen|Junge|Schüler|Schülerin)$/;

/** A child called by name together with its age. */
export const minor: TextRule = {
	id: 'personal-minor',
	severity: 'block',
	paragraph: PRIVACY,
	find: (text) =>
		[...text.matchAll(AFTER), ...text.matchAll(BEFORE)].flatMap(({ 0: found, index, groups }): Hit[] => {
			const first = groups?.['first'] ?? '';
			if (!/^\p{Lu}/u.test(first) || NO_NAME.test(first)) return [];
			const known = FIRST_NAMES.has(first.toLowerCase());
			return known || (CHILD.test(text) && /Jahre|\(/.test(found)) ? [{ range: [index, index + found.length] }] : [];
		}),
};
