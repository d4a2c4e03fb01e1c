import { describe, expect, it } from 'vitest';

import { instant, toIso } from '#kernel/time.ts';

import { decideDue, type Wanted } from './due.ts';

const now = instant('2026-03-01T12:00:00Z');
const zone = 'Europe/Berlin';
const decide = (wanted: Wanted) => {
	const decided = decideDue(wanted, now);
	return decided.ok ? toIso(decided.value) : decided.error;
};

describe('a wanted time', () => {
	it('is read in its own zone', () => {
		expect(decide({ local: '2026-03-02T07:30', zone })).toBe('2026-03-02T06:30:00.000Z');
		expect(decide({ local: '2026-07-02T07:30', zone })).toBe('2026-07-02T05:30:00.000Z');
	});
	it('that the clock change skips is asked about, then taken as the first moment after', () => {
		expect(decide({ local: '2026-03-29T02:30', zone })).toEqual({
			type: 'post.time-missing',
			instead: '2026-03-29T01:00:00.000Z',
		});
		expect(decide({ local: '2026-03-29T02:30', zone, acceptMissing: true })).toBe('2026-03-29T01:00:00.000Z');
	});
	it('that comes twice is asked about, then taken as said', () => {
		expect(decide({ local: '2026-10-25T02:30', zone })).toEqual({
			type: 'post.time-twice',
			earlier: '2026-10-25T00:30:00.000Z',
			later: '2026-10-25T01:30:00.000Z',
		});
		expect(decide({ local: '2026-10-25T02:30', zone, occurrence: 'later' })).toBe('2026-10-25T01:30:00.000Z');
		expect(decide({ local: '2026-10-25T02:30', zone, occurrence: 'earlier' })).toBe('2026-10-25T00:30:00.000Z');
	});
	it('is neither past, nor years ahead, nor nonsense', () => {
		expect(decide({ local: '2026-03-01T12:59', zone })).toEqual({ type: 'post.time-past' });
		expect(decide({ local: '2062-03-01T12:59', zone })).toEqual({ type: 'post.time-too-far' });
		expect(decide({ local: 'morgen', zone })).toEqual({ type: 'post.time-unreadable' });
		expect(decide({ local: '2026-03-02T07:30', zone: 'Mars/Olympus' })).toEqual({ type: 'post.time-unreadable' });
	});
});
