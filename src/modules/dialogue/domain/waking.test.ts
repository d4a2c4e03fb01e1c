import { expect, it } from 'vitest';

import { instant, plus, seconds } from '#kernel/time.ts';

import { mayBeWoken } from './waking.ts';

it('answers a few calls a minute at once, and of a flood no more', () => {
	const start = instant('2026-03-02T08:00:00Z');
	let taken: readonly (typeof start)[] = [];
	for (let n = 0; n < 600; n += 1) {
		const now = plus(start, seconds(n / 2));
		if (mayBeWoken(taken, now)) taken = [...taken, now];
	}
	// Five minutes of two calls a second.
	expect(taken).toHaveLength(20);
	expect(mayBeWoken([], start)).toBe(true);
});
