import { before, matches, PRIVACY, type TextRule } from './rule.ts';

const HYPHEN = /(?<![\w-])[A-ZÄÖÜ]{1,3}-[A-Z]{1,2}[ -]?[1-9]\d{0,3}[HE]?(?![\w-])/gu;
const SPACE = /(?<![\w-])[A-ZÄÖÜ]{1,3} [A-Z]{1,2} ?[1-9]\d{0,3}[HE]?(?![\w-])/gu;
const CAR = /(?:Kennzeichen|Halter\w*|Fahrzeug\w*|Auto|Pkw|PKW|Wagen|Transporter|Motorrad)\b[^.!?]*$/u;
/** Norms, roads and bodies that look alike. */
const NO_PLATE = /^(?:DIN|ISO|EN|VDE|EU|EG|TV|BA|CE|UN|ECE|IEC|IP)[- ]|^A-Z /;
const NEARBY = 50;

/** A licence plate: it leads to its keeper. */
export const plate: TextRule = {
	id: 'licence-plate',
	severity: 'block',
	paragraph: PRIVACY,
	find: (text) => [
		...matches(text, HYPHEN, ([found]) => !NO_PLATE.test(found)),
		...matches(text, SPACE, ({ 0: found, index }) => !NO_PLATE.test(found) && CAR.test(before(text, index, NEARBY))),
	],
};
