import { expect, test } from 'vitest';

import { fitting, putIn, triggerAt } from './trigger.ts';

test.each([
	['Morgen #Win', { kind: '#', from: 7, query: 'Win' }],
	['/öff', { kind: '/', from: 0, query: 'öff' }],
	['Fragen an @stadt@soc', { kind: '@', from: 10, query: 'stadt@soc' }],
	['Fragen an @', { kind: '@', from: 10, query: '' }],
])('%s asks for suggestions', (text, expected) => {
	expect(triggerAt(text, text.length)).toEqual(expected);
});

test.each(['und/oder', 'info@stadt', 'Nummer#3', 'kein Zeichen', '#Winter und weiter'])('%s asks for none', (text) => {
	expect(triggerAt(text, text.length)).toBeNull();
});

test('puts the words in and stands behind them, or in their first gap', () => {
	expect(putIn('Es gilt /öff heute', { from: 8, to: 12, words: 'Öffnung' })).toEqual({
		text: 'Es gilt Öffnung heute',
		selection: [16, 16],
	});
	const { text, selection } = putIn('/ab', { from: 0, to: 3, words: 'Ab {{datum}} in {{ort}}.' });
	expect(text.slice(...selection)).toBe('{{datum}}');
});

test('finds beginnings of words first', () => {
	const names = ['Bauzaun', 'Hinweis zum Zaun', 'Zaunfest'];
	expect(fitting('zaun', names, (name) => name)).toEqual(['Hinweis zum Zaun', 'Zaunfest', 'Bauzaun']);
});
