import { before, matches, PRIVACY, type TextRule } from './rule.ts';

const MONTH = '(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)\\p{L}*\\.?';
const DATE = `\\d{1,2}\\.\\s?(?:\\d{1,2}\\.|${MONTH})\\s?(?:\\d{4}|\\d{2})(?!\\d)`;
/** These words stand before the birth date of a person and of nothing else. */
const CALLED = new RegExp(`(?:\\bgeb\\.(?:\\s+am)?|Geburtsdatum:?|Geburtstag:)\\s*(?:ist\\s+der\\s+)?${DATE}`, 'giu');
/** These also of a city, a festival, an animal: they count when a name stands before them. */
const SAID = new RegExp(`(?:\\bgeboren(?:\\s+am)?|\\*)\\s*${DATE}|\\b(?:am\\s+)?${DATE}\\s+geboren\\b`, 'giu');
const TITLED = /(?:Herrn?|Frau|Dr\.)\s+\p{Lu}\p{Ll}+[^.!?]*$/u;
const TWO_NAMES = /(?<first>\p{Lu}\p{Ll}+)\s+\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?[^.!?]*$/u;
const NO_NAME =
	/^(?:Der|Die|Das|Den|Dem|Des|Ein|Eine|Im|In|Am|An|Zum|Zur|Unser|Unsere|Stadt|Landkreis|Kreis|Gemeinde|Tierpark|Zoo|Verein|Amt|Und|Wie|Seit|Nach|Vor)$/;
const NEARBY = 80;

const namesSomebody = (text: string): boolean => {
	if (TITLED.test(text)) return true;
	const first = TWO_NAMES.exec(text)?.groups?.['first'];
	return first !== undefined && !NO_NAME.test(first);
};

/** A birth date that belongs to a person. */
export const birthDate: TextRule = {
	id: 'personal-birth-date',
	severity: 'block',
	paragraph: PRIVACY,
	find: (text) => [
		...matches(text, CALLED),
		...matches(text, SAID, ({ index }) => namesSomebody(before(text, index, NEARBY))),
	],
};
