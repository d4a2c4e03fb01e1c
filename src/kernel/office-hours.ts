import { Temporal } from 'temporal-polyfill';

import { holidaysOf } from './holidays.ts';
import { type Instant, instant, minutes, plus } from './time.ts';

/** Local times between which somebody is there, for example `['08:00', '12:00']`. */
export type Span = readonly [opens: string, closes: string];
/** The spans of one weekday in order, none touching the next; empty: closed. */
export type Day = readonly Span[];
/** Monday first. */
export type Week = readonly [Day, Day, Day, Day, Day, Day, Day];

/** Days on which the office is closed beside weekends and holidays, both ends among them. */
export interface Closure {
	readonly from: string;
	readonly until: string;
}

export interface OpeningHours {
	readonly week: Week;
	/** ISO 3166-2, for its public holidays; absent: those all Länder share. */
	readonly land?: string | null;
	readonly closures?: readonly Closure[];
}

export interface OfficeHours extends OpeningHours {
	readonly zone: string;
}

const workday: Day = [['08:00', '16:00']];
export const defaultWeek: Week = [workday, workday, workday, workday, workday, [], []];

/** The promise of a first answer: 24 hours, counted on days on which the office is open. */
export const PROMISE_HOURS = 24;

/** A week with no open day would never end the search. */
const SEARCH_DAYS = 120;

/**
 * When a first answer is due: the promised hours begin at the next open moment and run on through open days only (a
 * closed day does not count at all); a result outside the opening hours moves to the next opening.
 */
export const deadlineFor = (asked: Instant, office: OfficeHours, promiseHours = PROMISE_HOURS): Instant => {
	let at = nextOpen(Temporal.Instant.fromEpochMilliseconds(asked).toZonedDateTimeISO(office.zone), office);
	for (let left = Math.round(promiseHours * 60); left > 0; ) {
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
	const time = at.toPlainTime();
	const span = spansOf(at, office).find(([, closes]) => Temporal.PlainTime.compare(time, closes) <= 0);
	if (span) return Temporal.PlainTime.compare(time, span[0]) < 0 ? at.withPlainTime(span[0]) : at;
	const day = nextOpenDay(at.add({ days: 1 }).startOfDay(), office);
	return day.withPlainTime(spansOf(day, office)[0]?.[0] ?? '00:00');
};

const nextOpenDay = (midnight: Temporal.ZonedDateTime, office: OfficeHours): Temporal.ZonedDateTime => {
	let day = midnight;
	for (let i = 0; i < SEARCH_DAYS && spansOf(day, office).length === 0; i += 1) day = day.add({ days: 1 }).startOfDay();
	return day;
};

const spansOf = (at: Temporal.ZonedDateTime, { week, land = null, closures = [] }: OfficeHours): Day => {
	const spans = week[at.dayOfWeek - 1] ?? [];
	if (spans.length === 0) return [];
	const date = at.toPlainDate();
	const day = date.toString();
	const closed = closures.some(({ from, until }) => from <= day && day <= until);
	return closed || isPublicHoliday(date, land) ? [] : spans;
};

/** Closed by law: a public holiday of the whole Land; without a Land, one that all share. */
export const isPublicHoliday = (date: Temporal.PlainDate, land: string | null = null): boolean =>
	holidaysOf(date.year, land).some(({ day, local }) => !local && day === date.toString());

/** The moment at which the office has been open for so many minutes since; where it never opens, plain minutes count. */
export const afterOpenMinutes = (since: Instant, count: number, office: OfficeHours): Instant => {
	let at = nextOpen(Temporal.Instant.fromEpochMilliseconds(since).toZonedDateTimeISO(office.zone), office);
	for (let left = count; ; ) {
		const closes = closingOf(at, office);
		if (closes === undefined) return plus(since, minutes(count));
		const open = Math.floor(at.until(closes).total('minutes'));
		if (left <= open) return instant(at.add({ minutes: left }).toInstant().toString());
		left -= open;
		at = nextOpen(closes.add({ nanoseconds: 1 }), office);
	}
};

/** When the span ends in which this moment lies. */
const closingOf = (at: Temporal.ZonedDateTime, office: OfficeHours): Temporal.ZonedDateTime | undefined => {
	const time = at.toPlainTime();
	const span = spansOf(at, office).find(([, closes]) => Temporal.PlainTime.compare(time, closes) <= 0);
	return span && at.withPlainTime(span[1]);
};

/** When the office opens next; null while it is open, and where it never opens. */
export const opensNext = (now: Instant, office: OfficeHours): Instant | null => {
	// The moment of closing is closed already.
	const at = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(office.zone).add({ nanoseconds: 1 });
	const opens = nextOpen(at, office);
	if (opens.equals(at) || spansOf(opens, office).length === 0) return null;
	return instant(opens.toInstant().toString());
};

/** For how many minutes the office was open between two moments. */
export const openMinutesBetween = (from: Instant, until: Instant, office: OfficeHours): number => {
	const first = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(office.zone).startOfDay();
	let open = 0;
	for (let day = first; day.epochMilliseconds < until; day = day.add({ days: 1 }).startOfDay())
		for (const [opens, closes] of spansOf(day, office)) {
			const begins = Math.max(from, day.withPlainTime(opens).epochMilliseconds);
			const ends = Math.min(until, day.withPlainTime(closes).epochMilliseconds);
			open += Math.max(0, ends - begins);
		}
	return Math.round(open / minutes(1));
};
