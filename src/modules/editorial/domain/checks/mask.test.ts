import { expect, it } from 'vitest';

import { maskPersonal } from './mask.ts';

const shown = (text: string): string => maskPersonal(text, '2026-03-02');

it.each([
	['Bitte auf DE89 3704 0044 0532 0130 00 erstatten.', 'Bitte auf ••• erstatten.'],
	['Mein Auto ist weg, Handy 0171 2345678.', 'Mein Auto ist weg, Handy •••.'],
	['Schreiben Sie an petra.mueller@gmx.de oder rufen Sie an.', 'Schreiben Sie an ••• oder rufen Sie an.'],
	// Without a digit, and without the sign of an address.
	['Schreiben Sie an petra.mueller (at) gmx punkt de.', 'Schreiben Sie an •••.'],
	['Ruft an: null eins sieben eins zwei drei vier fünf sechs', 'Ruft an: •••'],
	['Ruft an: OIO, nein OOO OO OOO', 'Ruft an: OIO, nein •••'],
	['Ruft an, Handy ٠١٧١ ٢٣٤٥٦٧٨', 'Ruft an, Handy •••'],
])('%s', (text, masked) => expect(shown(text)).toBe(masked));

it.each([
	'Wie lange dauert die Sperrung?',
	'Am 2. März um 18 Uhr im Rathaus, Raum 12.',
	'Die Buslinie 5 fährt nicht. @musterstadt',
])('leaves alone: %s', (text) => expect(shown(text)).toBe(text));

it('hides what overlaps once, and masked text again stays as it is', () => {
	const once = shown('Petra Müller, Lindenweg 12, 12345 Musterstadt, geboren am 3.4.1980, IBAN DE89370400440532013000');
	expect(once).toBe('•••, 12345 Musterstadt, •••, IBAN •••');
	expect(shown(once)).toBe(once);
});
