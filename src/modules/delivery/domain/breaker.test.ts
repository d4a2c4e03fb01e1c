import { describe, expect, it } from 'vitest';

import { type Instant, minutes, plus, seconds } from '#kernel/time.ts';

import { afterTrouble, closed } from './breaker.ts';

const now = 1_800_000_000_000 as Instant;
const down = { type: 'channel.unreachable' };

describe('the breaker of a presence', () => {
	it('lets two failures pass and rests from the third on, longer each time, ten minutes at most', () => {
		const two = afterTrouble(afterTrouble(closed, down, now), down, now);
		expect(two).toEqual({ failures: 2, openUntil: null });
		const three = afterTrouble(two, down, now);
		expect(three.openUntil).toBe(plus(now, seconds(30)));
		expect(afterTrouble(three, down, now).openUntil).toBe(plus(now, minutes(1)));
		let many = three;
		for (let i = 0; i < 30; i += 1) many = afterTrouble(many, down, now);
		expect(many.openUntil).toBe(plus(now, minutes(10)));
	});

	it('rests at once until the moment the network named, and never shorter than it named before', () => {
		const long = afterTrouble(closed, { type: 'channel.throttled', until: plus(now, minutes(40)) }, now);
		expect(long.openUntil).toBe(plus(now, minutes(40)));
		const short = afterTrouble(long, { type: 'channel.throttled', until: plus(now, minutes(1)) }, now);
		expect(short.openUntil).toBe(plus(now, minutes(40)));
	});

	it('is not moved nearer by a trouble that rests for less', () => {
		const long = afterTrouble(closed, { type: 'channel.exhausted', until: plus(now, minutes(40)) }, now);
		for (const type of ['channel.changed', 'channel.unauthorised', 'channel.unreachable'])
			expect(afterTrouble({ ...long, failures: 3 }, { type }, now).openUntil).toBe(plus(now, minutes(40)));
	});

	it('is closed by the word that only one copy is still being prepared', () => {
		const preparing = { type: 'channel.preparing', until: plus(now, minutes(40)) };
		expect(afterTrouble({ failures: 2, openUntil: null }, preparing, now)).toEqual(closed);
	});

	it('rests at once when our access is gone or the contract changed', () => {
		expect(afterTrouble(closed, { type: 'channel.unauthorised' }, now).openUntil).toBe(plus(now, minutes(10)));
		expect(afterTrouble(closed, { type: 'channel.changed' }, now).openUntil).toBe(plus(now, minutes(10)));
	});

	it('is closed by an answer, even one that refuses the content', () => {
		const three = [down, down, down].reduce((state, trouble) => afterTrouble(state, trouble, now), closed);
		expect(afterTrouble(three, { type: 'channel.rejected' }, now)).toEqual(closed);
	});
});
