import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressPrefix } from '#kernel/address-prefix.ts';
import { instant, toIso } from '#kernel/time.ts';
import { monthOf, nextMidnight, readStretch } from './calendar.ts';
import { excerpt, markHits } from './excerpt.ts';
import { legalNames, legalText, missingInNotice } from './legal-texts.ts';
import { cleanTyped, faultsOf } from './question.ts';
import { mastodonShare, readInstance, shareLinks } from './share.ts';
import { addressPart, addressParts, isSlug, likeness, meantWord } from './words.ts';

const texts = fc.string({ unit: 'grapheme', maxLength: 300 });

describe('address parts', () => {
	it('are usable for whatever name', () => {
		fc.assert(
			fc.property(texts, (name) => {
				expect(isSlug(addressPart(name))).toBe(true);
			}),
		);
		expect(addressPart('Straßen- und Grünflächenamt')).toBe('strassen-und-gruenflaechenamt');
		expect(addressPart('???')).toBe('ohne-namen');
	});
	it('stay apart for equal names, whatever the order they come in', () => {
		const units = [1, 2, 3].map((n) => ({ id: `u${n}`, name: 'Bauamt' }));
		const parts = addressParts(units);
		expect([...parts.keys()]).toEqual(['bauamt', 'bauamt-2', 'bauamt-3']);
		expect([...addressParts(units.toReversed())]).toEqual([...parts]);
	});
});

describe('search', () => {
	it('marks hits without changing a letter', () => {
		fc.assert(
			fc.property(texts, texts, (text, query) => {
				expect(
					markHits(text, query)
						.map((part) => part.text)
						.join(''),
				).toBe(text);
			}),
		);
		expect(markHits('Neue Brücken', 'brücke').filter(({ hit }) => hit)).toEqual([{ text: 'Brücken', hit: true }]);
	});
	it('cuts an excerpt that holds the hit', () => {
		const text = `${'Vorher steht viel. '.repeat(40)}Die Fischertreppe ist offen. ${'Danach auch. '.repeat(40)}`;
		const cut = excerpt(text, 'fischertreppe');
		expect(cut.some(({ hit }) => hit)).toBe(true);
		expect(cut.map((part) => part.text).join('').length).toBeLessThan(220);
		fc.assert(
			fc.property(texts, texts, (any, query) => {
				const cut = excerpt(any, query).map((part) => part.text);
				expect(cut.join('').length).toBeLessThan(210);
			}),
		);
	});
	it('guesses the word that was meant, and none where none is near', () => {
		expect(meantWord('Lindenpakr', ['Was wünschen Sie sich für den Lindenpark?'])).toBe('Lindenpark');
		expect(meantWord('xyzxyz', ['Lindenpark'])).toBeNull();
		expect(likeness('gleich', 'gleich')).toBe(1);
	});
});

describe('the archive', () => {
	it('cuts months at midnight of the place, across the clock change', () => {
		expect(toIso(readStretch('Europe/Berlin', '2026', '03')?.from ?? instant('1970-01-01T00:00Z'))).toBe(
			'2026-02-28T23:00:00.000Z',
		);
		expect(toIso(readStretch('Europe/Berlin', '2026', '03')?.until ?? instant('1970-01-01T00:00Z'))).toBe(
			'2026-03-31T22:00:00.000Z',
		);
		for (const [year, month] of [
			['26', '01'],
			['2026', '13'],
			['2026', '1'],
			['0999', undefined],
			['x', undefined],
		] as const)
			expect(readStretch('Europe/Berlin', year, month)).toBeNull();
	});
	it('puts every moment into exactly the month that holds it', () => {
		const moments = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
		fc.assert(
			fc.property(moments, (date) => {
				const at = instant(date.toISOString());
				const { from, until } = monthOf(at, 'Europe/Berlin');
				expect(from <= at && at < until).toBe(true);
				const midnight = nextMidnight(at, 'Europe/Berlin');
				expect(midnight > at && midnight - at <= 25 * 3_600_000).toBe(true);
			}),
		);
	});
});

describe('sharing', () => {
	it('reads the server out of what people type, and nothing else', () => {
		for (const typed of [
			'mastodon.social',
			' https://Mastodon.Social/@me ',
			'@me@mastodon.social',
			'me@mastodon.social',
		])
			expect(readInstance(typed)).toBe('mastodon.social');
		for (const typed of [
			'',
			'localhost',
			'127.0.0.1',
			'[::1]',
			'a b.de',
			'javascript:alert(1)',
			'evil.example:8080',
			'-a.de',
			'x'.repeat(300),
		])
			expect([typed, readInstance(typed)]).toEqual([typed, null]);
	});
	it('carries any title without breaking out of the address', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (title) => {
				const shared = { title: title.toWellFormed(), url: 'https://stadt.example/beitrag/x' };
				const { mail, bluesky } = shareLinks(shared);
				for (const link of [mail, bluesky, mastodonShare('a.example', shared)]) expect(link).toMatch(/^[\x21-\x7e]+$/);
				expect(new URL(bluesky).searchParams.get('text')).toBe(`${shared.title} ${shared.url}`);
			}),
		);
	});
});

describe('questions', () => {
	it('need a text of bearable length and a whole address, if any', () => {
		expect(faultsOf({ text: ' ', name: '', mail: '' })).toEqual({ text: 'empty' });
		expect(faultsOf({ text: 'x'.repeat(4001), name: 'n'.repeat(101), mail: 'a@b' })).toEqual({
			text: 'long',
			name: 'name',
			mail: 'mail',
		});
		expect(faultsOf({ text: 'x'.repeat(4000), name: 'n'.repeat(100), mail: 'a@b.de' })).toEqual({});
		for (const mail of ['a b@c.de', 'a@b.de,c@d.de', 'a@b.de\nBcc: x@y.de', 'a@b..', '<a@b.de>'])
			expect([mail, faultsOf({ text: 'x', name: '', mail })]).toEqual([mail, { mail: 'mail' }]);
	});
	it('lose what no keyboard writes, and keep the rest', () => {
		expect(cleanTyped('a\u0000b\u0007\r\nc\td\u202e \ud800')).toBe('ab\nc\td \ufffd');
		expect(cleanTyped('👩‍👩‍👧 Größe')).toBe('👩‍👩‍👧 Größe');
	});
	it('share a count within a household or office, not between them', () => {
		expect(addressPrefix('203.0.113.7')).toBe(addressPrefix('::ffff:203.0.113.99'));
		expect(addressPrefix('203.0.113.7')).not.toBe(addressPrefix('203.0.114.7'));
		expect(addressPrefix('2001:db8:1:2::3')).toBe(addressPrefix('2001:0db8:0001:ffff:1:2:3:4'));
		expect(addressPrefix('2001:db8:1::')).not.toBe(addressPrefix('2001:db8:2::'));
		for (const strange of ['', 'x', '1.2.3', '1.2.3.999', '<script>']) expect(addressPrefix(strange)).toBe('unknown');
	});
});

describe('legal texts', () => {
	const facts = {
		...{ name: 'Stadt *Muster*', zone: 'Europe/Berlin', site: 'https://stadt.example' },
		contact: {
			street: 'Am Markt 1',
			postcode: '12345',
			place: 'Muster',
			phone: '',
			mail: 'post@stadt.example',
			representative: '',
		},
	};
	it('name what § 5 DDG asks for, as far as it is known', () => {
		for (const language of ['de', 'en'] as const) {
			expect(missingInNotice(legalText('legal-notice', language, facts), facts)).toEqual([]);
			for (const name of legalNames) expect(legalText(name, language, facts)).not.toMatch(/\n{3}|undefined|null/);
		}
	});
	it('cannot be replaced by a notice that leaves it out', () => {
		expect(missingInNotice('Stadt Muster, Am Markt 1, 12345 Muster', { ...facts, name: 'Stadt Muster' })).toEqual([
			'post@stadt.example',
		]);
	});
});
