import { type ReactNode, useRef } from 'react';

import type { Finding } from './shapes.ts';

type MarkedTextProps = Readonly<{
	id?: string | undefined;
	label?: string;
	describedBy?: string | undefined;
	value: string;
	language: string;
	findings: readonly Finding[];
	onChange: (value: string) => void;
	small?: boolean;
}>;

/** A text field that underlines the places the checks found. The marks lie behind the field; the words are in it once. */
export function MarkedText({ id, label, describedBy, value, language, findings, onChange, small }: MarkedTextProps) {
	const behind = useRef<HTMLDivElement>(null);
	const bad = findings.some(({ severity }) => severity === 'block');
	return (
		<div className={['marked', small ? 's' : '', bad ? 'bad' : ''].filter(Boolean).join(' ')}>
			<div className="marked-b" aria-hidden="true" ref={behind}>
				{marked(value, findings)}
			</div>
			<textarea
				id={id}
				aria-label={label}
				aria-describedby={describedBy}
				aria-invalid={bad || undefined}
				value={value}
				lang={language}
				spellCheck
				onChange={(event) => onChange(event.target.value)}
				onScroll={({ currentTarget }) => behind.current?.scrollTo({ top: currentTarget.scrollTop })}
			/>
		</div>
	);
}

const marked = (text: string, findings: readonly Finding[]): ReactNode => {
	const parts: ReactNode[] = [];
	let at = 0;
	const found = findings
		.flatMap(({ range, severity, rule }) => (range ? [{ start: range[0], end: range[1], severity, rule }] : []))
		.sort((a, b) => a.start - b.start);
	for (const { start, end, severity, rule } of found) {
		if (start < at || end > text.length) continue;
		parts.push(text.slice(at, start));
		const tone = severity === 'block' ? undefined : severity === 'warning' ? 'w' : 'h';
		parts.push(
			<mark key={`${rule}-${start}`} className={tone}>
				{text.slice(start, end)}
			</mark>,
		);
		at = end;
	}
	parts.push(text.slice(at), '\n');
	return parts;
};
