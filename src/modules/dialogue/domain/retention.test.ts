import { expect, it } from 'vitest';

import { instant, toIso } from '#kernel/time.ts';

import { checkTerms, LEAST_EVIDENCE_DAYS, lapsesAt, networkMost, usualTerms } from './retention.ts';

it('no name is kept longer than the words said under it', () => {
	expect(checkTerms(usualTerms).ok).toBe(true);
	expect(checkTerms({ ...usualTerms, nameDays: 90, wordDays: 90 }).ok).toBe(true);
	expect(checkTerms({ ...usualTerms, nameDays: 91, wordDays: 90 })).toEqual({
		ok: false,
		error: { type: 'retention.name-outlives-words' },
	});
});

it('what a network ends after a day is gone by then, though a round comes but once an hour', () => {
	const now = instant('2026-03-03T08:00:00Z');
	const { nameHours = 0, wordHours = 0 } = networkMost.linkedin ?? {};
	expect([nameHours, wordHours]).toEqual([24, 48]);
	expect(toIso(lapsesAt(now, nameHours))).toBe('2026-03-02T09:00:00.000Z');
	expect(Object.entries(networkMost).filter(([, most]) => most !== null)).toHaveLength(1);
});

it('evidence outlives the time in which one may object', () => {
	expect(usualTerms.evidenceDays).toBeGreaterThan(LEAST_EVIDENCE_DAYS);
	expect(LEAST_EVIDENCE_DAYS).toBeGreaterThan(183);
});
