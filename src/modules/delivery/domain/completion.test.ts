import { expect, it } from 'vitest';

import { type Instant, minutes, plus, seconds } from '#kernel/time.ts';

import { nextCompletion } from './completion.ts';

const since = 1_800_000_000_000 as Instant;

it('a copy that lacks something is completed ever more rarely, and within two hours a person is asked', () => {
	const tries: number[] = [];
	for (let now: Instant | null = since; now !== null; now = nextCompletion({ since, again: now }, now))
		tries.push((now - since) / 1000);
	expect(tries).toEqual([0, 5, 20, 80, 320, 1280, 5120]);
});

it('never before the network lets it', () => {
	const again = plus(since, minutes(10));
	expect(nextCompletion({ since, again }, since)).toBe(again);
	expect(nextCompletion({ since, again }, plus(again, seconds(1)))).toBe(plus(since, (minutes(10) + 1000) * 4));
});
