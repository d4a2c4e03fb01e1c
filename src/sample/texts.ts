import type { Instant } from '#kernel/time.ts';
import { dayFrom } from './house.ts';

const SHAPES = {
	date: { day: 'numeric', month: 'long' },
	day: { weekday: 'long', day: 'numeric', month: 'long' },
} as const;

/** Puts dates into a text: `{date:2}` and `{day:2}` mean two days after `day`. */
export const withDates = (text: string, now: Instant, day: number): string =>
	text.replaceAll(/\{(date|day):([+-]?\d+)\}/g, (_, shape: 'date' | 'day', after: string) => {
		const noon = new Date(`${dayFrom(now, day + Number(after))}T12:00:00Z`);
		return new Intl.DateTimeFormat('de-DE', { timeZone: 'UTC', ...SHAPES[shape] }).format(noon);
	});
