import { describe, expect, it } from 'vitest';

import { instant, minutes, plus, seconds } from '#kernel/time.ts';

import { pauseAfter, scarcityOf } from './asking.ts';

const now = instant('2026-03-02T08:00:00Z');
const bucket = (most: number, remaining: number, inMs: number) => ({ most, remaining, resetAt: plus(now, inMs) });

describe('what is left to ask', () => {
	it('is enough while more than a quarter is left, or when the window has ended', () => {
		expect(scarcityOf([], now)).toBeNull();
		expect(scarcityOf([bucket(300, 76, minutes(4))], now)).toBeNull();
		expect(scarcityOf([bucket(300, 0, 0)], now)).toBeNull();
	});

	it('is little up to the latest moment of all that are nearly used up, and nothing where one is', () => {
		const little = [bucket(300, 75, minutes(4)), bucket(100, 10, minutes(9)), bucket(900, 900, minutes(15))];
		expect(scarcityOf(little, now)).toEqual({ until: plus(now, minutes(9)), spent: false });
		expect(scarcityOf([...little, bucket(30, 0, minutes(1))], now)).toEqual({
			until: plus(now, minutes(9)),
			spent: true,
		});
	});
});

describe('a source that fails', () => {
	it('is left alone twice as long each time, and never longer than five minutes', () => {
		const pauses = [1, 2, 3, 7, 40].map((failures) => pauseAfter({ type: 'channel.unreachable' }, failures, now));
		expect(pauses).toEqual([8, 16, 32, 300, 300].map(seconds));
	});

	it('is left alone for as long as its network says, however often it said so', () => {
		const throttled = { type: 'channel.throttled', until: plus(now, minutes(12)) };
		expect(pauseAfter(throttled, 1, now)).toBe(minutes(12));
		expect(pauseAfter({ ...throttled, until: plus(now, 10) }, 30, now)).toBe(seconds(4));
	});
});
