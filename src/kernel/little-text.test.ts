import { describe, expect, it } from 'vitest';

import { littleText, plainText } from './little-text.ts';

describe('little text', () => {
	it.each([
		['Ab Montag (8 Uhr) gesperrt.', 'Ab Montag \\(8 Uhr\\) gesperrt.'],
		['#Musterstadt #2026', '{hashtag|\\#|Musterstadt} \\#2026'],
		['#Rad_und_Fuß', '{hashtag|\\#|Rad\\_und\\_Fuß}'],
		['https://stadt.de/a_b#c', 'https://stadt.de/a\\_b\\#c'],
		['a@stadt.de <b> {c} [d] *e* ~f| \\', 'a\\@stadt.de \\<b\\> \\{c\\} \\[d\\] \\*e\\* \\~f\\| \\\\'],
	])('marks %j', (plain, little) => {
		expect(littleText(plain)).toBe(little);
		expect(plainText(little)).toBe(plain);
	});

	it('reads mentions and both signs of a hashtag', () => {
		expect(plainText('Danke @[Stadt \\(Amt\\)](urn:li:organization:1) {hashtag|#|Rad}')).toBe('Danke Stadt (Amt) #Rad');
	});
});
