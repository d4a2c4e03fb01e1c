import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';

import { HIDDEN_BY, personalPlaces } from '#modules/editorial/index.ts';
import { samplesOf } from './samples.ts';

/** What the rules find in all labelled lines, by the number they are kept under. */
const FOUND = { rules: 1, found: '66ddc8c939095db9' };

it('a rule that finds other places counts HIDDEN_BY up, so that no kept place hides too little', () => {
	const texts = [...samplesOf('tune'), ...samplesOf('measure')].map(({ text }) => text);
	const places = texts.map((text) => personalPlaces(text, '2026-03-02'));
	expect(places.flat().length).toBeGreaterThan(100);
	const found = createHash('sha256').update(JSON.stringify(places)).digest('hex').slice(0, 16);
	expect({ rules: HIDDEN_BY, found }, 'count HIDDEN_BY up and note both here').toEqual(FOUND);
});
