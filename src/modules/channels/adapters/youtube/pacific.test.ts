import { expect, it } from 'vitest';

import { instant, toIso } from '#kernel/time.ts';

import { nextPacificMidnight } from './pacific.ts';

it.each([
	['in winter', '2026-01-15T12:00:00Z', '2026-01-16T08:00:00.000Z'],
	['in summer', '2026-07-15T12:00:00Z', '2026-07-16T07:00:00.000Z'],
	['just before it', '2026-07-16T06:59:59Z', '2026-07-16T07:00:00.000Z'],
	['at it', '2026-07-16T07:00:00Z', '2026-07-17T07:00:00.000Z'],
	['on the short day', '2026-03-08T08:00:00Z', '2026-03-09T07:00:00.000Z'],
	['on the long day', '2026-11-01T07:00:00Z', '2026-11-02T08:00:00.000Z'],
])('midnight by the Pacific, %s', (_, now, midnight) => {
	expect(toIso(nextPacificMidnight(instant(now)))).toBe(midnight);
});
