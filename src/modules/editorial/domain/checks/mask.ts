import { birthDate } from './birth-date.ts';
import { caseNumber, courtNumber } from './case-number.ts';
import { email } from './email.ts';
import { iban } from './iban.ts';
import { nameAddress } from './name-address.ts';
import { foreignPhone, personalPhone } from './phone.ts';
import { plate } from './plate.ts';
import type { Hit, Own } from './rule.ts';
import { socialSecurity } from './social-security.ts';
import { taxId } from './tax-id.ts';

/** What says who somebody is or how to reach them; not what they think. */
const rules = [
	...[iban, socialSecurity, taxId, birthDate, caseNumber, courtNumber],
	...[email, personalPhone, foreignPhone, plate, nameAddress],
];
/** In words of others everything is somebody's: our own numbers are no secret, and hiding one harms nobody. */
const nothing: Own = { trunks: [], domains: [], ibans: [] };
const HIDDEN = '•••';

/** A text in which such data is hidden, and otherwise the same. `today`: the day it is read on. */
export const maskPersonal = (text: string, today: string): string => {
	const ranges = rules.flatMap((rule) => rule.find(text, { today, own: nothing }).map(({ range }) => range));
	let masked = '';
	let at = 0;
	for (const [start, end] of together(ranges)) {
		masked += text.slice(at, start) + HIDDEN;
		at = end;
	}
	return masked + text.slice(at);
};

/** The same places in order, those that touch as one. */
const together = (ranges: readonly Hit['range'][]): Hit['range'][] => {
	const joined: Hit['range'][] = [];
	for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
		const last = joined.at(-1);
		if (last && start <= last[1]) joined[joined.length - 1] = [last[0], Math.max(last[1], end)];
		else joined.push([start, end]);
	}
	return joined;
};
