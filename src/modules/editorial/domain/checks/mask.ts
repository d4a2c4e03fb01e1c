import { birthDate } from './birth-date.ts';
import { caseNumber, courtNumber } from './case-number.ts';
import { email } from './email.ts';
import { iban } from './iban.ts';
import { nameAddress } from './name-address.ts';
import { anyPhone } from './phone.ts';
import { plate } from './plate.ts';
import type { Own } from './rule.ts';
import { socialSecurity } from './social-security.ts';
import { taxId } from './tax-id.ts';

/** What says who somebody is or how to reach them; not what they think. */
const rules = [
	...[iban, socialSecurity, taxId, birthDate, caseNumber, courtNumber],
	...[email, anyPhone, plate, nameAddress],
];
/** In words of others everything is somebody's: our own numbers are no secret, and hiding one harms nobody. */
const nothing: Own = { trunks: [], domains: [], ibans: [] };
const HIDDEN = '•••';
/** Without any of these no rule finds anything: a digit, an address or a number that is written out, an O for a zero. */
const SUSPECT = [/[\p{Nd}@]/u, /[([{]\s*(?:at|ät|a)\s*[)\]}]|\s(?:at|ät)\s|null|plus/iu, /O[O()\s/.\-–+]*O/u];

/**
 * The rules above and those they ask, as one number: places that were kept under another one are looked for anew. Whoever
 * changes what a rule finds counts it up (`mask.test.ts` says when).
 */
export const HIDDEN_BY = 1;

/** From where to where in a text, in UTF-16 units; in order, and none touches the next. */
export type Places = readonly (readonly [number, number])[];

/** Where such data stands. `today`: the day the text was written on. */
export const personalPlaces = (text: string, today: string): Places => {
	if (!SUSPECT.some((sign) => sign.test(text))) return [];
	return together(rules.flatMap((rule) => rule.find(text, { today, own: nothing }).map(({ range }) => range)));
};

/** The text without what stands at these places. */
export const hidePlaces = (text: string, places: Places): string => {
	let masked = '';
	let at = 0;
	for (const [start, end] of places) {
		masked += text.slice(at, start) + HIDDEN;
		at = end;
	}
	return masked + text.slice(at);
};

/** A text in which such data is hidden, and otherwise the same. `today`: the day it is read on. */
export const maskPersonal = (text: string, today: string): string => hidePlaces(text, personalPlaces(text, today));

/** The same places in order, those that touch as one. */
const together = (ranges: Places): Places => {
	const joined: [number, number][] = [];
	for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
		const last = joined.at(-1);
		if (last && start <= last[1]) joined[joined.length - 1] = [last[0], Math.max(last[1], end)];
		else joined.push([start, end]);
	}
	return joined;
};
