import { type ReactNode, useId } from 'react';
import { useTranslations } from 'use-intl';

import { focusOnce } from './focus.ts';
import { Icon } from './icon.tsx';

export interface FieldLook {
	readonly label: string;
	/** Stands under the label: what belongs here, with an example. */
	readonly hint?: ReactNode;
	/** What would be right, once something is not. */
	readonly error?: string | undefined;
	readonly optional?: boolean;
}

/** What the input needs so that label, hint and error belong to it. */
export interface FieldIds {
	readonly id: string;
	readonly 'aria-describedby': string | undefined;
	readonly 'aria-invalid': true | undefined;
}

type FieldProps = Readonly<FieldLook & { children: (ids: FieldIds) => ReactNode }>;

/** Label above, hint under it, the input, and under that what would be right. */
export function Field({ label, hint, error, optional, children }: FieldProps) {
	const say = useTranslations('common.field');
	const id = useId();
	const described = [hint ? `${id}-h` : '', error ? `${id}-e` : ''].filter(Boolean).join(' ');
	return (
		<div className="field">
			<label className="lab" htmlFor={id}>
				{label} {optional && <span className="hint">{say('optional')}</span>}
			</label>
			{hint && (
				<p className="hint" id={`${id}-h`}>
					{hint}
				</p>
			)}
			{children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
			{error && <FieldError id={`${id}-e`}>{error}</FieldError>}
		</div>
	);
}

type FieldErrorProps = Readonly<{ id: string; children: string }>;

export function FieldError({ id, children }: FieldErrorProps) {
	return (
		<p className="err" id={id}>
			<Icon name="octagon-x" />
			{children}
		</p>
	);
}

interface TextLook extends FieldLook {
	readonly value: string;
	readonly onChange: (value: string) => void;
	readonly onLeave?: () => void;
	readonly name?: string;
	readonly autoFocus?: boolean;
}

type TextFieldProps = Readonly<
	TextLook & {
		type?: 'text' | 'email' | 'password' | 'search' | 'url' | 'datetime-local' | 'date' | 'time' | 'number';
		/** The browser's word for what belongs here (`username`, `one-time-code`). WCAG 1.3.5 asks for it. */
		autoComplete?: string;
		inputMode?: 'numeric' | 'text' | 'email' | 'url';
		spellCheck?: boolean;
	}
>;

/** One line of text. */
export function TextField(props: TextFieldProps) {
	const { value, onChange, onLeave, name, type = 'text', autoComplete, inputMode, spellCheck, autoFocus } = props;
	return (
		<Field {...lookOf(props)}>
			{(ids) => (
				<input
					{...ids}
					className="inp"
					type={type}
					value={value}
					name={name}
					autoComplete={autoComplete}
					inputMode={inputMode}
					spellCheck={spellCheck}
					ref={autoFocus ? focusOnce : undefined}
					onChange={(event) => onChange(event.target.value)}
					onBlur={onLeave}
				/>
			)}
		</Field>
	);
}

const lookOf = ({ label, hint, error, optional }: FieldLook): FieldLook => ({
	label,
	...(hint ? { hint } : {}),
	...(error ? { error } : {}),
	...(optional ? { optional } : {}),
});

type TextAreaProps = Readonly<TextLook & { rows?: number; language?: string }>;

/** Several lines of text. */
export function TextArea(props: TextAreaProps) {
	const { value, onChange, onLeave, name, rows = 5, language, autoFocus } = props;
	return (
		<Field {...lookOf(props)}>
			{(ids) => (
				<textarea
					{...ids}
					className="inp"
					value={value}
					name={name}
					rows={rows}
					lang={language}
					ref={autoFocus ? focusOnce : undefined}
					onChange={(event) => onChange(event.target.value)}
					onBlur={onLeave}
				/>
			)}
		</Field>
	);
}

type SelectProps = Readonly<
	TextLook & {
		options: readonly { readonly value: string; readonly label: string }[];
		/** Shown first, chooses nothing. */
		empty?: string;
	}
>;

/** One of a few. */
export function Select(props: SelectProps) {
	const { value, onChange, onLeave, name, options, empty } = props;
	return (
		<Field {...lookOf(props)}>
			{(ids) => (
				<select
					{...ids}
					className="inp"
					value={value}
					name={name}
					onChange={(event) => onChange(event.target.value)}
					onBlur={onLeave}
				>
					{empty !== undefined && <option value="">{empty}</option>}
					{options.map((option) => (
						<option key={option.value} value={option.value}>
							{option.label}
						</option>
					))}
				</select>
			)}
		</Field>
	);
}
