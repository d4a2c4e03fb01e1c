import { expect, it } from 'vitest';

import { asked, isNarrowed, readFilter, sortsFor, toSearch, widened, withPart } from './filter.ts';

it('keeps in the address what it understands, and nothing else', () => {
	const search = { view: 'due', sort: 'oldest', kind: 'form', priority: 'sky-high', q: '', label: 'l1', other: 'x' };
	expect(toSearch(readFilter(search))).toEqual({ view: 'due', sort: 'oldest', kind: 'form', label: 'l1' });
});

it('asks for the unit in the address before the one acted for', () => {
	expect(asked({ q: 'Brücke', unit: 'a' }, 'b')).toEqual({ search: 'Brücke', unit: 'a' });
	expect(asked({ view: 'mine' }, 'b')).toEqual({ view: 'mine', unit: 'b' });
});

it('drops one part or all that narrows, and keeps view and order', () => {
	const filter = readFilter({ view: 'mine', sort: 'newest', kind: 'form', q: 'x' });
	expect(withPart(filter, 'kind', '')).toEqual({ view: 'mine', sort: 'newest', q: 'x' });
	expect([isNarrowed(filter), isNarrowed(widened(filter))]).toEqual([true, false]);
});

it('sorts by deadline only where there is one', () => {
	expect(sortsFor({})).toContain('due');
	expect(sortsFor({ view: 'mine', state: 'waiting' })).toEqual(['newest', 'oldest']);
	expect(sortsFor({ view: 'closed' })).toEqual(['newest', 'oldest']);
	expect(sortsFor({ view: 'snoozed' })).toEqual([]);
});
