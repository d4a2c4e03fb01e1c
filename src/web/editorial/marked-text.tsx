import { type ReactNode, useLayoutEffect, useRef } from 'react';

import { movedCaret } from './merge-text.ts';
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
	const field = useRef<HTMLTextAreaElement>(null);
	const shown = useRef({ value, caret: 0 });
	useLayoutEffect(() => {
		const { value: before, caret } = shown.current;
		shown.current = { value, caret };
		if (before === value || field.current !== document.activeElement) return;
		// What came from elsewhere must not carry the cursor off.
		const moved = movedCaret(before, value, caret);
		field.current?.setSelectionRange(moved, moved);
	}, [value]);
	const bad = findings.some(({ severity }) => severity === 'block');
	return (
		<div className={['marked', small ? 's' : '', bad ? 'bad' : ''].filter(Boolean).join(' ')}>
			<div className="marked-b" aria-hidden="true" ref={behind}>
				{marked(value, findings)}
			</div>
			<textarea
				ref={field}
				id={id}
				aria-label={label}
				aria-describedby={describedBy}
				aria-invalid={bad || undefined}
				value={value}
				lang={language}
				spellCheck
				onChange={({ target }) => {
					shown.current = { value: target.value, caret: target.selectionStart };
					onChange(target.value);
				}}
				onSelect={({ currentTarget }) => {
					shown.current = { ...shown.current, caret: currentTarget.selectionStart };
				}}
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
