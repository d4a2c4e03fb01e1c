import { describe, expect, it } from 'vitest';

import { firstPrices, kindOfCopy } from '#kernel/prices.ts';
import { days, instant, monthOf, plus } from '#kernel/time.ts';

import { beyond, budgetAt } from './budget.ts';
import { mayAnswer } from './tier.ts';

const month = monthOf(instant('2026-03-10T12:00:00Z'), 'Europe/Berlin');
const spending = (spent: number, budget: number | null = 1_000_000, possible = 0) => ({ budget, spent, possible });

describe('the budget of a month', () => {
	it('is a month of the office, summer time included', () => {
		expect(month).toEqual({
			name: '2026-03',
			from: instant('2026-02-28T23:00:00Z'),
			until: instant('2026-03-31T22:00:00Z'),
		});
		expect(monthOf(plus(month.until, -1), 'Europe/Berlin').name).toBe('2026-03');
		expect(monthOf(month.until, 'Europe/Berlin').name).toBe('2026-04');
	});

	it('warns at four fifths and ends where nothing is left; what is uncertain counts', () => {
		const at = plus(month.from, days(1));
		const stateOf = (spent: number, possible = 0) => budgetAt(spending(spent, 1_000_000, possible), month, at).state;
		expect([stateOf(799_999), stateOf(800_000), stateOf(999_999), stateOf(1_000_000)]).toEqual([
			...['well', 'warning', 'warning', 'used-up'],
		]);
		expect([stateOf(700_000, 100_000), stateOf(0, 1_000_000)]).toEqual(['warning', 'used-up']);
		expect(budgetAt(spending(5_000_000, null), month, at)).toMatchObject({ state: 'none', left: null });
		expect(budgetAt(spending(1_200_000), month, at).left).toBe(0);
	});

	it('forecasts from what went so far, not on the first day, never below what is spent', () => {
		expect(budgetAt(spending(100_000), month, plus(month.from, days(1) - 1)).forecast).toBeNull();
		const half = plus(month.from, (month.until - month.from) / 2);
		expect(budgetAt(spending(300_000), month, half).forecast).toBe(600_000);
		expect(budgetAt(spending(300_000), month, month.until).forecast).toBe(300_000);
	});

	it('lets go what fits, in order, and what a person wants all the same', () => {
		const copy = (id: string, cost: number, anyway = false) => ({ id, cost, anyway });
		const asked = [copy('a', 200_000), copy('b', 15_000), copy('c', 15_000), copy('d', 200_000, true)];
		expect([...beyond(asked, spending(970_000))]).toEqual(['a']);
		expect([...beyond(asked, spending(985_000))]).toEqual(['a', 'c']);
		expect([...beyond(asked, spending(700_000, 1_000_000, 295_000))]).toEqual(['a', 'b', 'c']);
		expect([...beyond(asked, spending(9_000_000, null))]).toEqual([]);
		expect([...beyond([copy('free', 0)], spending(2_000_000))]).toEqual([]);
	});
});

describe('what a copy counts as', () => {
	const kind = (text: string, more: { readonly link?: string; readonly answersOthers?: boolean } = {}) =>
		kindOfCopy({ text, answersOthers: false, ...more });

	it('is dear with any address, its own or that of the house, and cheapest as an answer', () => {
		expect(kind('Die Brücke ist gesperrt.')).toBe('post');
		expect(kind('Die Brücke ist gesperrt.', { link: 'https://stadt.example/k/ab' })).toBe('post-with-link');
		expect(kind('Mehr auf musterstadt.de')).toBe('post-with-link');
		expect(kind('Mehr auf https://musterstadt.de', { answersOthers: true })).toBe('post-with-link');
		expect(kind('Danke für den Hinweis.', { answersOthers: true })).toBe('summoned-reply');
		for (const price of Object.values(firstPrices.prices)) expect(Number.isInteger(price)).toBe(true);
	});
});

it('answers whom the tier lets it answer, and tries where nobody knows', () => {
	const tried = (tier: Parameters<typeof mayAnswer>[0]) =>
		['named', 'quoted', 'answered', 'none', undefined].map((call) => mayAnswer(tier, call));
	expect(tried('pay-per-use')).toEqual([true, true, true, false, true]);
	expect([...tried('public-utility'), ...tried('enterprise')]).not.toContain(false);
});
