import type { Hit, TextRule } from './rule.ts';
import { sentences, trimmed } from './sentences.ts';

/** What an authority decides about for one person. */
const MATTER =
	'(?<![\\p{L}-])(?:[\\p{L}-]{0,40}(?:[Aa]ntrag|[Bb]escheid|[Ww]iderspruch|[Gg]enehmigung|[Ee]rlaubnis|[Aa]nmeldung|[Gg]eld|[Hh]ilfe|[Zz]uschuss|[Bb]eihilfe|[Vv]erfahren)s?|Akte|Fall|Beschwerde|Anzeige|Bußgeld|Verwarnung|Strafe|Führerschein|Reisepass|Pass|Personalausweis|Ausweis|Rente|Konto|Mahnung|Aufenthaltstitel|Visum|Duldung|Leistung(?:en)?|Gebühr(?:en)?|Nachzahlung|Rückzahlung|Erstattung|Steuer|Unterlagen|Vorgang|Anliegen|Stand|Imbissstand|Bauvorhaben|Schwerbehindertenausweis|Parkausweis|Kitaplatz|Schulplatz|Forderung|Rechnung)';
const YOURS = `(?:Ihr(?:e[mnrs]?)?|[Dd]ein(?:e[mnrs]?)?)\\s+(?:(?!Sie\\b|in\\b|im\\b)[\\p{L}]+e[nmrs]?\\s+)?${MATTER}(?!\\p{L})`;
/** Such words say that somebody's case was decided, whatever it is called. */
const DECIDED =
	'bewilligt|abgelehnt|zurückgewiesen|genehmigt|erteil(?:t|en)|entzogen|gekürzt|storniert|niedergeschlagen|gestundet|stattgegeben|unvollständig|rechtskräftig|unbegründet|verlängert|ausgezahlt|zurückgezahlt|zurücküberwiesen|vollstreckt|nicht erteilen|fehl(?:t|en) (?:uns )?noch|fehl(?:t|en) uns|in Bearbeitung|wird bearbeitet|zur Abholung|Warteliste';
const STRONG = new RegExp(`(?:${DECIDED})`, 'u');
const WEAK =
	/(?:gestrichen|erhöht|gesenkt|reduziert|berechnet|eingestellt|vollständig|(?<!\p{L})begründet|richtig|falsch|fertig|bearbeitet|geprüft|noch offen|fällig|überwiesen|entschieden|eingegangen|angekommen|verschickt|liegt (?:bei|noch|uns|hier|beim|vor|jetzt)|(?:ist|sind) (?:schon |jetzt )?da(?!\p{L})|geht .{0,12}(?:raus|hinaus|in die Post)|(?<!\p{L})bleibt|übernimmt|können wir nicht|lautet|(?<!\p{L})ist \d|abgegeben|weitergeleitet|verjährt|hab(?:e|en) (?:ich|wir) (?:vor|hier|gefunden)|(?:ist|wurde) abgelaufen)/u;
/** General advice speaks of "your application" too; it begins otherwise. */
const ADVICE =
	/^(?:Für|Wo|Wie|Wann|Ob|Wenn|Falls|Sobald|Bitte|Damit|So|Über|Mit|Um|Welche|Was|Ist Ihr|Haben Sie|Sollte|Nachdem|Bevor|Solange)(?!\p{L})/u;
const ADVISED = /(?:erfahren Sie|können Sie .{0,40}(?:online|einsehen|verfolgen)|sehen Sie)/;
const RELATIVE = '(?:Sohn|Tochter|Kind|Kinder|Mann|Frau|Ehemann|Ehefrau|Mutter|Vater|Bruder|Schwester|Enkel(?:in)?)';
const OWN_CASE = new RegExp(
	`(?:[Ii]n Ihrem (?:Fall|Verfahren|Bescheid)|[Ii]hrer Akte|Ihre Akte|[Ss]ie schulden|[Ii]hr(?:em)? (?:Akten|Kassen|Geschäfts)zeichen(?! bereit)|[Ss]ie (?:bekommen|erhalten) .{0,30}(?:Euro|€) (?:zurück|nach)|[Ss]ie müssen .{0,40}(?:nach|zurück)zahlen|haben wir Ihnen (?:bereits |schon )?(?:am .{3,20})?(?:geschrieben|mitgeteilt|zugesandt|überwiesen|zugestellt)|(?:haben|hatten) wir (?:Ihrem|Ihren|Ihre|Ihr) .{0,40}(?:${DECIDED})|Ihr(?:e[mnr]?)? ${RELATIVE}\\s[^.!?]*(?:Platz|Warteliste|Zusage|Absage|Bescheid|Antrag|Rente|Geld|bekommt|erhält|bewilligt|abgelehnt))`,
	'u',
);
const OTHERS_CASE = new RegExp(
	`(?:${MATTER}|Unterlagen|Antrags?)\\s+(?:von\\s+(?:Herrn?|Frau|Familie|Fam\\.)\\s\\p{Lu}|Ihre[rs]\\s+(?:Frau|Mannes|Sohnes|Tochter|Mutter|Vaters|Kindes))`,
	'u',
);
/** Told to somebody by name: "..., Frau Ebner." */
const TO_SOMEBODY = /,\s(?:(?:liebe[r]?|sehr geehrte[r]?)\s)?(?:Herr|Frau)\s\p{Lu}\p{L}+[.!]?$/u;
const YOUR_MATTER = new RegExp(YOURS, 'u');
const YOUR_ANYTHING = /(?<!\p{L})(?:Ihr(?:e[mnrs]?)?|[Dd]ein(?:e[mnrs]?)?)\s+\p{Lu}\p{L}+/u;

const handlesCase = (sentence: string): boolean => {
	if (OTHERS_CASE.test(sentence)) return true;
	if (ADVICE.test(sentence) || ADVISED.test(sentence) || sentence.endsWith('?')) return false;
	if (OWN_CASE.test(sentence) || (TO_SOMEBODY.test(sentence) && STRONG.test(sentence))) return true;
	return sentence
		.split(/[:;–](?=\s)/u)
		.some(
			(part) =>
				(YOUR_ANYTHING.test(part) && STRONG.test(part)) ||
				(YOUR_MATTER.test(part) && WEAK.test(part)) ||
				(YOUR_MATTER.test(sentence) && STRONG.test(sentence)),
		);
};

/** Says something about the case of one person: that belongs to the office, not to a network. */
export const caseHandling: TextRule = {
	id: 'case-handling',
	severity: 'warning',
	paragraph: null,
	find: (text) =>
		sentences(text, { lines: true }).flatMap((range): Hit[] => {
			const inside = trimmed(text, range);
			const [start] = inside;
			const sentence = text.slice(...inside).replace(/^[-–•*\s]+/u, '');
			return handlesCase(sentence) ? [{ range: [start, inside[1]] }] : [];
		}),
};
