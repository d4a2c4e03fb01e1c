/** What stands between the fields: semicolons from German spreadsheets, else tabs or commas. */
export type Separator = ';' | ',' | '\t';

export interface CsvRow {
	/** Where it begins in the file. */
	readonly line: number;
	readonly cells: readonly string[];
}

/** Guesses the separator from the first line, outside of quotes. */
export const separatorOf = (text: string): Separator => {
	const [head = ''] = text.split(/\r?\n/, 1);
	const bare = head.replaceAll(/"[^"]*"/g, '');
	if (bare.includes(';')) return ';';
	return bare.includes('\t') ? '\t' : ',';
};

interface Reading {
	readonly rows: CsvRow[];
	cells: string[];
	cell: string;
	quoted: boolean;
	line: number;
	begun: number;
}

/** The rows of a table. Quoted fields may hold separators, quotes and line ends; empty rows are left out. */
export const parseCsv = (text: string, separator: Separator): readonly CsvRow[] => {
	const body = text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
	const state: Reading = { rows: [], cells: [], cell: '', quoted: false, line: 1, begun: 1 };
	for (let at = 0; at < body.length; at += 1) {
		const sign = body[at] ?? '';
		if (sign === '\n') state.line += 1;
		if (state.quoted) at += inQuotes(state, sign, body[at + 1]);
		else outside(state, sign, separator);
	}
	endRow(state);
	return state.rows;
};

/** Answers how many signs more were taken: a doubled quote is one. */
const inQuotes = (state: Reading, sign: string, next: string | undefined): number => {
	if (sign !== '"') state.cell += sign;
	else if (next === '"') {
		state.cell += '"';
		return 1;
	} else state.quoted = false;
	return 0;
};

const outside = (state: Reading, sign: string, separator: Separator): void => {
	if (sign === '"' && state.cell === '') state.quoted = true;
	else if (sign === separator) endCell(state);
	else if (sign === '\n') endRow(state);
	else state.cell += sign;
};

const endCell = (state: Reading): void => {
	state.cells.push(state.cell);
	state.cell = '';
};

const endRow = (state: Reading): void => {
	endCell(state);
	if (state.cells.some((cell) => cell.trim() !== '')) state.rows.push({ line: state.begun, cells: state.cells });
	state.cells = [];
	state.begun = state.line;
};

/** Signs with which a spreadsheet begins to calculate. SPEC: OWASP, CSV Injection. */
const FORMULA = /^[=+\-@\t\r]/;

/** A table for German spreadsheets: UTF-8 with mark, semicolons, CRLF; no cell can become a formula. */
export const formatCsv = (rows: readonly (readonly string[])[]): string =>
	`\uFEFF${rows.map((row) => row.map(cellOf).join(';')).join('\r\n')}\r\n`;

const cellOf = (text: string): string => {
	const safe = FORMULA.test(text) ? `'${text}` : text;
	return /[";\r\n\t]|^'/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Takes back the apostrophe that `formatCsv` put before what looks like a formula. */
export const withoutGuard = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);
