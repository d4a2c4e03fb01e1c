import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { anchorAt, locate } from './anchor.ts';

const words = fc
	.array(fc.constantFrom('Brücke', 'gesperrt', 'ab', 'Montag', 'der', 'Ring', 'Bus'), { minLength: 3, maxLength: 30 })
	.map((list) => list.join(' '));
const place = fc.tuple(words, fc.nat(), fc.integer({ min: 1, max: 20 })).map(([text, at, length]) => {
	const start = at % text.length;
	return { text, start, end: Math.min(text.length, start + length) };
});

describe('a passage', () => {
	it('is found where it was while nothing changed, however often its words stand there', () => {
		fc.assert(
			fc.property(place, ({ text, start, end }) => {
				expect(locate(text, anchorAt(text, start, end))).toEqual([start, end]);
			}),
			{ numRuns: 1000 },
		);
	});
	it('moves with what is written before it, and stays when something is added after it', () => {
		fc.assert(
			fc.property(
				place,
				fc.constantFrom('Neu: ', 'Achtung! ', ''),
				fc.constantFrom(' Ende.', ''),
				(one, front, end) => {
					const found = locate(`${front}${one.text}${end}`, anchorAt(one.text, one.start, one.end));
					expect(found).toEqual([one.start + front.length, one.end + front.length]);
				},
			),
			{ numRuns: 1000 },
		);
	});
	it('is gone when its words are', () => {
		const anchor = anchorAt('Die Brücke ist gesperrt.', 4, 10);
		expect(locate('Der Steg ist gesperrt.', anchor)).toBeNull();
		expect(locate('', anchor)).toBeNull();
	});
});
