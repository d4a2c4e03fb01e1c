import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { byDay } from './by-day.ts';
import { addDays, isDay, monthOf, weekNumber, weekOf } from './days.ts';

const anyDay = fc
	.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));

describe('days of the calendar', () => {
	test('a week begins on Monday and holds its day', () => {
		fc.assert(
			fc.property(anyDay, (day) => {
				const week = weekOf(day);
				return week.length === 7 && week.includes(day) && new Date(`${week[0]}T12:00:00Z`).getUTCDay() === 1;
			}),
		);
	});

	test('a month is whole weeks without gaps that hold all its days', () => {
		fc.assert(
			fc.property(anyDay, (day) => {
				const days = monthOf(day).flat();
				const whole = days.every((one, n) => n === 0 || one === addDays(days[n - 1] ?? '', 1));
				const own = days.filter((one) => one.startsWith(day.slice(0, 7)));
				return whole && own[0]?.endsWith('-01') === true && !addDays(own.at(-1) ?? '', 1).startsWith(day.slice(0, 7));
			}),
		);
	});

	test('knows the week of the looks, and what is no day', () => {
		expect(weekNumber('2026-11-24')).toBe(48);
		expect(['2026-02-30', 'heute', '2026-11-24'].map(isDay)).toEqual([false, false, true]);
	});
});

test('things lie on the day of the wall clock, at midnight and over the clock change', () => {
	const at = ['2026-03-28T22:59:59Z', '2026-03-28T23:00:00Z', '2026-03-29T21:59:59Z', '2026-03-29T22:00:00Z', null];
	const found = byDay(
		at.map((one) => ({ at: one })),
		'Europe/Berlin',
	);
	expect([...found].map(([day, { length }]) => `${day} ${length}`)).toEqual([
		'2026-03-28 1',
		'2026-03-29 2',
		'2026-03-30 1',
	]);
});
