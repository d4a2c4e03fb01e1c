import { expect, it } from 'vitest';

import { readFilter, toQuery, toSearch } from './filter.ts';

it('asks for whole days of the authority, the last one included, over the clock change too', () => {
	expect(toQuery({ from: '2026-03-29', to: '2026-03-29' }, 'Europe/Berlin')).toEqual({
		from: '2026-03-28T23:00:00.000Z',
		to: '2026-03-29T22:00:00.000Z',
	});
});

it('leaves out what is empty or no day', () => {
	expect(toQuery({ from: 'gestern' }, 'Europe/Berlin')).toEqual({});
	expect(readFilter({ subject: '', kind: 'post.approved', other: 'x', unit: 3 })).toEqual({ kind: 'post.approved' });
});

it('comes back from the address as it went in', () => {
	const filter = { subject: 'post-1', unit: 'u', from: '2026-01-01' };
	expect(readFilter(toSearch(filter))).toEqual(filter);
});
