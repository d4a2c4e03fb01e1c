import { findPhoneNumbersInText } from 'libphonenumber-js/max';

import { before, type Hit, PRIVACY, type TextAbout, type TextRule } from './rule.ts';

/** Numbers that are made to be called by everybody. */
const SERVICE = new Set(['TOLL_FREE', 'SHARED_COST', 'PREMIUM_RATE', 'UAN', 'VOIP']);
const PERSON = /(?:Herrn?|Frau|Familie|privat\w*|Handy|Anwohner\w*|Nachbar\w*)\b[^!?\n]*$/;
/** Without a leading zero it is a date, a norm or a price unless it is called a telephone number. */
const DIALLED = /^\(?[+0]/;
const CALLED = /(?:Tel(?:efon)?|Durchwahl|Handy|Mobil|Fax)\.?(?:nummer)?:?\s*$/i;
const DATE = /^\d{1,2}\.\d{1,2}\.\d{2,4}/;
const NEARBY = 60;

interface Found extends Hit {
	readonly personal: boolean;
}

const international = (trunk: string): string => {
	const digits = trunk.replaceAll(/[^\d+]/g, '');
	return digits.startsWith('00') ? `+${digits.slice(2)}` : digits.replace(/^0/, '+49');
};

const foreign = (text: string, { own }: TextAbout): readonly Found[] => {
	const ours = own.trunks.map(international).filter((trunk) => trunk.length > 4);
	return findPhoneNumbersInText(text, 'DE')
		.filter(({ startsAt }) => !DATE.test(text.slice(startsAt)))
		.filter(({ startsAt }) => DIALLED.test(text.slice(startsAt)) || CALLED.test(before(text, startsAt, NEARBY)))
		.filter(({ number }) => !ours.some((trunk) => number.number.startsWith(trunk)))
		.filter(({ number }) => !SERVICE.has(number.getType() ?? ''))
		.map(({ number, startsAt, endsAt }) => {
			const mobile = number.getType() === 'MOBILE' || number.getType() === 'PERSONAL_NUMBER';
			return { range: [startsAt, endsAt], personal: mobile || PERSON.test(before(text, startsAt, NEARBY)) };
		});
};

/** A mobile number, or any number next to the word for a person. */
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
