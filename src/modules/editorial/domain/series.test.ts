import { describe, expect, it } from 'vitest';

import { instant, toIso } from '#kernel/time.ts';

import { occurrencesIn, type Rule, readRule, wallAt } from './series.ts';

const zone = 'Europe/Berlin';
const times = (rule: string, start: string, until: string): readonly string[] =>
	occurrencesIn({ rule, start, zone }, start, until).map(({ local, at }) => `${local} ${toIso(at)}`);

describe('a rule in the zone', () => {
	it('keeps its wall time across both clock changes', () => {
		expect(times('FREQ=WEEKLY;BYDAY=WE', '2026-03-25T07:30', '2026-04-02T00:00')).toEqual([
			'2026-03-25T07:30 2026-03-25T06:30:00.000Z',
			'2026-04-01T07:30 2026-04-01T05:30:00.000Z',
		]);
		expect(times('FREQ=WEEKLY', '2026-10-21T07:30', '2026-10-29T00:00').map((time) => time.slice(17))).toEqual([
			'2026-10-21T05:30:00.000Z',
			'2026-10-28T06:30:00.000Z',
		]);
	});

	it('comes round exactly once in the night whose half past two is missing, right after the gap', () => {
		expect(times('FREQ=DAILY', '2026-03-28T02:30', '2026-03-30T03:00')).toEqual([
			'2026-03-28T02:30 2026-03-28T01:30:00.000Z',
			'2026-03-29T02:30 2026-03-29T01:00:00.000Z',
			'2026-03-30T02:30 2026-03-30T00:30:00.000Z',
		]);
	});

	it('comes round exactly once in the night that has it twice, the first time', () => {
		expect(times('FREQ=DAILY', '2026-10-24T02:30', '2026-10-26T03:00')).toEqual([
			'2026-10-24T02:30 2026-10-24T00:30:00.000Z',
			'2026-10-25T02:30 2026-10-25T00:30:00.000Z',
			'2026-10-26T02:30 2026-10-26T01:30:00.000Z',
		]);
	});

	it('knows the leap day, months that are too short, and the last Friday', () => {
		const days = (rule: string, start: string, until: string) =>
			times(rule, start, until).map((time) => time.slice(0, 10));
		expect(days('FREQ=YEARLY', '2028-02-29T09:00', '2037-01-01T00:00')).toEqual([
			'2028-02-29',
			'2032-02-29',
			'2036-02-29',
		]);
		expect(days('FREQ=MONTHLY', '2026-01-31T09:00', '2026-06-01T00:00')).toEqual([
			'2026-01-31',
			'2026-03-31',
			'2026-05-31',
		]);
		expect(days('FREQ=MONTHLY;BYDAY=-1FR', '2026-01-30T09:00', '2026-04-01T00:00')).toEqual([
			'2026-01-30',
			'2026-02-27',
			'2026-03-27',
		]);
	});

	it('ends when it says so', () => {
		expect(times('FREQ=DAILY;COUNT=2', '2026-05-01T09:00', '2026-06-01T00:00')).toHaveLength(2);
		expect(times('FREQ=DAILY;UNTIL=20260503T235900Z', '2026-05-01T09:00', '2026-06-01T00:00')).toHaveLength(3);
	});

	it('is refused when it is more often than daily, cannot be read, or never comes round', () => {
		const read = (rule: string, start = '2026-05-01T09:00') => readRule({ rule, start, zone } satisfies Rule).ok;
		expect(read('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH')).toBe(true);
		expect(read('FREQ=HOURLY')).toBe(false);
		expect(read('FREQ=DAILY;BYHOUR=1,2,3')).toBe(false);
		expect(read('FREQ=WEEKLY;BYDAY=XX')).toBe(false);
		expect(read('every day')).toBe(false);
		expect(read('FREQ=DAILY', 'morgen')).toBe(false);
		expect(read('FREQ=DAILY;UNTIL=20200101T000000Z')).toBe(false);
	});

	it('says an instant as the wall of the zone shows it', () => {
		expect(wallAt(instant('2026-07-01T22:15:00Z'), zone)).toBe('2026-07-02T00:15');
	});
});
