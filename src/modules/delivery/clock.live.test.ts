import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { hours, instant, minutes } from '#kernel/time.ts';
import { type Lane, openLane, START } from '#tests/faults/lane.ts';
import { type Loopback, startLoopback } from '#tests/faults/loopback.ts';
import { type SteppedClock, steppedClock } from '#tests/model/stepped-clock.ts';

let clock: SteppedClock;
let lane: Lane;
let network: Loopback;

beforeEach(async () => {
	clock = steppedClock(instant(START));
	lane = await openLane({ clock });
	network = await startLoopback(clock, { memoryMs: hours(1) });
	lane.connect({ p1: network.channel });
	await lane.delivery.start();
});
afterEach(async () => {
	expect(lane.complaints).toEqual([]);
	await lane.close();
	await network.close();
});
const due = instant('2026-03-02T08:10:00Z');

describe('a planned delivery on a machine whose clock is set', () => {
	it('forward: goes out once, within a minute, if its time was skipped', async () => {
		await lane.order({ dueAt: due });
		await lane.at('2026-03-02T08:05:00Z');
		clock.step(minutes(10));
		await lane.at('2026-03-02T08:16:00Z');
		expect(network.accepted()).toHaveLength(1);
		await lane.at('2026-03-02T08:40:00Z');
		expect(network.requests()).toBe(1);
	});

	it('back: goes out at the time the clock says then, and nothing that is out goes out again', async () => {
		await lane.order({ dueAt: due }, { subject: 's2', dueAt: instant('2026-03-02T08:20:00Z') });
		await lane.at('2026-03-02T08:11:00Z');
		clock.step(-hours(1));
		await lane.at('2026-03-02T08:19:59Z');
		expect(network.accepted()).toHaveLength(1);
		await lane.at('2026-03-02T08:20:00Z');
		expect(network.accepted()).toHaveLength(2);
		await lane.at('2026-03-02T09:30:00Z');
		expect(network.requests()).toBe(2);
	});

	it('back while a copy is under way: nobody takes it from who carries it', async () => {
		network.feel('holding');
		await lane.order({});
		await clock.windTo(clock.now(), async () => undefined);
		await network.held();
		clock.step(-hours(2));
		network.feel('well');
		await lane.settle();
		expect(network.accepted()).toHaveLength(1);
		expect(await lane.states()).toEqual(['published']);
	});
});
