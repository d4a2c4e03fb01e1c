import { Temporal } from 'temporal-polyfill';

import type { Language } from '#kernel/language.ts';

import { type CsvRow, withoutGuard } from '../planning/csv.ts';
import { plainMail } from './mask.ts';

/** The columns of a table with press contacts, as they are called in its first line. */
export const columns = {
	name: 'Name',
	outlet: 'Medium',
	mail: 'E-Mail',
	language: 'Sprache',
	source: 'Herkunft',
	since: 'Seit',
	lists: 'Verteiler',
} as const;
type Column = keyof typeof columns;

export interface ContactRow {
	readonly line: number;
	readonly name: string;
	readonly outlet: string;
	readonly mail: string;
	readonly language: Language;
	readonly source: string;
	/** `2026-03-02`. */
	readonly since: string;
	readonly listIds: readonly string[];
	readonly lists: readonly string[];
	/** The address is kept already. */
	readonly known: boolean;
	readonly errors: readonly RowError[];
}

export interface RowError {
	readonly field: Column;
	readonly problem: 'missing' | 'too-long' | 'unreadable' | 'unknown' | 'doubled' | 'unsubscribed';
	readonly found: string;
}

/** What the office knows that a row is judged by. */
export interface Known {
	readonly lists: readonly { readonly id: string; readonly name: string }[];
	/** Addresses that are kept, in their plain spelling. */
	readonly mails: ReadonlySet<string>;
	/** Addresses that unsubscribed, in their plain spelling. */
	readonly unsubscribed: ReadonlySet<string>;
}

type Head = ReadonlyMap<Column, number>;

/** Which cell of a row belongs to which column; null without a column of addresses. */
export const readHead = (row: CsvRow | undefined): Head | null => {
	const names = row?.cells.map((cell) => cell.trim().toLocaleLowerCase('de')) ?? [];
	const found = Object.entries(columns).flatMap(([key, name]) => {
		const at = names.indexOf(name.toLocaleLowerCase('de'));
		return at === -1 ? [] : [[key as Column, at] as const]; // NOTE: keys of the table above.
	});
	const head = new Map(found);
	return head.has('mail') ? head : null;
};

export const mailIn = (row: CsvRow, head: Head): string => plainMail(cellOf(row, head, 'mail'));

const cellOf = ({ cells }: CsvRow, head: Head, column: Column): string =>
	withoutGuard((cells[head.get(column) ?? -1] ?? '').trim());

/** Reads every row and says everything that is wrong with it; an address that comes twice is wrong the second time. */
export const readRows = (rows: readonly CsvRow[], head: Head, known: Known): readonly ContactRow[] => {
	const seen = new Set<string>();
	return rows.map((row) => {
		const read = readRow(row, { head, known, seen });
		seen.add(plainMail(read.mail));
		return read;
	});
};

interface Beside {
	readonly head: Head;
	readonly known: Known;
	readonly seen: ReadonlySet<string>;
}

/** SPEC: what is surely no address; whether there is a mailbox behind one shows when it is written to. */
const ADDRESS = /^[^\s@<>,;:"()]+@[^\s@<>,;:"()]+\.[^\s@.<>,;:"()]+$/;
const LONGEST = 120;
const LONGEST_SOURCE = 300;

type Wrong = (field: Column, problem: RowError['problem'], found?: string) => void;

const readRow = (row: CsvRow, { head, known, seen }: Beside): ContactRow => {
	const cell = (column: Column): string => cellOf(row, head, column);
	const errors: RowError[] = [];
	const wrong: Wrong = (field, problem, found = cell(field)) =>
		void errors.push({ field, problem, found: found.slice(0, 80) });
	const mail = cell('mail');
	const problem = mailProblem(mail, known, seen);
	if (problem !== null) wrong('mail', problem);
	lengthsOf(cell, wrong);
	const since = dayOf(cell('since'));
	if (since === null) wrong('since', cell('since') === '' ? 'missing' : 'unreadable');
	const language = languageOf(cell('language'));
	if (language === null) wrong('language', 'unknown');
	const names = namesIn(cell('lists'));
	return {
		...{ line: row.line, name: cell('name'), outlet: cell('outlet'), mail, source: cell('source') },
		...{ language: language ?? 'de', since: since ?? '', known: known.mails.has(plainMail(mail)), errors },
		listIds: listsNamed(names, known, wrong),
		lists: names,
	};
};

const mailProblem = (mail: string, known: Known, seen: ReadonlySet<string>): RowError['problem'] | null => {
	const plain = plainMail(mail);
	if (mail === '') return 'missing';
	if (!ADDRESS.test(mail)) return 'unreadable';
	if (seen.has(plain)) return 'doubled';
	return known.unsubscribed.has(plain) ? 'unsubscribed' : null;
};

const lengthsOf = (cell: (column: Column) => string, wrong: Wrong): void => {
	for (const field of ['name', 'outlet'] as const) if (cell(field).length > LONGEST) wrong(field, 'too-long');
	if (cell('source').length < 3) wrong('source', 'missing');
	if (cell('source').length > LONGEST_SOURCE) wrong('source', 'too-long');
};

const listsNamed = (names: readonly string[], { lists }: Known, wrong: Wrong): readonly string[] =>
	names.flatMap((name) => {
		const found = lists.filter((one) => same(one.name, name));
		if (found.length === 0) wrong('lists', 'unknown', name);
		return found.map(({ id }) => id);
	});

const same = (a: string, b: string): boolean => a.toLocaleLowerCase('de') === b.toLocaleLowerCase('de');

const namesIn = (cell: string): readonly string[] => [
	...new Set(
		cell
			.split(/[,|]/)
			.map((name) => name.trim())
			.filter(Boolean),
	),
];

const languageNames: Readonly<Record<string, Language>> = {
	'': 'de',
	de: 'de',
	deutsch: 'de',
	en: 'en',
	englisch: 'en',
	english: 'en',
};
const languageOf = (cell: string): Language | null => languageNames[cell.toLowerCase()] ?? null;

/** `24.11.2026` or `2026-11-24`, and only a day that exists. */
const dayOf = (text: string): string | null => {
	const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
	const day = german ? `${german[3]}-${german[2]?.padStart(2, '0')}-${german[1]?.padStart(2, '0')}` : text;
	if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
	try {
		return Temporal.PlainDate.from(day, { overflow: 'reject' }).toString();
	} catch {
		return null;
	}
};
