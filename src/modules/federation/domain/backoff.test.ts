import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { days, hours, type Instant, minutes, plus, seconds } from '#kernel/time.ts';

import { askedUntil, hostOpensAt, isForgotten, isMissingForGood, retryAt } from './backoff.ts';

const now = 1_000_000 as Instant;

it('waits longer each time, never more than six hours and a quarter of it, never less than twenty seconds', () => {
	fc.assert(
		fc.property(fc.nat(200), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, luck) => {
			const wait = retryAt(now, attempts, luck) - now;
			expect(wait).toBeGreaterThanOrEqual(seconds(20));
			expect(wait).toBeLessThanOrEqual(hours(6) * 1.25);
			expect(retryAt(now, attempts + 1, luck) - now).toBeGreaterThanOrEqual(wait);
		}),
	);
});

it('spreads what failed together', () => {
	expect(retryAt(now, 3, 0)).toBeLessThan(retryAt(now, 3, 1));
});

it('leaves a server alone only after the third failure in a row, and longer each time', () => {
	expect(hostOpensAt(now, 2)).toBeNull();
	expect(hostOpensAt(now, 3)).toBe(now + minutes(1));
	expect(hostOpensAt(now, 5)).toBe(now + minutes(4));
	expect(hostOpensAt(now, 500)).toBe(now + hours(6));
});

describe('a server that says "later"', () => {
	const at = 1_767_225_600_000 as Instant; // 2026-01-01T00:00:00Z
	it.each([
		['120', seconds(120)],
		[' 7 ', seconds(7)],
		['0', seconds(1)],
		['Thu, 01 Jan 2026 00:05:00 GMT', minutes(5)],
		['Thursday, 01-Jan-26 00:05:00 GMT', minutes(5)],
		['2026-01-01T00:05:00Z', minutes(5)],
		['Wed, 31 Dec 2025 23:00:00 GMT', seconds(1)],
		['9999999', days(7)],
		[null, minutes(1)],
		['', minutes(1)],
		['soon', minutes(1)],
	])('%j is heard', (said, wait) => {
		expect(askedUntil(said, at) - at).toBe(wait);
	});
});

it('forgets a server only after a week of silence in which it was asked again and again', () => {
	const week = plus(now, days(7));
	expect(isForgotten({ failures: 10, failingSince: now }, week)).toBe(true);
	expect(isForgotten({ failures: 10, failingSince: now }, plus(week, -1))).toBe(false);
	expect(isForgotten({ failures: 9, failingSince: now }, week)).toBe(false);
	expect(isForgotten({ failures: 10, failingSince: null }, week)).toBe(false);
});

it('takes an inbox for gone that was missing five times and a whole day', () => {
	const day = plus(now, days(1));
	expect(isMissingForGood({ missing: 5, madeAt: now }, day)).toBe(true);
	expect(isMissingForGood({ missing: 4, madeAt: now }, day)).toBe(false);
	expect(isMissingForGood({ missing: 5, madeAt: now }, plus(day, -1))).toBe(false);
});
