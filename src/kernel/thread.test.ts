import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { asArticle, joinParts, partOfPicture, partsOf, splitToFit, writtenParts } from './thread.ts';

describe('a text in parts', () => {
	it('is one text: what is written in its fields comes back to the letter, empty fields too', () => {
		const field = fc.string({ unit: fc.constantFrom('a', 'ä', ' ', '\n', '-', '.'), maxLength: 12 });
		const marked = /^---[^\S\n]*$/m;
		fc.assert(
			fc.property(fc.array(field, { minLength: 1, maxLength: 5 }), (parts) => {
				fc.pre(parts.every((part) => !marked.test(part)));
				expect(writtenParts(joinParts(parts))).toEqual(parts);
			}),
		);
	});
	it('says only what its parts say, and reads as one article', () => {
		const text = joinParts([' Die Brücke ist gesperrt. ', '', 'Umleitung über den Ring.\n']);
		expect(partsOf(text)).toEqual(['Die Brücke ist gesperrt.', 'Umleitung über den Ring.']);
		expect(asArticle(text)).toBe('Die Brücke ist gesperrt.\n\nUmleitung über den Ring.');
		expect(partsOf('Eins\r\n---\r\nZwei')).toEqual(['Eins', 'Zwei']);
	});
	it('keeps a picture with the part somebody gave it to, as far as there is one', () => {
		expect([undefined, { a: 2 }, { a: 7 }].map((places) => partOfPicture(places, 'a', 3))).toEqual([1, 2, 3]);
	});
});

describe('a text that is split by itself', () => {
	const most = (length: number) => (part: string) => part.length <= length;
	it('is split at the ends of sentences, and a paragraph that fits is not torn', () => {
		const text = 'Am 3. März um 9 Uhr wird gesperrt. Die Linie 5 fährt nicht.\n\nFragen? Wir sind da.';
		expect(splitToFit(text, most(64))).toEqual([
			'Am 3. März um 9 Uhr wird gesperrt. Die Linie 5 fährt nicht.',
			'Fragen? Wir sind da.',
		]);
		expect(splitToFit(text, most(40))).toEqual([
			'Am 3. März um 9 Uhr wird gesperrt.',
			'Die Linie 5 fährt nicht.',
			'Fragen? Wir sind da.',
		]);
	});
	it('fits in every part and loses no word', () => {
		const word = fc.string({ unit: fc.constantFrom('a', 'B', 'ß', '.', '!', '3'), minLength: 1, maxLength: 9 });
		const space = fc.constantFrom(' ', '\n', '\n\n');
		fc.assert(
			fc.property(
				fc.array(fc.tuple(word, space), { maxLength: 40 }),
				fc.integer({ min: 9, max: 60 }),
				(words, size) => {
					const text = words.flat().join('');
					const parts = splitToFit(text, most(size));
					expect(parts.every((part) => part.length <= size && part.trim() !== '')).toBe(true);
					expect(parts.join(' ').split(/\s+/).join(' ').trim()).toBe(text.split(/\s+/).join(' ').trim());
				},
			),
			{ numRuns: 300 },
		);
	});
});
