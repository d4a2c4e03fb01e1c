import { useTranslations } from 'use-intl';

import type { CueProblem } from '#kernel/captions.ts';

import { Button } from '../parts/button.tsx';
import { blankRow, type CaptionRow } from './caption-rows.ts';

type Problem = { readonly at: number; readonly why: CueProblem['why'] | 'time' };

type LinesProps = Readonly<{
	rows: readonly CaptionRow[];
	problems: readonly Problem[];
	language: string;
	onRows: (rows: readonly CaptionRow[]) => void;
}>;

/** One line per caption: from, until, words. */
export function CaptionLines({ rows, problems, language, onRows }: LinesProps) {
	const say = useTranslations('library.captions');
	if (rows.length === 0) return <p className="hint">{say('none')}</p>;
	const change = (at: number, part: Partial<CaptionRow>) =>
		onRows(rows.map((row, place) => (place === at ? { ...row, ...part } : row)));
	return (
		<ol className="cues" aria-label={say('title')}>
			{rows.map((row, at) => (
				<Line
					key={row.key}
					row={row}
					number={at + 1}
					language={language}
					problem={problems.find((one) => one.at === at)}
					onChange={(part) => change(at, part)}
					onInsert={() => onRows(rows.toSpliced(at + 1, 0, blankRow(row)))}
					onRemove={() => onRows(rows.toSpliced(at, 1))}
				/>
			))}
		</ol>
	);
}

type LineProps = Readonly<{
	row: CaptionRow;
	number: number;
	language: string;
	problem: Problem | undefined;
	onChange: (part: Partial<CaptionRow>) => void;
	onInsert: () => void;
	onRemove: () => void;
}>;

function Line({ row, number, language, problem, onChange, onInsert, onRemove }: LineProps) {
	const say = useTranslations('library.captions');
	const told = problem ? `cue-${row.key}` : undefined;
	const field = (name: 'from' | 'until') => (
		<input
			className="inp"
			aria-label={say(name, { number })}
			aria-invalid={problem !== undefined || undefined}
			aria-describedby={told}
			value={row[name]}
			onChange={({ target }) => onChange({ [name]: target.value })}
		/>
	);
	return (
		<li>
			{field('from')}
			{field('until')}
			<textarea
				className="inp"
				rows={2}
				lang={language}
				aria-label={say('text', { number })}
				aria-invalid={problem !== undefined || undefined}
				aria-describedby={told}
				value={row.text}
				onChange={({ target }) => onChange({ text: target.value })}
			/>
			<span className="cue-acts">
				<Button small kind="quiet" icon="plus" label={say('insert', { number })} onPress={onInsert} />
				<Button small kind="quiet" icon="trash" label={say('remove', { number })} onPress={onRemove} />
			</span>
			{problem && (
				<p id={told} className="cue-fault">
					{say(`fault.${problem.why}`)}
				</p>
			)}
		</li>
	);
}
