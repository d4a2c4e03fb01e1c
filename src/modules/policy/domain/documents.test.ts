import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { builtInChecks, builtInProfile } from './built-in.ts';
import { type CatalogueEntry, type Checks, partsChanged, soundChecks, soundProfile } from './documents.ts';

const entry = (id: string, change: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
	id,
	area: 'privacy',
	severity: 'block',
	waive: ['lead'],
	fixed: false,
	observed: false,
	...change,
});
const catalogue = [
	entry('phone'),
	entry('too-long', { fixed: true }),
	entry('link', { observed: true, severity: 'warning' }),
];
const checks = builtInChecks(catalogue);
const withRule = (id: string, change: Partial<Checks['rules'][string]>): Checks => ({
	...checks,
	rules: { ...checks.rules, [id]: { severity: 'warning', paragraph: null, waive: [], exceptions: [], ...change } },
});

describe('the configuration of the checks', () => {
	it('begins with every rule that may be changed, each citing a number that exists', () => {
		expect(Object.keys(checks.rules)).toEqual(['phone', 'link']);
		expect(soundChecks(checks, catalogue).ok).toBe(true);
	});
	it.each([
		['a rule that cannot be changed', withRule('too-long', {}), 'policy.rule-fixed'],
		['a rule nobody knows', withRule('nothing', {}), 'policy.rule-fixed'],
		['a block of a rule that only observes', withRule('link', { severity: 'block' }), 'policy.rule-observes'],
		['a number the guideline does not have', withRule('phone', { paragraph: '99' }), 'policy.paragraph-unknown'],
		['a number twice', { ...checks, paragraphs: [...checks.paragraphs, ...checks.paragraphs] }, 'policy.twice'],
	] as const)('refuses %s', (_, document, type) => {
		expect(soundChecks(document, catalogue)).toMatchObject({ ok: false, error: { type } });
	});
	it('refuses a block of an observing rule in an exception too', () => {
		const exception = { severity: 'block', units: [], channels: [], kinds: [], groups: [] } as const;
		expect(soundChecks(withRule('link', { exceptions: [exception] }), catalogue).ok).toBe(false);
	});
});

describe('the city profile', () => {
	it('takes windows of restraint exactly when they do not end before they begin', () => {
		const day = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true });
		fc.assert(
			fc.property(day, day, (a, b) => {
				const [from = '', until = ''] = [a, b].map((date) => date.toISOString().slice(0, 10));
				const restraints = [{ name: 'Wahl', from, until, allowed: [] }];
				expect(soundProfile({ ...builtInProfile, restraints }).ok).toBe(from <= until);
			}),
		);
	});
	it('names what a version changed', () => {
		expect(partsChanged(builtInProfile, { ...builtInProfile, trunks: ['09131 86'] })).toEqual(['trunks']);
	});
});
