import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';

import { cycleWeekOf, mondayBefore } from './week-cycle.ts';

it('changes every Monday, and keeps changing over a year of 53 weeks', () => {
	// 2026 has 53 weeks: its last begins on 28 December, and week 1 of 2027 on 4 January. Both numbers are odd.
	const weeks = ['2026-12-20', '2026-12-21', '2026-12-27', '2026-12-28', '2027-01-03', '2027-01-04', '2027-01-11'];
	expect(weeks.map((day) => cycleWeekOf(day, '2026-12-14'))).toEqual(['a', 'b', 'b', 'a', 'a', 'b', 'a']);
	expect(cycleWeekOf('2026-12-28', '2027-01-06')).toBe('b');
	expect(cycleWeekOf('2026-12-21', '2027-01-10')).toBe('a');
	expect(mondayBefore('2027-01-03')).toBe('2026-12-28');
});

it('is the other one a week later and the same within a week, whichever day says where it begins', () => {
	const days = fc.integer({ min: 0, max: 40_000 });
	const dayOf = (n: number) => Temporal.PlainDate.from('1970-01-01').add({ days: n });
	fc.assert(
		fc.property(days, days, fc.integer({ min: 0, max: 6 }), (at, anchor, more) => {
			const day = dayOf(at);
			const here = cycleWeekOf(day.toString(), dayOf(anchor).toString());
			expect(cycleWeekOf(day.add({ days: 7 }).toString(), dayOf(anchor).toString())).not.toBe(here);
			const monday = Temporal.PlainDate.from(mondayBefore(day.toString()));
			expect(cycleWeekOf(monday.add({ days: more }).toString(), dayOf(anchor).toString())).toBe(here);
			expect(cycleWeekOf(dayOf(anchor).toString(), dayOf(anchor).toString())).toBe('a');
		}),
	);
});
