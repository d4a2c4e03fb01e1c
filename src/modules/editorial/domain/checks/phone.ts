import { findPhoneNumbersInText, parsePhoneNumberFromString } from 'libphonenumber-js/max';

import { after, before, digitsOf, type Hit, PRIVACY, type TextAbout, type TextRule } from './rule.ts';
import { spelledNumbers } from './spelled-number.ts';

/** Numbers that are made to be called by everybody. */
const SERVICE = new Set(['TOLL_FREE', 'SHARED_COST', 'PREMIUM_RATE', 'UAN', 'VOIP']);
/** SPEC: Bundesnetzagentur, numbering plan: 0800, 0180x, 0900, 0137, 032, 118xy, 116xyz, 192xx of emergency services, 030 18 of the Federation. */
const PUBLIC = /^\+49(?:800|18\d|900|137|32|118|116\d{3}$|3018|\d{2,5}192\d{2}$)/;
const MOBILE = /^\+49(?:15|16|17)/;
const PERSON =
	/(?:Herrn?|Frau|Familie|Fam\.|privat\p{L}*|Privat\p{L}*|Handy\p{L}*|Anwohner\p{L}*|Nachbar\p{L}*|Mieter\p{L}*|Vater|Mutter|Zeug\p{L}+)(?!\p{L})[^!?\n]*$/u;
const PRIVATELY = /^[^.!?\n]{0,25}(?:Herr|Frau|Familie|Fam\.|privat|Vater|Mutter)/;
/** Whoever is called like this answers for an office, a clinic, a help line: its number is there for everybody. */
const OFFICE =
	/(?:Polizei|Notruf|Notdienst|Hotline|[Tt]elefon der|Info-?telefon|Bürgertelefon|Sorgentelefon|Hilfetelefon|Zentrale|Giftnotruf|Klini|Krankenhaus|Krankentransport|Bereitschaftsdienst|Landratsamt|Landkreis|Ministeri|Bundesamt|Landesamt|Finanzamt|Arbeitsagentur|Jobcenter|Amtsgericht|Leitstelle|Rettungsdienst|Servicenummer|Störung|Entstörung)[^!?\n]*$/;
/** Without a leading zero it is a date, a norm or a price unless it is called a telephone number. */
const DIALLED = /^\(?\s?[+0O]/;
const CALLED =
	/(?:Tel(?:efon)?|Telefonnummer|Tel\.?-?n(?:ummer|r)|Durchwahl|Handy\p{L}*|Mobil\p{L}*|Fax|Rufnummer|Ruf|anrufen|Rückruf|WhatsApp|Signal)\.?(?:\s(?:ist|war|lautet|unter|die))?\s*[:(]?\s*$/iu;
/** What looks like digits to dial and is called something else. */
const OTHER =
	/(?:Artikel|Bestell|Auftrag|Rechnung|Vergabe|ISBN|EAN|Konto|Kto|BLZ|IBAN|Kassenzeichen|Aktenzeichen|Az|Vorgangs?|Kunden|Koordinaten|GPS|Denkmal|Raum|Zimmer|Flur\p{L}*|DIN|Postfach|PLZ|Los|Steuer|Id)\S{0,16}[.:]?\s*(?:Nr\.?)?\s*$/iu;
const NOT_DIALLED =
	/^\d{1,2}[.:]\d{2}\s*(?:[-–]|bis|Uhr)|^\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?(?!\d)|^\d{4}-\d{2}-\d{2}|^0\d?[.,]\d+/;
const CANDIDATE = /(?<![\p{L}\p{N}.,/_-]|\d )(?:\(?\+|\(?[0O])[\dO()\s/.\-–+]{5,26}[\dO](?![\p{L}\d])/gu;
const SWITCHBOARD = /[-–/ ]0$/;
const NEARBY = 60;
const LEAST_DIGITS = 7;
const MOST_DIGITS = 15;

interface Found extends Hit {
	readonly personal: boolean;
}

/** Whatever stands between the digits: the number as one dials it from abroad. */
const international = (dialled: string): string => {
	const plain = dialled
		.replaceAll('O', '0')
		.replaceAll(/\(0\)/g, '')
		.replaceAll(/[^\d+]/g, '');
	if (plain.startsWith('+')) return plain.replace(/^\+490/, '+49');
	return plain.startsWith('00') ? `+${plain.slice(2)}`.replace(/^\+490/, '+49') : plain.replace(/^0/, '+49');
};

/** With fewer digits in a row nothing is a number to the library, and without one of these signs none is kept; asking it is dear. */
const ENOUGH_DIGITS = /(?:\p{Nd}[^\p{L}\p{Nd}]*){4}/u;
const SIGN = /(?<!\p{Nd})[+0]|Tel|Durchwahl|Handy|Mobil|Fax|Ruf|WhatsApp|Signal/iu;

/** Numbers the library knows, and anything else that is written to be dialled. */
const candidates = (text: string): readonly Hit['range'][] => {
	const known = (ENOUGH_DIGITS.test(text) && SIGN.test(text) ? findPhoneNumbersInText(text, 'DE') : [])
		.map(({ startsAt, endsAt }) => [startsAt, endsAt] as const)
		.filter(([start]) => DIALLED.test(text.slice(start)) || CALLED.test(before(text, start, NEARBY)));
	const written = [...text.matchAll(CANDIDATE)].flatMap(({ 0: whole, index }): Hit['range'][] => {
		const words = /^[^\n]*/.exec(whole)?.[0].trimEnd() ?? '';
		const count = digitsOf(words.replaceAll('O', '0')).length;
		return count >= LEAST_DIGITS && count <= MOST_DIGITS ? [[index, index + words.length]] : [];
	});
	const more = written.filter(([start, end]) => !known.some(([from, until]) => from < end && start < until));
	return [...known, ...more];
};

const isDialled = (text: string, [start, end]: Hit['range']): boolean =>
	!NOT_DIALLED.test(text.slice(start, end + 5)) &&
	(!OTHER.test(before(text, start, 25)) || CALLED.test(before(text, start, 25)));

const isPublic = (text: string, [start, end]: Hit['range'], own: readonly string[]): boolean => {
	const dialled = text.slice(start, end);
	const number = international(dialled);
	if (own.some((trunk) => number.startsWith(trunk) || isExtension(dialled, trunk))) return true;
	if (PUBLIC.test(number) || SWITCHBOARD.test(dialled)) return true;
	if (SERVICE.has(parsePhoneNumberFromString(number)?.getType() ?? '')) return true;
	const said = before(text, start, NEARBY);
	return !MOBILE.test(number) && OFFICE.test(said) && !PERSON.test(said);
};

/** Written without the area code: "86-2200" where 09131 86 is ours. */
const isExtension = (dialled: string, trunk: string): boolean =>
	/^[1-9]\d{1,6}\s?[-–/]\s?\d{1,6}$/.test(dialled) && trunk.endsWith(/^\d+/.exec(dialled)?.[0] ?? 'none');

const isPersonal = (text: string, [start, end]: Hit['range']): boolean =>
	MOBILE.test(international(text.slice(start, end))) ||
	PERSON.test(before(text, start, NEARBY)) ||
	PRIVATELY.test(after(text, end, 40));

const foreign = (text: string, { own }: TextAbout): readonly Found[] => {
	const ours = own.trunks.map(international).filter((trunk) => trunk.length > 4);
	const written = candidates(text)
		.filter((range) => isDialled(text, range) && !isPublic(text, range, ours))
		.map((range) => ({ range, personal: isPersonal(text, range) }));
	const spelled = spelledNumbers(text)
		.filter(({ digits }) => !ours.some((trunk) => international(digits).startsWith(trunk)))
		.map(({ range }) => ({ range, personal: true }));
	return [...written, ...spelled];
};

/** A mobile number, a number spelled in words, or any number next to the word for a person. */
export const personalPhone: TextRule = {
	id: 'personal-phone',
	severity: 'block',
	paragraph: PRIVACY,
	find: (text, about) => foreign(text, about).filter(({ personal }) => personal),
};

/** A number that is not ours: it may belong to a club or a firm, so a person looks. */
export const foreignPhone: TextRule = {
	id: 'foreign-phone',
	severity: 'warning',
	paragraph: PRIVACY,
	find: (text, about) => foreign(text, about).filter(({ personal }) => !personal),
};

/** Any number that is not ours, whoever it may belong to. */
export const anyPhone: Pick<TextRule, 'find'> = { find: foreign };
