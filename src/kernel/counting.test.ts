import fc from 'fast-check';
import twitter from 'twitter-text';
import { describe, expect, it } from 'vitest';

import { type CountingRule, composeText, countLinks, countText, measureText, shownLink } from './counting.ts';
import { graphemes } from './text.ts';

const mastodon: CountingRule = { most: 500, counting: 'mastodon', linkCosts: 23, linkIsCard: false };
const bluesky: CountingRule = { most: 300, mostBytes: 3000, counting: 'graphemes', linkIsCard: true };
const house: CountingRule = { most: 20_000, counting: 'none', linkIsCard: true };

const word = fc.stringMatching(/^[a-zäöüß]{1,12}$/);
const path = fc.stringMatching(/^[a-z0-9/-]{0,200}$/);

const x: CountingRule = { most: 280, counting: 'weighted', linkCosts: 23, linkIsCard: false };

describe('counting as X does', () => {
	it.each([
		'Ab Montag ist die Mühlkanalbrücke gesperrt. #Musterstadt',
		'Über 1.000 Bäume – „gepflanzt“ in 3 Jahren … 🌳🌳',
		'Mehr unter https://www.musterstadt.de/2026/bruecke-gesperrt?von=x',
		'Familie 👨‍👩‍👧‍👦, Flagge 🇩🇪, Daumen 👍🏽, Taste 1️⃣',
		'字 und кириллица und ελληνικά',
		'Fragen an @stadt oder unter musterstadt.de/kontakt',
		'a\u0308 und ä',
		'',
	])('as its own published code does: %s', (text) => {
		expect(countText(text, x)).toBe(twitter.parseTweet(text).weightedLength);
	});

	it('never too low, whatever stands there', () => {
		const piece = fc.oneof(
			fc.string({ unit: 'grapheme', maxLength: 12 }),
			word,
			fc.constantFrom(
				'https://a.de',
				'http://www.musterstadt.de/x',
				'stadt.de',
				'👩‍🚒',
				'z.B.',
				'@stadt',
				'(',
				'.',
				'#Tag',
			),
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
				const text = pieces.join(' ');
				expect(countText(text, x)).toBeGreaterThanOrEqual(twitter.parseTweet(text).weightedLength);
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('counting as Mastodon does', () => {
	it('takes 23 for an address, whatever its length', () => {
		fc.assert(
			fc.property(word, path, word, (before, rest, after) => {
				const text = `${before} https://www.musterstadt.de/${rest} ${after}`;
				expect(countText(text, mastodon)).toBe(graphemes(before) + 1 + 23 + 1 + graphemes(after));
			}),
		);
	});

	it('takes nothing for the server part of a mention', () => {
		fc.assert(
			fc.property(
				fc.stringMatching(/^[a-z0-9_]{1,20}$/),
				fc.stringMatching(/^[a-z]{1,20}\.(social|de)$/),
				(user, server) => {
					expect(countText(`Danke @${user}@${server}!`, mastodon)).toBe(7 + 1 + user.length - 1 + 1);
				},
			),
		);
	});

	it('leaves punctuation after an address to the text', () => {
		expect(countText('(https://www.musterstadt.de/bruecke).', mastodon)).toBe(1 + 23 + 2);
		expect(countText('https://www.musterstadt.de, dort', mastodon)).toBe(23 + 6);
		expect(countText('https://www.musterstadt.de/a?b=c&d=e!', mastodon)).toBe(24);
	});

	it('counts in full what Mastodon does not take for an address', () => {
		for (const text of [
			'www.musterstadt.de/bruecke-gesperrt',
			'http://localhost:8080/bruecke',
			'xhttps://a.de',
			'https://10.0.0.1/abc',
		])
			expect(countText(text, mastodon)).toBe(graphemes(text));
	});

	it('counts what a reader sees as one character once', () => {
		expect(countText('👨‍👩‍👧‍👦é', mastodon)).toBe(2);
		fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => countText(text, bluesky) === graphemes(text)));
	});
});

describe('counting as Threads does', () => {
	const threads: CountingRule = { most: 500, counting: 'threads', linkIsCard: false };

	it('takes an emoji by its bytes and everything else by its characters', () => {
		expect(countText('Grüße 🌳', threads)).toBe(6 + 4);
		expect(countText('👨‍👩‍👧', threads)).toBe(18);
		expect(countText('🇩🇪 ☎️ 1️⃣', threads)).toBe(8 + 1 + 6 + 1 + 7);
		fc.assert(
			fc.property(
				fc.stringMatching(/^[a-zäöüß0-9 .,#@/:–„“]*$/),
				(text) => countText(text, threads) === [...text].length,
			),
		);
	});

	it('counts each address once, without what ends the sentence', () => {
		expect(countLinks('https://a.de/1, https://a.de/1. (https://a.de/2)')).toBe(2);
		expect(countLinks('a.de und @stadt')).toBe(0);
	});
});

describe('the finished text', () => {
	const link = 'https://stadt.example/2026/die-bruecke-am-muehlkanal-ist-gesperrt';

	it('ends with the link where the network counts it, once', () => {
		expect(composeText({ text: 'Gesperrt.', link, pictures: 0 }, mastodon)).toBe(`Gesperrt.\n\n${link}`);
		expect(composeText({ text: `Siehe ${link} dort`, link, pictures: 0 }, mastodon)).toBe(`Siehe ${link} dort`);
		expect(measureText({ text: 'Gesperrt.', link: 'https://stadt.de/x', pictures: 0 }, mastodon).length).toBe(
			9 + 2 + 23,
		);
	});

	it('leaves the link to the card, and shows it short next to pictures', () => {
		expect(composeText({ text: 'Gesperrt.', link, pictures: 0 }, bluesky)).toBe('Gesperrt.');
		expect(composeText({ text: 'Gesperrt.', link, pictures: 1 }, bluesky)).toBe(`Gesperrt.\n\n${shownLink(link)}`);
		expect(graphemes(shownLink(link))).toBeLessThanOrEqual(40);
	});

	it('names who is answered where only a mention reaches them, once', () => {
		const parts = { text: 'Ja, ab Montag.', pictures: 0, answers: 'anna@example.social' };
		expect(composeText(parts, mastodon)).toBe('@anna@example.social Ja, ab Montag.');
		expect(composeText({ ...parts, text: 'Ja @anna@example.social, ab Montag.' }, mastodon)).toBe(
			'Ja @anna@example.social, ab Montag.',
		);
		expect(composeText({ ...parts, text: 'Ja @anna@example.social.de' }, mastodon)).toMatch(
			/^@anna@example\.social Ja/,
		);
		expect(composeText(parts, bluesky)).toBe('Ja, ab Montag.');
	});

	it('is over the limit by characters or by bytes', () => {
		expect(measureText({ text: 'a'.repeat(300), pictures: 0 }, bluesky).over).toBe(false);
		expect(measureText({ text: 'a'.repeat(301), pictures: 0 }, bluesky).over).toBe(true);
		expect(measureText({ text: '👨‍👩‍👧‍👦'.repeat(130), pictures: 0 }, bluesky)).toMatchObject({
			length: 130,
			over: true,
		});
		expect(measureText({ text: 'a'.repeat(30_000), pictures: 0 }, house).over).toBe(false);
	});
});
