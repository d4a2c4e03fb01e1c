import { expect, it } from 'vitest';

import { mentionedIn, sentencesOf } from './sentences.ts';

it('finds each sentence where it stands, without the space around it', () => {
	const text = 'Die Brücke ist zu.  Der Bus fährt um.\n\nBis Montag!';
	const found = sentencesOf(text, 'de');
	expect(found.map(({ quote }) => quote)).toEqual(['Die Brücke ist zu.', 'Der Bus fährt um.', 'Bis Montag!']);
	for (const { start, end, quote } of found) expect(text.slice(start, end)).toBe(quote);
	expect(sentencesOf('  ', 'de')).toEqual([]);
});

it('knows whom a comment addresses', () => {
	const colleagues = [
		{ id: 'a', name: 'Anna Probe' },
		{ id: 'b', name: 'Ben Beispiel' },
	];
	expect(mentionedIn('@Anna Probe, stimmt das?', colleagues)).toEqual(['a']);
	expect(mentionedIn('Anna Probe weiß das.', colleagues)).toEqual([]);
});
