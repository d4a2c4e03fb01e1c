import { FIRST_NAMES } from './first-names.ts';
import { after, before, matches, PRIVACY, type TextAbout, type TextRule } from './rule.ts';

const MONTH = '(?:Jan|Feb|Mär|Maerz|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)\\p{L}*\\.?';
const YEAR = '(?:\\d{4}|\\d{2})(?!\\d)';
const DATE = `(?:\\d{1,2}\\.\\s?(?:\\d{1,2}\\.|${MONTH})\\s?${YEAR}|\\d{1,2}[/-]\\d{1,2}[/-]${YEAR}|\\d{4}-\\d{2}-\\d{2}|${MONTH}\\s\\d{4}|(?:0?[1-9]|1[0-2])[/.]\\d{4}(?!\\d))`;
const LINK = '\\s*(?:ist|war|lautet|am|im|der|den|:|\\(|=|\\s)*';
/** These words stand before the birth date of a person and of nothing else. */
const CALLED = new RegExp(
	`(?<!\\p{L})(?:geb\\.?|Geb\\.?-?\\s?(?:Datum|dat\\.?|Tag)|Geburtsdat(?:um|en)|(?<!\\d\\. )Geburtstag|GebDat)${LINK}${DATE}`,
	'giu',
);
/** These also of a city, a festival, an animal: they count when somebody is spoken of. */
const SAID = new RegExp(
	`(?<!\\p{L})geborene?[nr]?(?:\\s(?:wurde|ist|bin|war)(?:\\s(?:ich|er|sie))?)?${LINK}${DATE}|(?:\\bam\\s+|\\bim\\s+)?${DATE}\\s+(?:in\\s+\\p{Lu}\\p{L}+\\s+)?(?:geboren|zur Welt gekommen)`,
	'giu',
);
const STAR = new RegExp(`\\*\\s?${DATE}`, 'giu');
const STAR_OF_PERSON = /^\s*(?:in\s+\p{Lu}|\)|,\s*(?:verh|led|wohn))/u;
const PERSON =
	/(?:Herrn?|Frau|Dr\.|Fam\.|Familie)\s+\p{Lu}|(?<!\p{L})(?:ich|er|sie|mein\p{L}*|[Ii]hr\p{L}*|Kind|Mann|Junge|Mädchen|Sohn|Tochter|Mutter|Vater|Vermisste\p{L}*|Gesuchte\p{L}*|Verstorbene\p{L}*|Antragsteller\p{L}*|Bürger(?:in)?|Kläger\p{L}*|Mieter\p{L}*|Zeug\p{L}+|Schüler\p{L}*|Patient\p{L}*|Täter\p{L}*|Kunde|Kundin|Bewerber\p{L}*|Person)(?!\p{L})/iu;
const TWO_NAMES = /(?<first>\p{Lu}\p{Ll}+)\s+\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?[^.!?]*$/u;
const NO_NAME =
	/^(?:Der|Die|Das|Den|Dem|Des|Ein|Eine|Im|In|Am|An|Zum|Zur|Unser|Unsere|Stadt|Landkreis|Kreis|Gemeinde|Tierpark|Zoo|Verein|Amt|Und|Wie|Seit|Nach|Vor)$/;
const ANIMAL = /(?:bär|löwe|tiger|elefant|affe|giraffe|fohlen|kalb|welpe|tier|zoo|küken|kitz)\p{L}{0,3}(?!\p{L})/iu;
const NEARBY = 80;
/** Longer ago than anybody lives. */
const OLDEST = 110;

const namesSomebody = (text: string): boolean => {
	if (PERSON.test(text)) return true;
	const first = TWO_NAMES.exec(text)?.groups?.['first'];
	return first !== undefined && (FIRST_NAMES.has(first.toLowerCase()) || !NO_NAME.test(first));
};

/** Not of a person who lives: before our time, or still to come. */
const isOfTheLiving = (found: string, today: string): boolean => {
	const year = Number(/\d{4}/.exec(found)?.[0] ?? 0);
	const now = Number(today.slice(0, 4));
	return year === 0 || (year >= now - OLDEST && year <= now);
};

/** A birth date that belongs to a person. */
export const birthDate: TextRule = {
	id: 'personal-birth-date',
	severity: 'block',
	paragraph: PRIVACY,
	find(text, { today }: TextAbout) {
		const living = ([found]: RegExpExecArray) => isOfTheLiving(found, today);
		const said = (match: RegExpExecArray) => {
			const around = before(text, match.index, NEARBY) + after(text, match.index + match[0].length, 40);
			return (
				living(match) &&
				!ANIMAL.test(around) &&
				(namesSomebody(before(text, match.index, NEARBY)) || /\s(?:ich|er|sie)\s/u.test(match[0]))
			);
		};
		const starred = (match: RegExpExecArray) =>
			living(match) &&
			(STAR_OF_PERSON.test(after(text, match.index + match[0].length, 20)) ||
				(!ANIMAL.test(before(text, match.index, NEARBY)) && namesSomebody(before(text, match.index, NEARBY))));
		return [...matches(text, CALLED, living), ...matches(text, SAID, said), ...matches(text, STAR, starred)];
	},
};
