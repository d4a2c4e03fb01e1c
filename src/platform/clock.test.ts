import { expect, it } from 'vitest';

import { hours, type Instant, instant, minutes, plus, seconds } from '#kernel/time.ts';

import { woundClock } from './clock.ts';

const START = instant('2026-03-02T08:00:00Z');
const settle = async () => undefined;

/** A clock, and when its four-second round came. */
const withRound = () => {
	const clock = woundClock(START);
	const came: Instant[] = [];
	const arm = () => {
		const round = () => {
			came.push(clock.now());
			arm();
		};
		clock.wake(plus(clock.now(), seconds(4)), round, 'round');
	};
	arm();
	return { clock, came };
};

it('fires every round over minutes, and few of them over hours', async () => {
	const { clock, came } = withRound();
	await clock.windTo(plus(START, minutes(2)), settle);
	expect(came.length).toBe(30);
	await clock.windTo(plus(START, hours(8)), settle);
	expect(came.length).toBeLessThan(80);
	expect(clock.now()).toBe(plus(START, hours(8)));
});

it('lets a round come in its own time again after hours, and what is due once at its very moment', async () => {
	const { clock, came } = withRound();
	const once: Instant[] = [];
	clock.wake(plus(START, hours(3) + 1), () => once.push(clock.now()));
	await clock.windTo(plus(START, hours(8)), settle);
	expect(once).toEqual([plus(START, hours(3) + 1)]);
	const before = came.length;
	await clock.windTo(plus(START, hours(8) + seconds(4)), settle);
	expect(came.length).toBe(before + 1);
});
