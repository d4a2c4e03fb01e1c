import { describe, expect, test } from 'vitest';

import { instant } from '#kernel/time.ts';

import { clockTime, pressureOf, speakMoment, speakSpan } from './moments.ts';

const now = instant('2026-11-24T08:42:00Z');
const where = { now, zone: 'Europe/Berlin', language: 'de' };

describe('a moment as people say it', () => {
	test.each([
		['2026-11-24T08:42:01Z', 'now', {}],
		['2026-11-24T08:41:56Z', 'seconds-ago', { count: 4 }],
		['2026-11-24T08:32:00Z', 'minutes-ago', { count: 10 }],
		['2026-11-24T08:52:00Z', 'in-minutes', { count: 10 }],
		['2026-11-24T14:30:00Z', 'today', { time: '15:30' }],
		['2026-11-23T15:12:00Z', 'yesterday', { time: '16:12' }],
		['2026-11-25T06:30:00Z', 'tomorrow', { time: '7:30' }],
		['2026-11-27T11:00:00Z', 'weekday', { time: '12:00', day: 'Freitag' }],
		['2026-11-12T08:00:00Z', 'date', { time: '9:00', date: '12. November' }],
		['2027-01-12T08:00:00Z', 'date', { time: '9:00', date: '12. Januar 2027' }],
	])('%s is %s', (at, key, values) => {
		expect(speakMoment(instant(at), where)).toEqual({ key, values });
	});

	test('the day changes at midnight of the zone, not of Greenwich', () => {
		expect(speakMoment(instant('2026-11-24T23:30:00Z'), where).key).toBe('tomorrow');
	});

	test('a day is a day across the clock change', () => {
		const eve = { ...where, now: instant('2026-10-24T10:00:00Z') };
		expect(speakMoment(instant('2026-10-25T22:30:00Z'), eve).key).toBe('tomorrow');
	});

	test('midnight is 0:05', () => {
		expect(clockTime(instant('2026-11-23T23:05:00Z'), 'Europe/Berlin')).toBe('0:05');
	});
});

describe('a span', () => {
	test.each([
		[38, 'minutes', { minutes: 38 }],
		[130, 'hours-minutes', { hours: 2, minutes: 10 }],
		[180, 'hours', { hours: 3 }],
		[3 * 1440, 'days', { days: 3 }],
	])('%i minutes', (count, key, values) => {
		expect(speakSpan(count * 60_000)).toEqual({ key, values });
	});
});

test('pressure rises at a half, at a quarter and at the end', () => {
	expect([0.51, 0.5, 0.49, 0.25, 0.24, 0.01, 0, -1].map(pressureOf)).toEqual([
		'ample',
		'ample',
		'due',
		'due',
		'nearly',
		'nearly',
		'over',
		'over',
	]);
});
