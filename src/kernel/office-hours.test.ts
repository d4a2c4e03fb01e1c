import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
	afterOpenMinutes,
	deadlineFor,
	defaultWeek,
	isPublicHoliday,
	openMinutesBetween,
	opensNext,
} from './office-hours.ts';
import { type Instant, instant, toIso } from './time.ts';

const office = { zone: 'Europe/Berlin', week: defaultWeek };
const due = (iso: string): string => toIso(deadlineFor(instant(iso), office));

describe('the deadline of a first answer', () => {
	it('is the same time on the next open day', () =>
		expect(due('2026-11-24T09:30:00Z')).toBe('2026-11-25T09:30:00.000Z'));
	it('skips the weekend', () => expect(due('2026-11-27T14:00:00Z')).toBe('2026-11-30T14:00:00.000Z'));
	it('counts from Monday morning what was asked on Saturday', () =>
		expect(due('2026-11-28T20:00:00Z')).toBe('2026-12-01T07:00:00.000Z'));
	it('counts from the next morning what was asked at night', () =>
		expect(due('2026-11-24T22:00:00Z')).toBe('2026-11-26T07:00:00.000Z'));
	it('skips public holidays', () => expect(due('2026-12-24T09:00:00Z')).toBe('2026-12-28T09:00:00.000Z'));
	it('keeps the wall time across the change of the clock', () =>
		expect(due('2026-10-23T10:00:00Z')).toBe('2026-10-26T11:00:00.000Z'));

	it('always lies in opening hours and at least the promise ahead', () => {
		const moments = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2029-12-31') });
		fc.assert(
			fc.property(moments, (ms) => {
				const at = deadlineFor(ms as Instant, office);
				const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(office.zone);
				const time = local.toPlainTime().toString().slice(0, 5);
				expect(local.dayOfWeek).toBeLessThan(6);
				expect(isPublicHoliday(local.toPlainDate())).toBe(false);
				expect(time >= '08:00' && time <= '16:00').toBe(true);
				expect(at - ms).toBeGreaterThanOrEqual(23 * 3_600_000);
			}),
			{ numRuns: 300 },
		);
	});
});

describe('public holidays', () => {
	const days = [
		'2026-04-03',
		'2026-04-06',
		'2026-05-14',
		'2026-05-25',
		'2027-03-26',
		'2028-04-17',
		'2025-04-18',
		'2026-10-03',
	];
	it.each(days)('%s is one', (day) => expect(isPublicHoliday(Temporal.PlainDate.from(day))).toBe(true));
	it.each(['2026-04-05', '2026-12-24', '2026-11-01'])('%s is none everywhere', (day) =>
		expect(isPublicHoliday(Temporal.PlainDate.from(day))).toBe(false),
	);
});

describe('a deadline in minutes', () => {
	const moved = (iso: string, count: number, land: string | null = null) =>
		toIso(afterOpenMinutes(instant(iso), count, { ...office, land }));
	it('counts while the office is open', () =>
		expect(moved('2026-11-24T09:00:00Z', 90)).toBe('2026-11-24T10:30:00.000Z'));
	it('goes on in the morning with what is left of it', () =>
		expect(moved('2026-11-27T14:30:00Z', 120)).toBe('2026-11-30T08:30:00.000Z'));
	it('begins in the morning for what is asked at night', () =>
		expect(moved('2026-11-24T21:00:00Z', 60)).toBe('2026-11-25T08:00:00.000Z'));
	it('rests on a holiday of the Land only there', () => {
		expect(moved('2026-11-17T14:59:00Z', 61, 'DE-SN')).toBe('2026-11-19T08:00:00.000Z');
		expect(moved('2026-11-17T14:59:00Z', 61, 'DE-BY')).toBe('2026-11-18T08:00:00.000Z');
	});
	it('rests at noon and while the house is closed', () => {
		const day = [
			['08:00', '12:00'],
			['14:00', '16:00'],
		] as const;
		const split = { ...office, week: [day, day, day, day, [['08:00', '12:00']], [], []] as const };
		const at = (iso: string, count: number, closures: { from: string; until: string }[] = []) =>
			toIso(afterOpenMinutes(instant(iso), count, { ...split, closures }));
		expect(at('2026-11-24T10:30:00Z', 45)).toBe('2026-11-24T13:15:00.000Z');
		expect(at('2026-11-27T10:30:00Z', 45)).toBe('2026-11-30T07:15:00.000Z');
		expect(at('2026-11-27T10:30:00Z', 45, [{ from: '2026-11-30', until: '2026-12-01' }])).toBe(
			'2026-12-02T07:15:00.000Z',
		);
	});
	it('counts plain minutes where the office never opens', () =>
		expect(
			toIso(
				afterOpenMinutes(instant('2026-11-24T09:00:00Z'), 60, {
					zone: 'Europe/Berlin',
					week: [[], [], [], [], [], [], []],
				}),
			),
		).toBe('2026-11-24T10:00:00.000Z'));
});

describe('the next opening', () => {
	const next = (iso: string, more = {}) => {
		const at = opensNext(instant(iso), { ...office, ...more });
		return at === null ? null : toIso(at);
	};
	it('is none while it is open, and the moment of closing is closed', () => {
		expect(next('2026-11-24T07:00:00Z')).toBe(null);
		expect(next('2026-11-24T14:59:59Z')).toBe(null);
		expect(next('2026-11-24T15:00:00Z')).toBe('2026-11-25T07:00:00.000Z');
	});
	it('skips weekends, holidays and days off, and keeps the wall time', () => {
		expect(next('2026-12-24T15:00:00Z')).toBe('2026-12-28T07:00:00.000Z');
		const closures = [{ from: '2026-12-28', until: '2026-12-30' }];
		expect(next('2026-12-24T15:00:00Z', { closures })).toBe('2026-12-31T07:00:00.000Z');
		expect(next('2026-10-23T20:00:00Z')).toBe('2026-10-26T07:00:00.000Z');
	});
	it('never comes where it never opens', () =>
		expect(next('2026-11-24T20:00:00Z', { week: [[], [], [], [], [], [], []] })).toBe(null));
});

describe('open minutes between two moments', () => {
	it('leave out nights, weekends and holidays', () => {
		const between = (from: string, until: string) => openMinutesBetween(instant(from), instant(until), office);
		expect(between('2026-11-24T08:00:00Z', '2026-11-24T09:30:00Z')).toBe(90);
		expect(between('2026-11-27T14:00:00Z', '2026-11-30T08:00:00Z')).toBe(120);
		expect(between('2026-12-24T15:00:00Z', '2026-12-27T20:00:00Z')).toBe(0);
	});
	it('agree with the deadline that so many open minutes make', () => {
		const moments = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2026-12-31') });
		fc.assert(
			fc.property(moments, fc.integer({ min: 1, max: 3000 }), (ms, count) => {
				const from = (ms - (ms % 60_000)) as Instant;
				expect(openMinutesBetween(from, afterOpenMinutes(from, count, office), office)).toBe(count);
			}),
		);
	});
});
