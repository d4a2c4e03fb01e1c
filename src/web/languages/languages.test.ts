import { describe, expect, test } from 'vitest';

import { languages } from '#kernel/language.ts';

import { catalogues, sayFailure, sayIn } from './index.ts';
import type { Texts } from './translator.ts';

const leaves = (texts: Texts, path = ''): [string, string][] =>
	Object.entries(texts).flatMap(([key, value]): [string, string][] =>
		typeof value === 'string' ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
	);

/** The names a text expects: `{name}`, `{name, plural, ...}` and tags. */
const placeholders = (text: string): string[] =>
	[
		...new Set(
			[...text.matchAll(/\{\s*([a-zA-Z][\w-]*)\s*[},]|<([a-z]+)>/g)].map(([, name, tag]) => name ?? `<${tag}>`),
		),
	]
		.filter((name) => !text.includes(`other {${name}}`) && !text.includes(`one {${name}}`))
		.sort();

const german = new Map(leaves(catalogues.de));

describe('the catalogues', () => {
	test('German is not empty', () => {
		expect(german.size).toBeGreaterThan(50);
	});

	test.each(languages)('%s has every key of German and no other', (language) => {
		expect(
			leaves(catalogues[language])
				.map(([key]) => key)
				.sort(),
		).toEqual([...german.keys()].sort());
	});

	test.each(languages)('%s has no empty text', (language) => {
		expect(leaves(catalogues[language]).filter(([, text]) => text.trim() === '')).toEqual([]);
	});

	test.each(languages)('%s names the same placeholders as German', (language) => {
		const differing = leaves(catalogues[language]).filter(
			([key, text]) => placeholders(text).join() !== placeholders(german.get(key) ?? '').join(),
		);
		expect(differing).toEqual([]);
	});

	test.each(languages)('every text of %s can be read as an ICU message', (language) => {
		const unreadable = leaves(catalogues[language]).filter(([key, text]) => {
			const values = Object.fromEntries(placeholders(text).map((name) => [name, 2]));
			return sayIn(language)(key, values) === key && text !== key;
		});
		expect(unreadable).toEqual([]);
	});
});

describe('German keeps the voice', () => {
	const forbidden =
		/erfolgreich|leider|bitte beachten|sind sie sicher|\bups\b|dashboard|cancel(n|t)|(?<!JSON )\bfeed\b|plattform/i;

	test('no forbidden word', () => {
		expect([...german].filter(([, text]) => forbidden.test(text))).toEqual([]);
	});
});

describe('failures', () => {
	test('say their sentence with their detail', () => {
		expect(sayFailure('de', { type: 'access.sign-in' })).toBe('Melden Sie sich an, dann geht es hier weiter.');
	});

	test('name themselves where no sentence exists', () => {
		expect(sayFailure('de', { type: 'weather.too-hot' })).toContain('weather.too-hot');
	});
});
