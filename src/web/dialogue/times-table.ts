import type { TimeLine } from '#contract/times.ts';

/** The name of a unit, presence or kind. */
export type Namer = (key: string) => string;

interface Words {
	readonly name: Namer;
	readonly heads: readonly string[];
	readonly answer: string;
	readonly settle: string;
}

/** Quotes what a spreadsheet would take apart, and takes the life out of what it would calculate. */
const cell = (value: string | number): string => {
	const text = String(value);
	const tame = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
	return /[;"\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
};

/** The report as a table for spreadsheets, in minutes; what is too small to be shown stays empty. */
export const timesTable = (lines: readonly TimeLine[], { name, heads, answer, settle }: Words): string => {
	const rows = lines.flatMap((line) =>
		[['answer', answer] as const, ['settle', settle] as const].map(([pick, title]) => {
			const figure = line[pick];
			const numbers =
				figure === null
					? ['', '', '', '', '']
					: [figure.count, figure.open.median, figure.open.p90, figure.wall.median, figure.wall.p90];
			return [line.month, name(line.key), title, ...numbers];
		}),
	);
	return `\uFEFF${[heads, ...rows].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
};
