import { expect, it } from 'vitest';

import { checkTerms, LEAST_EVIDENCE_DAYS, termsInForce, usualTerms } from './retention.ts';

it('no name is kept longer than the words said under it', () => {
	expect(checkTerms(usualTerms).ok).toBe(true);
	expect(checkTerms({ ...usualTerms, nameDays: 90, wordDays: 90 }).ok).toBe(true);
	expect(checkTerms({ ...usualTerms, nameDays: 91, wordDays: 90 })).toEqual({
		ok: false,
		error: { type: 'retention.name-outlives-words' },
	});
});

it('a network may ask for less, never for more; evidence is ours', () => {
	expect(termsInForce(usualTerms, null)).toEqual(usualTerms);
	expect(termsInForce(usualTerms, 30)).toEqual({ nameDays: 30, wordDays: 30, evidenceDays: 365 });
	expect(termsInForce(usualTerms, 9_999)).toEqual(usualTerms);
});

it('evidence outlives the time in which one may object', () => {
	expect(usualTerms.evidenceDays).toBeGreaterThan(LEAST_EVIDENCE_DAYS);
	expect(LEAST_EVIDENCE_DAYS).toBeGreaterThan(183);
});
