import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import { Button } from './button.tsx';

export interface Column<R> {
	readonly key: string;
	readonly head: string;
	readonly cell: (row: R) => ReactNode;
	/** For numbers. */
	readonly right?: boolean;
	/** On the phone, where heads are not shown, it stands before the value: without it nobody would know what is meant. */
	readonly named?: boolean;
}

type TableProps<R> = Readonly<{
	/** What the table shows, for who cannot see it. */
	label: string;
	columns: readonly Column<R>[];
	rows: readonly R[];
	rowKey: (row: R) => string;
	/** The next page, by key. */
	more?: { readonly load: () => void; readonly busy: boolean } | undefined;
	/** A line that opens under its row (a delivery that needs help). */
	below?: (row: R) => ReactNode;
}>;

/** A table: hairlines only, first column is the link, pages by key. */
export function Table<R>({ label, columns, rows, rowKey, more, below }: TableProps<R>) {
	return (
		<>
			<table className="tbl" aria-label={label}>
				<thead>
					<tr>
						{columns.map(({ key, head, right }) => (
							<th key={key} scope="col" className={right ? 'r' : undefined}>
								{head}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{rows.map((row) => (
						<Line key={rowKey(row)} row={row} columns={columns} below={below?.(row)} />
					))}
				</tbody>
			</table>
			{more && <More {...more} />}
		</>
	);
}

type LineProps<R> = Readonly<{ row: R; columns: readonly Column<R>[]; below: ReactNode }>;

function Line<R>({ row, columns, below }: LineProps<R>) {
	const opened = below !== undefined && below !== null && below !== false;
	return (
		<>
			<tr className={opened ? 'nob' : undefined}>
				{columns.map(({ key, head, right, named, cell }) => (
					<td key={key} className={right ? 'r num' : undefined} data-head={head} data-named={named}>
						{cell(row)}
					</td>
				))}
			</tr>
			{opened && (
				<tr className="sub">
					<td colSpan={columns.length}>{below}</td>
				</tr>
			)}
		</>
	);
}

type MoreProps = Readonly<{ load: () => void; busy: boolean }>;

/** The next page of a list, asked for. Never by scrolling. */
export function More({ load, busy }: MoreProps) {
	const say = useTranslations('common.act');
	return (
		<div className="more">
			<Button onPress={load} busy={busy}>
				{say('more')}
			</Button>
		</div>
	);
}
