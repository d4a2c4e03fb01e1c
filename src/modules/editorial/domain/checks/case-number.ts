import { before, digitsOf, matches, PRIVACY, type TextRule } from './rule.ts';

const NUMBER = '-?\\s?(?:[Nn]ummer|[Nn]r\\.?)';
const NAMES = [
	'Az',
	'Aktenz',
	'Aktenzeichen',
	'Gz',
	'Gesch(?:äfts|\\.-)?zeichen',
	'Gesch\\.-Z',
	'Kassenz(?:eichen)?',
	'Buchungszeichen',
	'(?:Unser|Ihr|Mein)(?:e[mn]?)? Zeichen',
	'Vorgangszeichen',
	'Bedarfsgemeinschaft',
	`(?:Vorgangs?|Kunden|Fall|Akten|Bedarfsgemeinschafts?|BG|(?:Personal)?[Aa]usweis|Pass|Reisepass|Führerschein|Versicherten|Mitglieds|(?:\\p{L}+)?[Bb]escheid|Antrags?|Ticket|Schaden|Fallakten|Bürger|Melde|Ordnungswidrigkeit|Anzeige|Mahnung|Patienten|Personal|Matrikel|Kindergeld)${NUMBER}`,
];
const LINK = '(?:\\.|:)*\\s*(?:Nr\\.?|der Stadt|lautet|ist|war|mit der Nummer)?\\s*[:(]?\\s+';
const IDENTIFIER =
	'(?:[\\p{Lu}\\d][\\p{L}\\d_./-]*(?:[ ][\\p{L}\\d_./-]*\\d[\\p{L}\\d_./-]*|[ ][A-Z]{1,4}(?=[ ]\\d)){0,4})';
const NAMED = new RegExp(`(?<![\\p{L}\\d])(?:${NAMES.join('|')})${LINK}(?<identifier>${IDENTIFIER})`, 'gu');
/** SPEC: file number of a German court: chamber, register, number / year. */
const COURT = /(?<![\p{L}\d/])\d{1,3} [A-Z][A-Za-z]{0,2} \d{1,5}\/\d{2}\b(?!\d)/gu;
const COURT_NAMED =
	/(?:BVerfG|BVerwG|BGH|BAG|BSG|BFH|EuGH|EGMR|VerfGH|OVG|VGH|OLG|LSG|LAG|(?<!\p{L})VG|(?<!\p{L})LG|(?<!\p{L})AG|(?<!\p{L})SG|(?<!\p{L})FG|[Gg]erichts?(?:hof)?)(?!\p{L})[^!?\n]{0,60}$/u;
const REGISTER = /^\d{1,3} (?:Abs|Nr|Uhr|Bus|Kfz)\b/;
const NEARBY = 70;

/** A file number that is called one: it leads to a case, and a case to a person. Judgments cited by their court are public. */
export const caseNumber: TextRule = {
	id: 'case-number',
	severity: 'block',
	paragraph: PRIVACY,
	find: (text) =>
		matches(
			text,
			NAMED,
			({ groups, index }) =>
				digitsOf(groups?.['identifier'] ?? '').length >= 3 && !COURT_NAMED.test(before(text, index, NEARBY)),
		),
};

/** Looks like a court's file number. Published judgments are cited like this too, so a person looks unless the court is named. */
export const courtNumber: TextRule = {
	id: 'court-number',
	severity: 'warning',
	paragraph: PRIVACY,
	find: (text) =>
		matches(
			text,
			COURT,
			({ 0: found, index }) => !REGISTER.test(found) && !COURT_NAMED.test(before(text, index, NEARBY)),
		),
};
