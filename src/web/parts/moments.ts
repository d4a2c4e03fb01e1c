import type { Instant } from '#kernel/time.ts';
import { hours, minutes, seconds, toDate } from '#kernel/time.ts';

/** A moment as people say it: a key under `common.moment` and the values of its sentence. */
export interface SpokenMoment {
	readonly key:
		| 'now'
		| 'seconds-ago'
		| 'minutes-ago'
		| 'in-minutes'
		| 'today'
		| 'yesterday'
		| 'tomorrow'
		| 'weekday'
		| 'date';
	readonly values: Readonly<Record<string, string | number>>;
}

interface Where {
	readonly now: Instant;
	readonly zone: string;
	readonly language: string;
}

/** `9:41`, without a leading zero. */
export const clockTime = (at: Instant, zone: string): string =>
	new Intl.DateTimeFormat('de', { hour: '2-digit', minute: '2-digit', timeZone: zone })
		.format(toDate(at))
		.replace(/^0/, '');

/** German and British ways of writing dates. */
export const localeOf = (language: string): string => (language === 'de' ? 'de-DE' : 'en-GB');

/** The day in its zone as `2026-11-24`. */
export const dayOf = (at: Instant, zone: string): string =>
	new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short' }).format(toDate(at));

const daysBetween = (from: Instant, to: Instant, zone: string): number =>
	Math.round((Date.parse(dayOf(to, zone)) - Date.parse(dayOf(from, zone))) / hours(24));

/** Says a moment by its distance: seconds, minutes, then the day by name, then the date. */
export const speakMoment = (at: Instant, where: Where): SpokenMoment =>
	speakNear(at - where.now) ?? speakDay(at, where);

const speakNear = (ahead: number): SpokenMoment | null => {
	const away = Math.abs(ahead);
	if (away < seconds(3)) return { key: 'now', values: {} };
	if (ahead < 0 && away < minutes(1)) return { key: 'seconds-ago', values: { count: Math.round(away / 1000) } };
	if (away >= hours(1)) return null;
	return {
		key: ahead < 0 ? 'minutes-ago' : 'in-minutes',
		values: { count: Math.max(1, Math.round(away / minutes(1))) },
	};
};

const speakDay = (at: Instant, { now, zone, language }: Where): SpokenMoment => {
	const time = clockTime(at, zone);
	const days = daysBetween(now, at, zone);
	if (days === 0) return { key: 'today', values: { time } };
	if (days === -1) return { key: 'yesterday', values: { time } };
	if (days === 1) return { key: 'tomorrow', values: { time } };
	if (days > 1 && days < 7) return { key: 'weekday', values: { time, day: dayName(at, { zone, language }) } };
	const thisYear = dayOf(now, zone).slice(0, 4) === dayOf(at, zone).slice(0, 4);
	const date = new Intl.DateTimeFormat(localeOf(language), {
		day: 'numeric',
		month: 'long',
		timeZone: zone,
		...(thisYear ? {} : { year: 'numeric' }),
	}).format(toDate(at));
	return { key: 'date', values: { time, date } };
};

/** `Mittwoch`. */
export const dayName = (at: Instant, { zone, language }: Omit<Where, 'now'>): string =>
	new Intl.DateTimeFormat(localeOf(language), { weekday: 'long', timeZone: zone }).format(toDate(at));

/** Everything about the moment, for who asks closely. */
export const exactMoment = (at: Instant, { zone, language }: Omit<Where, 'now'>): string =>
	new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'full', timeStyle: 'long', timeZone: zone }).format(
		toDate(at),
	);

/** A length of time: a key under `common.span` and its values. */
export interface SpokenSpan {
	readonly key: 'minutes' | 'hours' | 'hours-minutes' | 'days';
	readonly values: Readonly<Record<string, number>>;
}

export const speakSpan = (ms: number): SpokenSpan => {
	const all = Math.max(0, Math.round(ms / minutes(1)));
	if (all < 60) return { key: 'minutes', values: { minutes: all } };
	if (all >= 48 * 60) return { key: 'days', values: { days: Math.round(all / 1440) } };
	const whole = Math.floor(all / 60);
	return all % 60 === 0
		? { key: 'hours', values: { hours: whole } }
		: { key: 'hours-minutes', values: { hours: whole, minutes: all % 60 } };
};

/** How pressing a deadline is. `due`: less than half of the promise is left; `nearly`: less than a quarter. */
export type Pressure = 'ample' | 'due' | 'nearly' | 'over';

export const pressureOf = (share: number): Pressure => {
	if (share <= 0) return 'over';
	if (share < 0.25) return 'nearly';
	return share < 0.5 ? 'due' : 'ample';
};
