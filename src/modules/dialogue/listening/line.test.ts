import fc from 'fast-check';
import { expect, it } from 'vitest';

import { minutes, seconds } from '#kernel/time.ts';

import { pauseAfter } from './line.ts';

it('a line rests longer after each failure, never longer than ten minutes, and those that broke together come back apart', () => {
	const [failures, chance] = [fc.nat(50), fc.double({ min: 0, max: 1, noNaN: true })];
	fc.assert(
		fc.property(failures, chance, (count, part) => {
			const pause = pauseAfter(count, part);
			expect(pause).toBeLessThanOrEqual(minutes(10));
			expect(pause).toBeGreaterThanOrEqual(seconds(2));
			expect(pauseAfter(count + 1, part)).toBeGreaterThanOrEqual(pause);
			expect(pauseAfter(count, 0)).toBeGreaterThanOrEqual(pause);
		}),
	);
	expect(pauseAfter(0, 1)).toBeLessThan(pauseAfter(0, 0));
});
