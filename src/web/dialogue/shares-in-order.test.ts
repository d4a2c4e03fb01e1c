import { expect, it } from 'vitest';

import { inOrder } from './shares-in-order.ts';

it('sorts the units of a month by name, not by number', () => {
	const names = new Map([
		['1', 'Tiefbauamt'],
		['2', 'Ämterhaus'],
		['3', 'Bürgerbüro'],
	]);
	const lines = ['2026-09', '2026-10', '2026-11'].flatMap((month) =>
		['1', '2', '3'].map((unitId) => ({ month, unitId })),
	);
	const sorted = inOrder(lines, { nameOf: (id) => names.get(id) ?? '', locale: 'de-DE' });
	expect(sorted.slice(0, 4)).toEqual([
		{ month: '2026-11', unitId: '2' },
		{ month: '2026-11', unitId: '3' },
		{ month: '2026-11', unitId: '1' },
		{ month: '2026-10', unitId: '2' },
	]);
});
