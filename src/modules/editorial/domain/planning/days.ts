import { Temporal } from 'temporal-polyfill';

import type { Instant } from '#kernel/time.ts';

/** The first moment of a day in a zone. */
export const startOfDay = (day: string, zone: string): Instant =>
	Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone }).epochMilliseconds as Instant; // NOTE: epoch milliseconds are what an instant is.

/** The day a moment falls on, `2026-11-24`. */
export const dayAt = (at: Instant, zone: string): string =>
	Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();

/** A moment as wall time, `2026-11-24T07:30`. */
export const wallAt = (at: Instant, zone: string): string =>
	Temporal.Instant.fromEpochMilliseconds(at)
		.toZonedDateTimeISO(zone)
		.toPlainDateTime()
		.toString({ smallestUnit: 'minute' });

export const addDays = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();

/** How many days lie between two days. */
export const daysFrom = (from: string, until: string): number =>
	Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(until), { largestUnit: 'days' }).days;
