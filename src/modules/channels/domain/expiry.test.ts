import fc from 'fast-check';
import { expect, it } from 'vitest';

import { days, instant, plus } from '#kernel/time.ts';

import { expiryStage, expiryStages, isLater } from './expiry.ts';

const ends = instant('2026-05-01T08:00:00Z');

it.each([
	[15, null],
	[14, '14'],
	[8, '14'],
	[7, '7'],
	[2, '7'],
	[1, '1'],
	[0.1, '1'],
	[0, 'ended'],
	[-3, 'ended'],
] as const)('%d days before a key ends the warning is %s', (left, stage) => {
	expect(expiryStage(ends, plus(ends, -days(left)))).toBe(stage);
});

it('each warning is given once, in whatever jumps the clock goes on', () => {
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1 }), (jumps) => {
			let told: string | null = null;
			const given: string[] = [];
			let left = 30;
			for (const jump of jumps) {
				left -= jump;
				const stage = expiryStage(ends, plus(ends, -days(left)));
				if (stage === null || !isLater(stage, told)) continue;
				told = stage;
				given.push(stage);
			}
			expect(new Set(given).size).toBe(given.length);
			expect(given).toEqual(expiryStages.filter((stage) => given.includes(stage)));
		}),
	);
});
