import { useState } from 'react';

import { TextArea } from '../parts/field.tsx';

type LinesProps = Readonly<{
	label: string;
	hint: string;
	fixed: boolean;
	lines: readonly string[];
	onChange: (lines: string[]) => void;
}>;

const toLines = (text: string): string[] =>
	text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');

/** A list, one entry per line. Keeps the text as it is typed; the list follows. */
export function LinesField({ label, hint, fixed, lines, onChange }: LinesProps) {
	const [text, setText] = useState(lines.join('\n'));
	const isOurs = toLines(text).join('\n') === lines.join('\n');
	const shown = isOurs ? text : lines.join('\n');
	if (fixed)
		return (
			<div>
				<span className="lab">{label}</span>
				<p className="ed-pre">{lines.length > 0 ? lines.join('\n') : '–'}</p>
			</div>
		);
	return (
		<TextArea
			label={label}
			hint={hint}
			rows={Math.min(8, Math.max(2, lines.length + 1))}
			value={shown}
			onChange={(next) => {
				setText(next);
				onChange(toLines(next));
			}}
		/>
	);
}
