import { Temporal } from 'temporal-polyfill';

import { holidaysOf } from './holidays.ts';
import { type Instant, instant, minutes, plus } from './time.ts';

/** Opening hours of one weekday as local times, for example `['08:00', '16:00']`; null: closed. Monday first. */
export type Week = readonly [Day, Day, Day, Day, Day, Day, Day];
export type Day = readonly [opens: string, closes: string] | null;

export interface OfficeHours {
	readonly zone: string;
	readonly week: Week;
	/** ISO 3166-2, for its public holidays; absent: those all Länder share. */
	readonly land?: string | null;
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
export const deadlineFor = (asked: Instant, office: OfficeHours, promiseHours = PROMISE_HOURS): Instant => {
	let at = nextOpen(Temporal.Instant.fromEpochMilliseconds(asked).toZonedDateTimeISO(office.zone), office);
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
	{ week, land = null }: OfficeHours,
): readonly [Temporal.PlainTime, Temporal.PlainTime] | null => {
	const hours = week[at.dayOfWeek - 1];
	if (!hours || isPublicHoliday(at.toPlainDate(), land)) return null;
	return [Temporal.PlainTime.from(hours[0]), Temporal.PlainTime.from(hours[1])];
};

/** Closed by law: a public holiday of the whole Land; without a Land, one that all share. */
export const isPublicHoliday = (date: Temporal.PlainDate, land: string | null = null): boolean =>
	holidaysOf(date.year, land).some(({ day, local }) => !local && day === date.toString());

/** The moment at which the office has been open for so many minutes since; where it never opens, plain minutes count. */
export const afterOpenMinutes = (since: Instant, count: number, office: OfficeHours): Instant => {
	let at = nextOpen(Temporal.Instant.fromEpochMilliseconds(since).toZonedDateTimeISO(office.zone), office);
	for (let left = count; ; at = nextOpen(at.add({ days: 1 }).startOfDay(), office)) {
		const hours = hoursOf(at, office);
		if (hours === null) return plus(since, minutes(count));
		const today = Math.floor(at.until(at.withPlainTime(hours[1])).total('minutes'));
		if (left <= today) return instant(at.add({ minutes: left }).toInstant().toString());
		left -= today;
	}
};
