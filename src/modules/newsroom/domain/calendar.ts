import { Temporal } from 'temporal-polyfill';

import type { Instant } from '#kernel/time.ts';

/** A stretch of the archive: a year, or one of its months. `until` is not part of it. */
export interface Stretch {
	readonly year: number;
	readonly month: number | null;
	readonly from: Instant;
	readonly until: Instant;
}

/** Reads `/archiv/2026` or `/archiv/2026/11`; null for what is no date. */
export const readStretch = (zone: string, year: string, month?: string): Stretch | null => {
	if (!/^[12]\d{3}$/.test(year) || (month !== undefined && !/^(0[1-9]|1[0-2])$/.test(month))) return null;
	const first = new Temporal.PlainDate(Number(year), month ? Number(month) : 1, 1);
	const next = first.add(month ? { months: 1 } : { years: 1 });
	return {
		year: Number(year),
		month: month ? Number(month) : null,
		from: startOf(first, zone),
		until: startOf(next, zone),
	};
};

const startOf = (day: Temporal.PlainDate, zone: string): Instant => {
	const at: number = day.toZonedDateTime(zone).epochMilliseconds;
	return at as Instant;
};

/** The first moment of the month that holds `at`, and which month that is. */
export const monthOf = (at: Instant, zone: string): Stretch => {
	const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().with({ day: 1 });
	return {
		year: day.year,
		month: day.month,
		from: startOf(day, zone),
		until: startOf(day.add({ months: 1 }), zone),
	};
};

/** The next midnight: until then „heute“ and „gestern“ stay true. */
export const nextMidnight = (now: Instant, zone: string): Instant =>
	startOf(Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().add({ days: 1 }), zone);
