import fc from 'fast-check';
import { expect, it } from 'vitest';

import { hours, type Instant, minutes, seconds } from '#kernel/time.ts';

import { hostOpensAt, retryAt } from './backoff.ts';

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
