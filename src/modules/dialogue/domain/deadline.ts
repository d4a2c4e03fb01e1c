import { Temporal } from 'temporal-polyfill';

import { type Instant, instant } from '#kernel/time.ts';

/** Opening hours of one weekday as local times, for example `['08:00', '16:00']`; null: closed. Monday first. */
export type Week = readonly [Day, Day, Day, Day, Day, Day, Day];
export type Day = readonly [opens: string, closes: string] | null;

export interface OfficeHours {
	readonly zone: string;
	readonly week: Week;
}

const workday: Day = ['08:00', '16:00'];
export const defaultWeek: Week = [workday, workday, workday, workday, workday, null, null];

/** The promise of a first answer: 24 hours, counted on days on which the office is open. */
export const PROMISE_HOURS = 24;

/** A week with no open day would never end the search. */
const SEARCH_DAYS = 60;

/**
 * When a first answer is due: the promised hours begin at the next open moment and run on through open days only (a
 * closed day does not count at all); a result outside the opening hours moves to the next opening.
 */
export const deadlineFor = (asked: Instant, { zone, week }: OfficeHours, promiseHours = PROMISE_HOURS): Instant => {
	const office = { zone, week };
	let at = nextOpen(Temporal.Instant.fromEpochMilliseconds(asked).toZonedDateTimeISO(zone), office);
	for (let left = promiseHours * 60; left > 0; ) {
		const midnight = at.add({ days: 1 }).startOfDay();
		const today = at.until(midnight, { largestUnit: 'minutes' }).minutes;
		if (left < today) {
			at = at.add({ minutes: left });
			break;
		}
		left -= today;
		at = nextOpenDay(midnight, office);
	}
	return instant(nextOpen(at, office).toInstant().toString());
};

/** The moment itself when the office is open then, else its next opening. */
const nextOpen = (at: Temporal.ZonedDateTime, office: OfficeHours): Temporal.ZonedDateTime => {
	const hours = hoursOf(at, office);
	if (hours) {
		const time = at.toPlainTime();
		if (Temporal.PlainTime.compare(time, hours[0]) < 0) return at.withPlainTime(hours[0]);
		if (Temporal.PlainTime.compare(time, hours[1]) <= 0) return at;
	}
	const day = nextOpenDay(at.add({ days: 1 }).startOfDay(), office);
	return day.withPlainTime(hoursOf(day, office)?.[0] ?? '00:00');
};

const nextOpenDay = (midnight: Temporal.ZonedDateTime, office: OfficeHours): Temporal.ZonedDateTime => {
	let day = midnight;
	for (let i = 0; i < SEARCH_DAYS && !hoursOf(day, office); i += 1) day = day.add({ days: 1 }).startOfDay();
	return day;
};

const hoursOf = (
	at: Temporal.ZonedDateTime,
	{ week }: OfficeHours,
): readonly [Temporal.PlainTime, Temporal.PlainTime] | null => {
	const hours = week[at.dayOfWeek - 1];
	if (!hours || isPublicHoliday(at.toPlainDate())) return null;
	return [Temporal.PlainTime.from(hours[0]), Temporal.PlainTime.from(hours[1])];
};

/** LAW: the nine public holidays common to all German Länder (those of single Länder are opening-hour exceptions). */
export const isPublicHoliday = (date: Temporal.PlainDate): boolean => {
	const fixed = ['01-01', '05-01', '10-03', '12-25', '12-26'];
	if (fixed.includes(date.toString().slice(5))) return true;
	const easter = easterSunday(date.year);
	const movable = [-2, 1, 39, 50]; // Good Friday, Easter Monday, Ascension Day, Whit Monday
	return movable.some((offset) => easter.add({ days: offset }).equals(date));
};

/** SPEC: Gauss's Easter rule in the form of Lichtenberg (1997), valid for the Gregorian calendar. */
const easterSunday = (year: number): Temporal.PlainDate => {
	const k = Math.floor(year / 100);
	const m = 15 + Math.floor((3 * k + 3) / 4) - Math.floor((8 * k + 13) / 25);
	const s = 2 - Math.floor((3 * k + 3) / 4);
	const a = year % 19;
	const d = (19 * a + m) % 30;
	const r = Math.floor((d + Math.floor(a / 11)) / 29);
	const og = 21 + d - r;
	const sz = 7 - ((year + Math.floor(year / 4) + s) % 7);
	const oe = 7 - ((og - sz) % 7);
	return Temporal.PlainDate.from({ year, month: 3, day: 1 }).add({ days: og + oe - 1 });
};
