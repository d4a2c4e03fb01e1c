import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { slugOf } from './slug.ts';

describe('an address', () => {
	it.each([
		['Mühlkanalbrücke ab Montag gesperrt', 'muehlkanalbruecke-ab-montag-gesperrt-abc123'],
		['Straßenfest: 3 Bühnen & Öl', 'strassenfest-3-buehnen-oel-abc123'],
		['Élysée, Łódź', 'elysee-lodz-abc123'],
		['🎉', 'abc123'],
		['東京', 'abc123'],
	])('of "%s" is %s', (title, slug) => {
		expect(slugOf(title, '01xyzabc123')).toBe(slug);
	});
	it('is always plain, short and never empty', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (title) => {
				const slug = slugOf(title, '01xyzabc123');
				expect(slug).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?$/);
				expect(slug.endsWith('abc123')).toBe(true);
			}),
		);
	});
	it('cuts long titles between words', () => {
		expect(slugOf('Wort '.repeat(40), 'abc123')).toBe(`${'wort-'.repeat(14)}abc123`);
	});
});
