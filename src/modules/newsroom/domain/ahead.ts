import { Temporal } from 'temporal-polyfill';

import type { Details } from '#kernel/post-kind.ts';
import { instantOf } from '#kernel/time.ts';

/** When what is announced is over: an event with its end or its day, a vacancy with its last day. Null for what does not end. */
export const overAt = (details: Details): Date | null => {
	if (details.kind === 'job') return details.closes === null ? null : endOfDay(details.closes, details.zone);
	if (details.kind !== 'event' || details.start === null) return null;
	const end = details.end === null ? null : instantOf(details.end);
	return end === null ? endOfDay(details.start.local.slice(0, 10), details.start.zone) : new Date(end);
};

const endOfDay = (day: string, zone: string): Date | null => {
	try {
		return new Date(Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds);
	} catch {
		return null;
	}
};
