import { localeOf } from '../parts/moments.ts';

/** A day of the calendar in words; a day has no zone. */
export const sayDay = (day: string, language: string): string =>
	new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium', timeZone: 'UTC' }).format(
		Date.parse(`${day}T12:00:00Z`),
	);
