import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { formatCsv, parseCsv, separatorOf, withoutGuard } from './csv.ts';

describe('tables of plans', () => {
	test('come back as they went out, whatever stands in a cell', () => {
		const sign = fc.constantFrom('a', 'ä', ';', '"', '\n', ',', "'", '=', '+', '-', '@', ' ', '\t');
		const cell = fc.array(sign, { maxLength: 8 }).map((signs) => signs.join(''));
		const table = fc.array(fc.tuple(fc.constant('x'), cell, cell), { minLength: 1, maxLength: 6 });
		fc.assert(
			fc.property(table, (rows) => {
				const back = parseCsv(formatCsv(rows), ';').map(({ cells }) => cells.map(withoutGuard));
				expect(back).toEqual(rows.map((row) => row.map((text) => withoutGuard(text))));
			}),
			{ numRuns: 2000 },
		);
	});

	test('never begin a cell with what a spreadsheet would calculate', () => {
		const risky = ['=1+1', '+49', '-1', '@SUM(A1)', '\t=1'];
		const [row] = parseCsv(formatCsv([risky]), ';');
		expect(row?.cells.every((cell) => !/^[=+\-@\t\r]/.test(cell))).toBe(true);
	});

	test('know where a row begins, leave empty ones out, and take what no quote closes', () => {
		const rows = parseCsv('a;"b\nc"\n\n;;\nd;e\nf;"offen', ';');
		expect(rows).toEqual([
			{ line: 1, cells: ['a', 'b\nc'] },
			{ line: 5, cells: ['d', 'e'] },
			{ line: 6, cells: ['f', 'offen'] },
		]);
	});

	test('are parted by what their first line says', () => {
		expect(['Datum;Titel', 'Datum\tTitel', '"a;b",c'].map(separatorOf)).toEqual([';', '\t', ',']);
	});
});
