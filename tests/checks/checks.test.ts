import { describe, expect, it } from 'vitest';

import { checkCatalogue } from '#modules/editorial/domain/checks/catalogue.ts';
import { textRules } from '#modules/editorial/domain/checks/text.ts';

import { catalogues } from '../../src/web/languages/index.ts';
import { samplesOf } from './samples.ts';
import { aboutOf, PERSONAL, scoresOf, together } from './score.ts';

const personal = (part: 'tune' | 'measure') =>
	together(
		part,
		scoresOf(samplesOf(part)).filter(({ label }) => PERSONAL.includes(label)),
	);

describe('the labelled lines', () => {
	it('are at least 400, in two parts', () => {
		const [tune, measure] = [samplesOf('tune'), samplesOf('measure')];
		expect(tune.length + measure.length).toBeGreaterThanOrEqual(400);
		expect(measure.length).toBeGreaterThanOrEqual(150);
	});
	it.each(['tune', 'measure'] as const)('hold private data that the checks find, and find rightly: %s', (part) => {
		const { recall, precision } = personal(part);
		expect(recall).toBeGreaterThanOrEqual(0.95);
		expect(precision).toBeGreaterThanOrEqual(0.9);
	});
});

const LONG = 20_000;
const hostile = [
	'A',
	'a',
	'1',
	'0 ',
	'0-',
	'Ihr ',
	'Frau Aa ',
	'Aa ',
	'AAA ',
	'a@',
	'a.',
	'DE12 ',
	'null eins ',
	'🌞',
	'(0',
].map((piece) => piece.repeat(LONG / piece.length));

describe('every check', () => {
	it('is said in every language', () => {
		const ids = checkCatalogue.map(({ id }) => id);
		for (const { editorial, policy } of Object.values(catalogues)) {
			expect(Object.keys(editorial.rule)).toEqual(expect.arrayContaining(ids));
			expect(Object.keys(policy.check).sort()).toEqual([...ids].sort());
		}
	});
	it('comes back from a text that was made to hold it up, with places inside the text', () => {
		const about = aboutOf({ restraint: true });
		for (const text of hostile)
			for (const rule of textRules)
				for (const { range } of rule.find(text, about)) {
					expect(range[0]).toBeGreaterThanOrEqual(0);
					expect(range[1]).toBeLessThanOrEqual(text.length);
				}
	});
});
