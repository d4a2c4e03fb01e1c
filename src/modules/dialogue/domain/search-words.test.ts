import { describe, expect, it } from 'vitest';

import { nearnessOf, partsOf, passageIn, searchWords } from './search-words.ts';

const near = (wanted: string, word: string) => nearnessOf(searchWords(wanted)[0] ?? '', searchWords(word)[0] ?? '');

describe('words to search by', () => {
	it('leaves out small words and endings, and spells umlauts one way', () => {
		expect(searchWords('Die Straßen in der Müllstraße')).toEqual(searchWords('strassen muellstrasse'));
		expect(searchWords('Steuern')).toEqual(searchWords('Steuer'));
		expect(searchWords('und, oder; der!')).toEqual([]);
		expect(searchWords('Linie 12, B27')).toEqual(['lini', '12', 'b27']);
	});

	it.each([
		['Steuer', 'Hundesteuer', 'compound'],
		['Müll', 'Sperrmüllabfuhr', 'compound'],
		['Fahrad', 'Fahrrad', 'slip'],
		['Lindenpakr', 'Lindenpark', 'slip'],
		['Strassenlaterne', 'Strasenlaterne', 'slip'],
		['Bus', 'Busspur', 'compound'],
		['Laterne', 'Straßenlatrne', 'slipInCompound'],
		['Hund', 'Rund', null],
		['Straße', 'Strafe', null],
		['Strassen', 'Hauptstraße', 'compound'],
		['Blatt', 'Blätter', 'same'],
		['4711', '4712', null],
	])('%s beside %s: %s', (wanted, word, expected) => {
		expect(near(wanted, word)).toBe(expected);
	});

	it('reads a compound as two words in every way', () => {
		expect(partsOf(searchWords('Hundesteuer')[0] ?? '')).toContainEqual(['hund', 'steur']);
	});

	it('shows the part of a text in which the words stand', () => {
		const text = `${'Vorab etwas anderes. '.repeat(6)}Der Hundesteuerbescheid kam zweimal. ${'Und noch mehr. '.repeat(8)}`;
		const passage = passageIn(text, (word) => (word.includes('hundesteur') ? 1 : 0)) ?? '';
		expect(passage).toContain('Hundesteuerbescheid');
		expect(passage.length).toBeLessThan(160);
		expect(passageIn('nichts davon', () => 0)).toBeNull();
	});
});
