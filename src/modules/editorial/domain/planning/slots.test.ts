import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { instant, minutes, plus } from '#kernel/time.ts';

import { freeSlots, slotMoments } from './slots.ts';

const zone = 'Europe/Berlin';
const tuesday = { presenceId: 'p', weekday: 2, time: '07:30' };
const week = { from: '2026-11-23', until: '2026-11-29', zone };

describe('slots', () => {
	test('keep their wall time over the clock change', () => {
		const found = slotMoments([tuesday], { from: '2026-10-20', until: '2026-10-27', zone });
		expect(found.map(({ at }) => at)).toEqual([instant('2026-10-20T05:30:00Z'), instant('2026-10-27T06:30:00Z')]);
	});

	test('are none where the clock change skips them, and one where it doubles them', () => {
		const sunday = { presenceId: 'p', weekday: 7, time: '02:30' };
		expect(slotMoments([sunday], { from: '2026-03-29', until: '2026-03-29', zone })).toEqual([]);
		const [only, ...more] = slotMoments([sunday], { from: '2026-10-25', until: '2026-10-25', zone });
		expect([only?.at, more.length]).toEqual([instant('2026-10-25T00:30:00Z'), 0]);
	});

	test('are free until a post of the same presence is near', () => {
		fc.assert(
			fc.property(fc.integer({ min: -40, max: 40 }), fc.constantFrom('p', 'q'), (away, presenceId) => {
				const moments = slotMoments([tuesday], week);
				const [slot] = moments;
				if (slot === undefined) return false;
				const taken = [{ presenceId, at: plus(slot.at, minutes(away)) }];
				const free = freeSlots(moments, { taken, now: instant('2026-11-23T00:00:00Z') });
				return (free.length === 1) === (presenceId === 'q' || Math.abs(away) > 15);
			}),
			{ numRuns: 1000 },
		);
	});

	test('that have passed are not offered', () => {
		const now = instant('2026-11-24T06:30:00Z');
		expect(freeSlots(slotMoments([tuesday], week), { taken: [], now })).toEqual([]);
	});
});
