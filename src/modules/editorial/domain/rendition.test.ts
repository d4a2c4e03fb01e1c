import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { measureText } from '#kernel/counting.ts';
import { type QuotePolicy, quotePolicies, quotesAt } from '#kernel/quoting.ts';
import { joinParts } from '#kernel/thread.ts';

import { composeRendition, type Outlet, warningFor } from './rendition.ts';

const media = { most: 4, mostBytes: 1_000_000, altMost: 1000, mimes: ['image/jpeg'] };
const outlet = (channel: string, text: NonNullable<Outlet['limits']>['text']): Outlet => ({
	id: channel,
	unitId: 'u',
	channel,
	name: channel,
	state: 'live',
	limits: { text, media },
});
const mastodon = outlet('mastodon', { most: 500, counting: 'mastodon', linkCosts: 23, linkIsCard: false });
const bluesky = outlet('bluesky', { most: 300, counting: 'graphemes', mostBytes: 3000, linkIsCard: true });
const newsroom = outlet('newsroom', { most: 50_000, counting: 'graphemes', linkIsCard: true });
const link = 'https://musterstadt.example/beitrag/winterdienst-abc123';
const plain = { kind: 'news', language: 'de', details: null } as const;
const content = { ...plain, title: 'Winterdienst', text: 'Es schneit. Die Fahrzeuge räumen ab drei Uhr.', media: [] };
const following = { presenceId: 'x', text: null };

describe('a rendition that follows the statement', () => {
	it('is the text itself in the newsroom, with the headline in front on a network', () => {
		expect(composeRendition(content, following, { outlet: newsroom, link }).text).toBe(content.text);
		expect(composeRendition(content, following, { outlet: mastodon, link }).text).toBe(
			`Winterdienst\n\n${content.text}`,
		);
	});
	it('says when and where an event takes place, in the reader’s words', () => {
		const start = { local: '2026-12-05T19:00', zone: 'Europe/Berlin' };
		const end = { local: '2026-12-05T21:30', zone: 'Europe/Berlin' };
		const event = { kind: 'event', start, end, place: 'Stadtbibliothek', accessible: 'yes', access: '' } as const;
		const told = { ...content, kind: 'event', details: event } as const;
		const made = composeRendition(told, following, { outlet: mastodon, link }).text;
		expect(made).toBe(`Winterdienst\n\nSamstag, 5. Dezember 2026, 19:00–21:30 Uhr, Stadtbibliothek\n\n${content.text}`);
		const english = composeRendition({ ...told, language: 'en' }, following, { outlet: mastodon, link }).text;
		expect(english).toContain('Saturday, December 5, 2026');
		expect(composeRendition({ ...told, kind: 'news' }, following, { outlet: mastodon, link }).text).not.toContain(
			'19:00',
		);
	});
	it('is cut at a sentence', () => {
		const text = `${'Ein Satz mit einigen Wörtern steht hier. '.repeat(12)}Ende.`;
		const made = composeRendition({ ...content, text }, following, { outlet: bluesky, link });
		expect(made.shortened).toBe(true);
		expect(made.text.endsWith('steht hier.')).toBe(true);
	});
	it('always fits, whatever is written, the link counted in', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 900 }), fc.integer({ min: 0, max: 2 }), (text, pictures) => {
				for (const place of [mastodon, bluesky]) {
					const media = Array.from({ length: pictures }, (_, at) => ({ mediaId: String(at), alt: {} }));
					const made = composeRendition({ ...plain, title: '', text, media }, following, { outlet: place, link });
					const rule = place.limits?.text ?? mastodon.limits?.text;
					expect(rule && measureText({ text: made.text, link, pictures }, rule).over).toBe(false);
				}
			}),
			{ numRuns: 100 },
		);
	});
});

describe('a rendition in own words', () => {
	it('is left as it is and measured', () => {
		const own = { presenceId: 'x', text: 'a'.repeat(310) };
		const made = composeRendition(content, own, { outlet: bluesky, link });
		expect(made).toMatchObject({ text: own.text, shortened: false, measure: { length: 310, most: 300, over: true } });
	});
	it('is not measured where the limits are not known', () => {
		expect(composeRendition(content, following, { outlet: { ...bluesky, limits: null }, link }).measure).toBeNull();
	});
});

describe('a thread', () => {
	const able = (place: Outlet): Outlet => ({ ...place, limits: place.limits && { ...place.limits, threads: true } });
	const text = joinParts(['Es schneit.', 'Die Fahrzeuge räumen.', 'Bitte Vorsicht.']);
	const details = { kind: 'thread', numbered: true, pictures: { b: 3 } } as const;
	const pictures = ['a', 'b'].map((mediaId) => ({ mediaId, alt: {} }));
	const told = { ...content, kind: 'thread', text, details, media: pictures } as const;
	it('is several posts where a post can answer another, the headline before the first, each with its pictures', () => {
		const { parts } = composeRendition(told, following, {
			outlet: able({ ...mastodon, signature: 'Ihr Bauhof' }),
			link,
		});
		expect(parts?.map((part) => part.text)).toEqual([
			'Winterdienst\n\nEs schneit. (1/3)',
			'Die Fahrzeuge räumen. (2/3)',
			'Bitte Vorsicht.\n\nIhr Bauhof (3/3)',
		]);
		expect(parts?.map((part) => part.media)).toEqual([['a'], [], ['b']]);
		expect(parts?.[1]?.measure?.length).toBe('Die Fahrzeuge räumen. (2/3)'.length);
	});
	it('is one text to read everywhere else, in own words too', () => {
		const whole = 'Es schneit.\n\nDie Fahrzeuge räumen.\n\nBitte Vorsicht.';
		expect(composeRendition(told, following, { outlet: able(newsroom), link })).toMatchObject({ text: whole });
		expect(composeRendition(told, following, { outlet: mastodon, link }).text).toBe(`Winterdienst\n\n${whole}`);
		const own = { presenceId: 'x', text };
		expect(composeRendition(told, own, { outlet: mastodon, link }).text).toBe(whole);
		expect(composeRendition(told, own, { outlet: able(mastodon), link }).parts).toHaveLength(3);
	});
});

describe('a content warning', () => {
	const warning = { words: 'Schwerer Unfall', inText: false, graphic: true };
	const warned = { ...content, warning };
	const words: Outlet = {
		...mastodon,
		limits: { text: { most: 100, counting: 'mastodon', linkIsCard: false }, media, warnings: 'words' },
	};
	const label: Outlet = {
		...bluesky,
		limits: {
			...(bluesky.limits ?? { text: { most: 300, counting: 'graphemes', linkIsCard: true }, media }),
			warnings: 'label',
		},
	};
	it('stands beside the text where the network takes words, and is counted there', () => {
		const [bare, with15] = [content, warned].map((one) => composeRendition(one, following, { outlet: words, link }));
		expect(with15?.text).toBe(bare?.text);
		expect((with15?.measure?.length ?? 0) - (bare?.measure?.length ?? 0)).toBe(15);
		const tight = { ...warned, title: '', text: 'a'.repeat(100 - 15 - 2 - 23) };
		const over = (text: string) =>
			composeRendition({ ...tight, text }, { ...following, text }, { outlet: words, link }).measure?.over;
		expect([over(tight.text), over(`${tight.text}aa`)]).toEqual([false, true]);
	});
	it('is the first line elsewhere only where its author says so, once, in the language of the rendition', () => {
		const made = (given: object, rendition: object = following, place: Outlet = label) =>
			composeRendition({ ...warned, ...given }, { ...following, ...rendition }, { outlet: place, link }).text;
		expect(made({})).not.toContain('Unfall');
		const lined = { warning: { ...warning, inText: true } };
		expect(made(lined)).toMatch(/^Inhaltshinweis: Schwerer Unfall\n\nWinterdienst/);
		expect(made(lined, { text: 'Eigene Worte.' })).toBe('Inhaltshinweis: Schwerer Unfall\n\nEigene Worte.');
		expect(made(lined, { text: made(lined) })).toBe(made(lined));
		expect(made(lined, following, newsroom)).toBe(content.text);
		const translations = [{ language: 'en', title: 'Winter', text: 'It snows.' }];
		expect(made({ ...lined, translations }, { translation: 'en' })).toMatch(/^Content note: Schwerer Unfall/);
	});
	it('goes with every part of a thread, as a line with the first only', () => {
		const told = {
			...warned,
			kind: 'thread',
			text: joinParts(['Eins.', 'Zwei.']),
			warning: { ...warning, inText: true },
		} as const;
		const threads = (place: Outlet): Outlet => ({
			...place,
			limits: {
				...(place.limits ?? { text: { most: 1, counting: 'units', linkIsCard: false }, media }),
				threads: true,
			},
		});
		const parts = (place: Outlet) => composeRendition(told, following, { outlet: threads(place), link }).parts ?? [];
		expect(parts(label).map(({ text }) => text.includes('Unfall'))).toEqual([true, false]);
		expect(parts(words).map(({ measure }) => measure?.length)).toEqual([
			15 + 'Winterdienst\n\nEins.'.length + 2 + 23,
			15 + 'Zwei.'.length,
		]);
	});
	it('tells of violent pictures only a network that has a mark for them', () => {
		const graphic = (place: Outlet) => warningFor(warned, {}, place).graphic;
		expect([words, label, bluesky].map(graphic)).toEqual([true, true, false]);
	});
});

it('who may quote is never wider than was wished, and nothing where the network does not ask', () => {
	const told = (wanted: QuotePolicy | null, able?: readonly QuotePolicy[]) => quotesAt(wanted, able);
	expect(told('followers', quotePolicies)).toBe('followers');
	expect(told('followers', ['everyone', 'nobody'])).toBe('nobody');
	expect(told('everyone', ['everyone', 'nobody'])).toBe('everyone');
	expect([told('followers'), told(null, quotePolicies), told('followers', ['everyone'])]).toEqual([null, null, null]);
});
