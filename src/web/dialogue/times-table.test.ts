import { expect, it } from 'vitest';

import { timesTable } from './times-table.ts';

it('writes minutes, leaves small numbers empty, and lets no name calculate', () => {
	const open = { median: 30, p90: 90 };
	const wall = { median: 45, p90: 1440 };
	const line = { month: '2026-03', key: 'u', answer: { count: 7, open, wall }, settle: null };
	const table = timesTable([line], { name: () => '=Amt; 1', heads: ['Monat'], answer: 'Antwort', settle: 'Ende' });
	expect(table).toBe(`\uFEFFMonat\r\n2026-03;"'=Amt; 1";Antwort;7;30;90;45;1440\r\n2026-03;"'=Amt; 1";Ende;;;;;\r\n`);
});
