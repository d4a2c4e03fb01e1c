import fc from 'fast-check';
import { expect, it } from 'vitest';

import { days, hours, type Instant, instant, plus } from '#kernel/time.ts';

import { hourOf, isItsTurn, latencyOf } from './probing.ts';

const start = instant('2026-03-02T00:30:00Z');

it('a presence that is well is asked once a day, at its own hour', () => {
	fc.assert(
		fc.property(fc.uuid(), (id) => {
			let at: Instant | null = start;
			const asked: number[] = [];
			for (let hour = 1; hour <= 24 * 5; hour += 1) {
				const now = plus(start, hours(hour));
				if (!isItsTurn({ id, at, isWell: true }, now)) continue;
				at = now;
				asked.push(new Date(now).getUTCHours());
			}
			// On the first day it had been asked shortly before.
			expect([4, 5]).toContain(asked.length);
			expect(new Set(asked.slice(1))).toEqual(new Set([hourOf(id)]));
		}),
	);
});

it('one that is not well is asked again after six hours, one that never was at once, and a jump of the clock asks once', () => {
	expect(isItsTurn({ id: 'a', at: null, isWell: true }, start)).toBe(true);
	expect(isItsTurn({ id: 'a', at: start, isWell: false }, plus(start, hours(6)))).toBe(true);
	expect(isItsTurn({ id: 'a', at: start, isWell: false }, plus(start, hours(6) - 1))).toBe(false);
	const later = plus(start, days(40));
	expect(isItsTurn({ id: 'a', at: start, isWell: true }, later)).toBe(true);
	expect(isItsTurn({ id: 'a', at: later, isWell: true }, later)).toBe(false);
});

it('presences are spread over the day', () => {
	const hoursTaken = new Set(Array.from({ length: 400 }, (_, index) => hourOf(`presence-${index}`)));
	expect(hoursTaken.size).toBeGreaterThan(20);
});

it('an answer is quick, slow or very slow', () => {
	expect([latencyOf(0), latencyOf(999), latencyOf(1000), latencyOf(5000)]).toEqual([
		...['quick', 'quick', 'slow', 'very-slow'],
	]);
});
