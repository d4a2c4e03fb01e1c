import { Temporal } from 'temporal-polyfill';

/** One of two weeks that take turns. */
export type CycleWeek = 'a' | 'b';

const mondayOf = (day: Temporal.PlainDate): Temporal.PlainDate => day.subtract({ days: day.dayOfWeek - 1 });

/** The Monday of the week a day lies in, as `2026-03-02`. */
export const mondayBefore = (day: string): string => mondayOf(Temporal.PlainDate.from(day)).toString();

/**
 * Which of two weeks a day lies in, when `anchor` lies in the first. Counted in weeks, not by their numbers: a year of 53
 * weeks would give the same week twice.
 */
export const cycleWeekOf = (day: string, anchor: string): CycleWeek => {
	const [monday, first] = [day, anchor].map((one) => mondayOf(Temporal.PlainDate.from(one)));
	const weeks = (first?.until(monday ?? first, { largestUnit: 'days' }).days ?? 0) / 7;
	return weeks % 2 === 0 ? 'a' : 'b';
};
