import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type Instant, minutes } from '#kernel/time.ts';

import { type Attempts, failedAgain, standing } from './attempts.ts';

const at = (n: number) => n as Instant;
const failures = (times: number, now = at(0)) => {
	let attempts: Attempts | undefined;
	for (let i = 0; i < times; i += 1) attempts = failedAgain(attempts, now);
	return attempts;
};

/** When somebody who fails again and again, after these waits, is let try. */
const triesAfter = (waits: readonly number[]): readonly number[] => {
	let attempts: Attempts | undefined;
	let now = 0;
	return waits.flatMap((wait) => {
		now += wait;
		if (standing(attempts, at(now)).kind === 'paused') return [];
		attempts = failedAgain(attempts, at(now));
		return [now];
	});
};

describe('failed attempts', () => {
	it('leave four after the first, and pause after the fifth for fifteen minutes', () => {
		expect(standing(undefined, at(0))).toEqual({ kind: 'free', left: 5 });
		expect(standing(failures(1), at(0))).toEqual({ kind: 'free', left: 4 });
		expect(standing(failures(5), at(0))).toEqual({ kind: 'paused', until: minutes(15) });
		expect(standing(failures(5), at(minutes(15) - 1)).kind).toBe('paused');
		expect(standing(failures(5), at(minutes(15)))).toEqual({ kind: 'free', left: 5 });
	});

	it('do not make the pause longer while it lasts', () => {
		const more = failedAgain(failures(5), at(minutes(10)));
		expect(standing(more, at(minutes(15))).kind).toBe('free');
	});

	it('never allow more than five tries within fifteen minutes, however they are spread', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: minutes(4) }), { minLength: 1, maxLength: 40 }), (waits) => {
				const tried = triesAfter(waits);
				const sixths = tried.slice(5).map((sixth, index) => sixth - (tried[index] ?? 0));
				expect(sixths.every((span) => span >= minutes(15))).toBe(true);
			}),
		);
	});
});
