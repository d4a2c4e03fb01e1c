import { expect, it } from 'vitest';

import { figuresOf, mayCount, type Span, whyMissed } from './counts.ts';

const span = (name: string, days: readonly [string, string], more: Partial<Span> = {}): Span => ({
	...{ name, first: days[0], last: days[1], definition: 'v25.0 2025-11-15', value: 7 },
	...more,
});

it('tells the newest reading of each name, with the day and the way it was counted', () => {
	const told = figuresOf([span('views', ['2026-03-03', '2026-03-05']), span('likes', ['2026-03-03', '2026-03-04'])]);
	expect(told).toEqual([
		{ name: 'views', value: 7, day: '2026-03-05', definition: 'v25.0 2025-11-15', changed: null },
		{ name: 'likes', value: 7, day: '2026-03-04', definition: 'v25.0 2025-11-15', changed: null },
	]);
});

it('says since when it is counted otherwise, and how it was before', () => {
	const [told] = figuresOf([
		span('views', ['2026-03-08', '2026-03-09'], { definition: 'v26.0 2026-03-08', value: 3 }),
		span('views', ['2026-03-05', '2026-03-07'], { definition: 'v25.0 2026-03-05', value: 80 }),
		span('views', ['2026-03-03', '2026-03-04']),
	]);
	expect(told).toMatchObject({ value: 3, changed: { day: '2026-03-08', before: 'v25.0 2026-03-05' } });
});

it('knows a name that is gone from a right that is missing and from a bad day', () => {
	const why = ['channel.changed', 'channel.unauthorised', 'channel.throttled'].map(whyMissed);
	expect(why).toEqual(['unknown', 'not-allowed', 'not-told']);
});

it('leaves half of what a network allows to others, until all of it is allowed anew', () => {
	const left = (remaining: number) => [{ most: 100, remaining, resetAt: '2026-03-02T09:00:00.000Z' }];
	expect([51, 50].map((one) => mayCount(left(one), '2026-03-02T08:00:00.000Z'))).toEqual([true, false]);
	expect(mayCount(left(0), '2026-03-02T09:00:00.000Z')).toBe(true);
	expect(mayCount([], '2026-03-02T08:00:00.000Z')).toBe(true);
});
