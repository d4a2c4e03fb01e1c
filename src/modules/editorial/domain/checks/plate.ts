import { after, before, matches, PRIVACY, type TextRule } from './rule.ts';

const EDGE = '(?![\\p{L}\\d-])';
const HYPHEN = new RegExp(`(?<![\\p{L}\\d-])\\p{Lu}{1,3}\\s?[-–]\\s?[A-Z]{1,2}[ -]?[1-9]\\d{0,3} ?[HE]?${EDGE}`, 'gu');
const SPACE = new RegExp(`(?<![\\p{L}\\d-])[A-ZÄÖÜ]{1,3}[ :]{1,2}[A-Z]{1,2} ?[1-9]\\d{0,3}[HE]?${EDGE}`, 'gu');
const SMALL = new RegExp(`(?<![\\p{L}\\d-])[a-zäöü]{1,3}-[a-z]{1,2}[ -]?[1-9]\\d{0,3}[he]?${EDGE}`, 'gu');
const CAR =
	/(?:kennz|kfz|halter|fahrzeug|auto(?!bahn)|pkw|lkw|wagen|transporter|motorrad|roller|fahrer|abgeschleppt|park(?:t|er|en|end)|bus mit|traktor|anhänger|anh\.)/i;
/** Norms, roads, rooms and bodies that look alike. */
const NO_PLATE = /^(?:DIN|ISO|EN|VDE|EU|EG|OG|UG|DG|TV|BA|CE|UN|ECE|IEC|IP|KW|TOP|WC|HLF|DLK|LF|MTW|U|KG|WE)\b/;
/** What comes after these is a part of a house or of a group. */
const PLACE =
	/(?:Gruppe|Raum|Zimmer|Gebäude|Haus|Aufgang|Aufzug|Block|Halle|Trakt|Anlage|Modell|Typ|Klasse|Kurs|Linie|Bahn|Tor|Parkplatz|Stellplatz|Los|Plan|Norm|Teil|Abschnitt|Bauteil|Serie|Nr\.)\s*$/;
const NEARBY = 60;

const byCar = (text: string, index: number): boolean =>
	CAR.test(before(text, index, NEARBY)) || CAR.test(after(text, index, NEARBY));

/** A licence plate: it leads to its keeper. */
export const plate: TextRule = {
	id: 'licence-plate',
	severity: 'block',
	paragraph: PRIVACY,
	find: (text) => {
		const called = ({ index }: RegExpExecArray) => byCar(text, index);
		const fits = ({ 0: found, index }: RegExpExecArray) =>
			!NO_PLATE.test(found) && !/^A\s?-\s?Z /.test(found) && !PLACE.test(before(text, index, 20));
		return [
			...matches(text, HYPHEN, fits),
			...matches(text, SPACE, (match) => fits(match) && called(match)),
			...matches(text, SMALL, called),
		];
	},
};
