import { expect, it } from 'vitest';

import { type Instant, instant, minutes, plus, seconds } from '#kernel/time.ts';

import { coarseClock } from './coarse-clock.ts';

const start = instant('2026-10-01T08:00:00Z');

it('fires in one jump what came due, in order, and a repeating timer once', async () => {
	const clock = coarseClock(start);
	const seen: string[] = [];
	const poll = (): void => {
		seen.push(`poll ${clock.now() - start}`);
		clock.wake(plus(clock.now(), seconds(4)), poll);
	};
	clock.wake(plus(start, seconds(4)), poll);
	clock.wake(plus(start, minutes(10)), () => seen.push('ten'));
	clock.wake(plus(start, minutes(5)), () => seen.push('five'));
	const off = clock.wake(plus(start, minutes(6)), () => seen.push('called off'));
	off();
	await clock.jumpTo(plus(start, minutes(10)), async () => undefined);
	expect(seen).toEqual([`poll ${minutes(10)}`, 'five', 'ten']);
});

it('lets follow-up work of the same moment happen before the jump ends, and never runs for ever', async () => {
	const clock = coarseClock(start);
	let rounds = 0;
	const again = (): void => {
		rounds += 1;
		clock.wake(clock.now(), again);
	};
	clock.wake(start, again);
	await clock.jumpTo(plus(start, 1) as Instant, async () => undefined);
	expect(rounds).toBe(50);
});
