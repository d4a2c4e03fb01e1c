import { expect, it } from 'vitest';

import { instant, minutes, plus } from '#kernel/time.ts';

import { createReadings } from './readings.ts';

it('takes ten minutes for one visit, of one person to one record', () => {
	let now = instant('2026-03-02T08:00:00Z');
	const readings = createReadings({ now: () => now });
	expect(readings.isFresh('erika', 'record-1')).toBe(false);
	readings.note('erika', 'record-1');
	now = plus(now, minutes(10) - 1);
	expect(readings.isFresh('erika', 'record-1')).toBe(true);
	expect(readings.isFresh('jana', 'record-1')).toBe(false);
	expect(readings.isFresh('erika', 'record-2')).toBe(false);
	readings.note('erika', 'record-2');
	now = plus(now, 1);
	expect(readings.isFresh('erika', 'record-1')).toBe(false);
	expect(readings.isFresh('erika', 'record-2')).toBe(true);
});
