import { describe, expect, it } from 'vitest';

import { instant, toIso } from '#kernel/time.ts';

import { checkRoster, dutyAt, type Roster, shiftsOf } from './duty.ts';

const day = { from: '08:00', until: '16:00', personId: 'ida' };
const night = { from: '22:00', until: '06:00', personId: 'emre' };
const roster: Roster = {
	turns: [0, 1, 2, 3, 4, 5, 6].flatMap((weekday) => [
		{ weekday, ...day },
		{ weekday, ...night },
	]),
	exceptions: [{ day: '2026-03-04', note: 'Personalversammlung', turns: [{ ...day, from: '12:00' }] }],
	assigns: true,
	anchor: null,
};
const said = (iso: string, days = 1) =>
	shiftsOf(roster, { from: instant(iso), days, zone: 'Europe/Berlin' }).map(
		({ from, until, personId }) => `${toIso(from).slice(5, 16)} ${toIso(until).slice(5, 16)} ${personId}`,
	);

describe('shifts', () => {
	it('go on over midnight, in the wall time of the house', () =>
		expect(said('2026-03-02T02:00:00Z')).toEqual([
			'03-01T21:00 03-02T05:00 emre',
			'03-02T07:00 03-02T15:00 ida',
			'03-02T21:00 03-03T05:00 emre',
		]));
	it('keep their wall time across the change of the clock: that night is an hour shorter', () =>
		expect(said('2026-03-28T20:00:00Z')).toEqual(['03-28T21:00 03-29T04:00 emre']));
	it('give way to a day that goes otherwise, but not what began the night before', () =>
		expect(said('2026-03-04T00:00:00Z')).toEqual(['03-03T21:00 03-04T05:00 emre', '03-04T11:00 03-04T15:00 ida']));
	it('take turns week by week, and go on doing so over a year of 53 weeks', () => {
		const turns = [
			{ weekday: 0, ...day, week: 'a' as const },
			{ weekday: 0, ...night, week: 'b' as const },
			{ weekday: 2, ...day },
		];
		const two: Roster = { turns, exceptions: [], assigns: true, anchor: '2026-12-16' };
		const from = instant('2026-12-14T00:00:00Z');
		const found = shiftsOf(two, { from, days: 24, zone: 'Europe/Berlin' });
		expect(found.map((shift) => `${toIso(shift.from).slice(5, 10)} ${shift.personId}`)).toEqual([
			...['12-14 ida', '12-16 ida', '12-21 emre', '12-23 ida', '12-28 ida', '12-30 ida', '01-04 emre', '01-06 ida'],
		]);
		expect(checkRoster(two).ok).toBe(true);
		expect(checkRoster({ ...two, anchor: null })).toMatchObject({ error: { type: 'duty.no-anchor' } });
		const both = [...turns, { weekday: 0, ...day }];
		expect(checkRoster({ ...two, turns: both })).toMatchObject({ error: { type: 'duty.turn-twice' } });
	});
	it('tell who is on duty and who comes next; the end belongs to the next', () => {
		const at = (iso: string) => {
			const now = instant(iso);
			const { now: on, next } = dutyAt(shiftsOf(roster, { from: now, days: 2, zone: 'Europe/Berlin' }), now);
			return [on.map(({ personId }) => personId), next?.personId];
		};
		expect(at('2026-03-02T14:59:59Z')).toEqual([['ida'], 'emre']);
		expect(at('2026-03-02T15:00:00Z')).toEqual([[], 'emre']);
		expect(at('2026-03-02T21:00:00Z')).toEqual([['emre'], 'ida']);
	});
});

it('refuses the same day or the same turn twice', () => {
	const [twice] = roster.exceptions;
	if (!twice) throw new Error('no day');
	expect(checkRoster({ ...roster, exceptions: [twice, twice] })).toMatchObject({ error: { type: 'duty.day-twice' } });
	const turns = [...roster.turns, { weekday: 0, ...day }];
	expect(checkRoster({ ...roster, turns })).toMatchObject({ error: { type: 'duty.turn-twice' } });
	expect(checkRoster(roster).ok).toBe(true);
});
