import { Temporal } from 'temporal-polyfill';

import type { Instant } from '#kernel/time.ts';

const plain = (day: string): Temporal.PlainDate => Temporal.PlainDate.from(day);

/** The day a moment falls on in a zone, `2026-11-24`. */
export const dayAt = (at: Instant, zone: string): string => zoned(at, zone).toPlainDate().toString();

/** The hour of the wall clock. */
export const hourAt = (at: Instant, zone: string): number => zoned(at, zone).hour;

/** A moment as wall time, `2026-11-24T07:30`. */
export const wallAt = (at: Instant, zone: string): string =>
	zoned(at, zone).toPlainDateTime().toString({ smallestUnit: 'minute' });

// The page's own clock moves on in fractions of a millisecond.
const zoned = (at: Instant, zone: string): Temporal.ZonedDateTime =>
	Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(zone);

export const addDays = (day: string, days: number): string => plain(day).add({ days }).toString();

/** The first moment of a day. */
export const startOf = (day: string, zone: string): number =>
	plain(day).toZonedDateTime({ timeZone: zone }).epochMilliseconds;

/** The same day of another month, or its last. */
export const addMonths = (day: string, months: number): string => plain(day).add({ months }).toString();

/** Monday to Sunday. */
export const weekOf = (day: string): readonly string[] => {
	const date = plain(day);
	const monday = date.subtract({ days: date.dayOfWeek - 1 });
	return Array.from({ length: 7 }, (_, n) => monday.add({ days: n }).toString());
};

export const weekNumber = (day: string): number => plain(day).weekOfYear ?? 0;

/** The whole weeks a month lies in. */
export const monthOf = (day: string): readonly (readonly string[])[] => {
	const first = plain(day).with({ day: 1 });
	const last = first.add({ months: 1 }).subtract({ days: 1 });
	const weeks: (readonly string[])[] = [];
	for (
		let week = weekOf(first.toString());
		Temporal.PlainDate.compare(plain(week[0] ?? day), last) <= 0;
		week = weekOf(addDays(week[0] ?? day, 7))
	)
		weeks.push(week);
	return weeks;
};

export const sameMonth = (a: string, b: string): boolean => a.slice(0, 7) === b.slice(0, 7);
export const isWeekend = (day: string): boolean => plain(day).dayOfWeek > 5;

export const isDay = (text: string): boolean => {
	try {
		return plain(text).toString() === text;
	} catch {
		return false;
	}
};

/** A moment in the middle of a day, for saying its name in any zone. */
export const noonOf = (day: string): Date =>
	new Date(plain(day).toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' }).epochMilliseconds);
