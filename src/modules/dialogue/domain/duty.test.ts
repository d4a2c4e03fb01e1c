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
