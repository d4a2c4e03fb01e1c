import fc from 'fast-check';
import { expect, it } from 'vitest';

import { stretchIn } from './stretch.ts';

it('a stretch never leaves the file, and what is asked for is what is given', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 1000 }), fc.nat(1200), fc.option(fc.nat(1200)), (size, from, until) => {
			const got = stretchIn(`bytes=${from}-${until ?? ''}`, size);
			if (until !== null && until < from) expect(got).toBeNull();
			else if (from >= size) expect(got).toBe('beyond');
			else expect(got).toEqual({ from, until: Math.min(until ?? size - 1, size - 1) });
		}),
	);
});

it.each([
	['bytes=-5', { from: 5, until: 9 }],
	['bytes=-50', { from: 0, until: 9 }],
	['bytes=-0', 'beyond'],
	['bytes=-', null],
	['bytes=0-1,3-4', null],
	['items=0-1', null],
	[undefined, null],
])('of ten bytes, %s means %j', (range, stretch) => {
	expect(stretchIn(range, 10)).toEqual(stretch);
});
