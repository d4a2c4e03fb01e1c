import { expect, it } from 'vitest';

import { instant } from '#kernel/time.ts';

import { dayIn, surgeFrom } from './surge.ts';

it('stands out from ten an hour, or from four times the usual', () => {
	expect([0, 1, 2.5, 2.6, 30].map(surgeFrom)).toEqual([10, 10, 10, 11, 120]);
});

it('counts days by the clock on the wall', () => {
	expect(dayIn(instant('2026-03-02T23:30:00Z'), 'Europe/Berlin')).toBe('2026-03-03');
});
