import { countrySpecs, electronicFormatIBAN, isValidIBAN } from 'ibantools';

import { before, type Hit, PRIVACY, type TextRule } from './rule.ts';

const BEGINS = /(?<![A-Za-z0-9])(?<country>[A-Z]{2}|[a-z]{2})[ .-]?\d{2}/g;
/** Called an account number, it is one even with a slip in it. */
const CALLED = /(?:IBAN|Kontoverbindung|Bankverbindung)[^.!?\n]{0,25}$/i;
const OLD_ACCOUNT =
	/(?:Kto|Konto)[.-]?\s?(?:Nr\.?|nummer)?\s*:?\s*\d[\d ]{4,11}\d[^.!?\n]{0,40}BLZ\s*:?\s*\d{3} ?\d{3} ?\d{2}/gi;

const plain = (iban: string): string => electronicFormatIBAN(iban.replaceAll(/[^A-Za-z0-9]/g, '')) ?? '';

/** As many letters and digits as an account of this country has, whatever stands between them. */
const reach = (text: string, start: number, length: number): number | null => {
	let at = start;
	let seen = 0;
	while (at < text.length && seen < length) {
		if (/[A-Za-z0-9]/.test(text[at] ?? '')) seen += 1;
		else if (!/[ .\-\u00a0]/.test(text[at] ?? '') || /[ .\-\u00a0]{2}/.test(text.slice(at - 1, at + 1))) return null;
		at += 1;
	}
	return seen === length && !/[A-Za-z0-9]/.test(text[at] ?? '') ? at : null;
};

const candidates = (text: string): readonly Hit['range'][] =>
	[...text.matchAll(BEGINS)].flatMap(({ index, groups }): Hit['range'][] => {
		const country = groups?.['country']?.toUpperCase() ?? '';
		const length = countrySpecs[country]?.chars;
		const end = length ? reach(text, index, length) : null;
		return end === null ? [] : [[index, end]];
	});

/** A bank account. Only our own may be named. */
export const iban: TextRule = {
	id: 'personal-iban',
	severity: 'block',
	paragraph: PRIVACY,
	find(text, { own }) {
		const ours = new Set(own.ibans.map(plain));
		const found = candidates(text).filter(([start, end]) => {
			const account = plain(text.slice(start, end).toUpperCase());
			return !ours.has(account) && (isValidIBAN(account) || CALLED.test(before(text, start, 45)));
		});
		const old = [...text.matchAll(OLD_ACCOUNT)].map(({ 0: { length }, index }): Hit['range'] => [
			index,
			index + length,
		]);
		return [...found, ...old].map((range) => ({ range }));
	},
};
