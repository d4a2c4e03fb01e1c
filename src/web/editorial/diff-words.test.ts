import fc from 'fast-check';
import { expect, test } from 'vitest';

import { diffWords } from './diff-words.ts';

const side = (before: string, now: string, without: 'in' | 'out') =>
	diffWords(before, now)
		.filter(({ kind }) => kind !== without)
		.map(({ text }) => text)
		.join('');

test('what was taken out and put in gives both texts back', () => {
	const text = fc
		.array(fc.constantFrom('die ', 'Brücke ', 'ist ', 'ab ', 'Montag\n\n', 'gesperrt.'))
		.map((all) => all.join(''));
	fc.assert(
		fc.property(text, text, (before, now) => {
			expect(side(before, now, 'in')).toBe(before);
			expect(side(before, now, 'out')).toBe(now);
		}),
	);
});

test('only the changed word is marked', () => {
	expect(diffWords('ab Montag gesperrt', 'ab Dienstag gesperrt').map(({ kind, text }) => `${kind}:${text}`)).toEqual([
		'same:ab ',
		'out:Montag',
		'in:Dienstag',
		'same: gesperrt',
	]);
});
