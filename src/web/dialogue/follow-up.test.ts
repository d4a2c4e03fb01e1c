import { expect, it } from 'vitest';

import { instant, toIso } from '#kernel/time.ts';

import { followUpAt, isoOf, offered, ownBeginning } from './follow-up.ts';

const zone = 'Europe/Berlin';
const when = (choice: Parameters<typeof followUpAt>[0], now: string, own = '') => {
	const at = followUpAt(choice, { now: instant(now), zone, own });
	return at === null ? null : toIso(at);
};

it('comes back in the morning of the day that is meant, summer time or not', () => {
	const friday = '2026-03-27T14:30:00Z';
	expect(when('hours', friday)).toBe('2026-03-27T17:30:00.000Z');
	expect(when('tomorrow', friday)).toBe('2026-03-28T07:00:00.000Z');
	expect(when('days', friday)).toBe('2026-03-30T06:00:00.000Z');
	expect(when('monday', friday)).toBe('2026-03-30T06:00:00.000Z');
	expect(when('monday', '2026-03-30T06:00:00Z')).toBe('2026-04-06T06:00:00.000Z');
	expect(when('monday', '2026-03-29T21:00:00Z')).toBe('2026-03-30T06:00:00.000Z');
});

it('offers no moment twice', () => {
	expect(offered({ now: instant('2026-03-29T12:00:00Z'), zone })).not.toContain('monday');
	expect(offered({ now: instant('2026-03-25T12:00:00Z'), zone })).toContain('monday');
});

it('takes a time of one’s own only when it is to come', () => {
	const now = instant('2026-03-27T14:30:00Z');
	expect(when('own', '2026-03-27T14:30:00Z')).toBeNull();
	expect(when('own', '2026-03-27T14:30:00Z', '2026-04-01T09:15')).toBe('2026-04-01T07:15:00.000Z');
	expect(isoOf(followUpAt('own', { now, zone, own: '2026-03-01T09:15' }), now)).toBeNull();
	expect(ownBeginning(now, zone)).toBe('2026-03-28T15:30');
});
