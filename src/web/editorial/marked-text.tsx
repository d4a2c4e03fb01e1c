import { type ReactNode, useLayoutEffect, useRef } from 'react';

import { movedCaret } from './merge-text.ts';
import type { Finding } from './shapes.ts';
import { type Suggest, useSuggesting } from './suggesting.tsx';
import { putIn } from './trigger.ts';

type MarkedTextProps = Readonly<{
	id?: string | undefined;
	label?: string;
	describedBy?: string | undefined;
	value: string;
	language: string;
	findings: readonly Finding[];
	/** Words that stand only here. */
	differing?: readonly (readonly [number, number])[];
	/** Finishes what is begun with /, # or @. */
	suggest?: Suggest;
	onChange: (value: string) => void;
	small?: boolean;
	/** Its words are not known yet: nobody writes over what nobody has seen. */
	waiting?: boolean;
}>;

/** A text field that underlines the places the checks found. The marks lie behind the field; the words are in it once. */
export function MarkedText(props: MarkedTextProps) {
	const {
		id,
		label,
		describedBy,
		value,
		language,
		findings,
		differing = [],
		suggest,
		onChange,
		small,
		waiting = false,
	} = props;
	const behind = useRef<HTMLDivElement>(null);
	const field = useRef<HTMLTextAreaElement>(null);
	const shown = useRef({ value, caret: 0 });
	const wanted = useRef<readonly [number, number] | null>(null);
	const suggesting = useSuggesting({
		value,
		suggest,
		onTake(place) {
			const { text, selection } = putIn(value, place);
			wanted.current = selection;
			onChange(text);
		},
	});
	useLayoutEffect(() => {
		const { value: before, caret } = shown.current;
		shown.current = { value, caret };
		if (before === value || field.current !== document.activeElement) return;
		// What came from elsewhere must not carry the cursor off.
		const moved = movedCaret(before, value, caret);
		field.current?.setSelectionRange(...(wanted.current ?? [moved, moved]));
		wanted.current = null;
	}, [value]);
	const bad = findings.some(({ severity }) => severity === 'block');
	return (
		<div className={['marked', small ? 's' : '', bad ? 'bad' : ''].filter(Boolean).join(' ')}>
			<div className="marked-b" aria-hidden="true" ref={behind}>
				{marked(value, marksOf(findings, differing), suggesting.from)}
			</div>
			<textarea
				ref={field}
				id={id}
				aria-label={label}
				aria-describedby={describedBy}
				aria-invalid={bad || undefined}
				value={value}
				readOnly={waiting}
				aria-busy={waiting || undefined}
				lang={language}
				spellCheck
				onChange={({ target }) => {
					shown.current = { value: target.value, caret: target.selectionStart };
					suggesting.move(target.selectionStart);
					onChange(target.value);
				}}
				onSelect={({ currentTarget }) => {
					const { selectionStart, selectionEnd } = currentTarget;
					shown.current = { ...shown.current, caret: selectionStart };
					suggesting.move(selectionStart === selectionEnd ? selectionStart : null);
				}}
				onBlur={() => suggesting.move(null)}
				{...suggesting.field}
				onScroll={({ currentTarget }) => behind.current?.scrollTo({ top: currentTarget.scrollTop })}
			/>
			{suggesting.list}
		</div>
	);
}

interface Mark {
	readonly start: number;
	readonly end: number;
	/** Undefined for a block; the others have a class of their own. */
	readonly tone?: 'w' | 'h' | 'd';
}

/** What the checks found goes before what merely differs. */
const marksOf = (findings: readonly Finding[], differing: readonly (readonly [number, number])[]): readonly Mark[] => {
	const found = findings.flatMap(({ range, severity }): Mark[] => {
		if (range === null) return [];
		const [start, end] = range;
		return [severity === 'block' ? { start, end } : { start, end, tone: severity === 'warning' ? 'w' : 'h' }];
	});
	const free = differing.filter(([from, to]) => !found.some(({ start, end }) => from < end && start < to));
	const marks = [...found, ...free.map(([start, end]): Mark => ({ start, end, tone: 'd' }))];
	return marks.sort((a, b) => a.start - b.start);
};

/** The text with its marks; where something is begun, the place that the suggestions hang on. */
const marked = (text: string, marks: readonly Mark[], begun: number | null): ReactNode => {
	const parts: ReactNode[] = [];
	let at = 0;
	const plain = (until: number) => {
		if (begun !== null && begun >= at && begun < until) {
			parts.push(text.slice(at, begun), <span key="begun" className="begun" />, text.slice(begun, until));
		} else parts.push(text.slice(at, until));
		at = until;
	};
	for (const { start, end, tone } of marks) {
		if (start < at || end > text.length) continue;
		plain(start);
		parts.push(
			<mark key={`${tone ?? 'b'}-${start}`} className={tone}>
				{text.slice(start, end)}
			</mark>,
		);
		at = end;
	}
	plain(text.length);
	parts.push('\n');
	return parts;
};
