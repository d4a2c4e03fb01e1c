import { type ReactNode, useId, useRef } from 'react';
import { useTranslations } from 'use-intl';

import { Button } from './button.tsx';
import { Field, FieldError, type FieldLook } from './field.tsx';

type CheckboxProps = Readonly<{
	label: ReactNode;
	hint?: ReactNode;
	checked: boolean;
	onChange: (checked: boolean) => void;
	error?: string | undefined;
}>;

/** Yes or no, with the whole line as target. */
export function Checkbox({ label, hint, checked, onChange, error }: CheckboxProps) {
	const id = useId();
	return (
		<div className="field">
			<label className="choice">
				<input
					type="checkbox"
					checked={checked}
					aria-describedby={error ? `${id}-e` : undefined}
					aria-invalid={error ? true : undefined}
					onChange={(event) => onChange(event.target.checked)}
				/>
				<span>
					{label}
					{hint && <small>{hint}</small>}
				</span>
			</label>
			{error && <FieldError id={`${id}-e`}>{error}</FieldError>}
		</div>
	);
}

interface Option<V extends string> {
	readonly value: V;
	readonly label: ReactNode;
	readonly hint?: ReactNode;
}

type RadioRowsProps<V extends string> = Readonly<{
	label: string;
	options: readonly Option<V>[];
	value: V | undefined;
	onChange: (value: V) => void;
	error?: string | undefined;
}>;

/** One of several, each as a wide row with what one should know about it. */
export function RadioRows<V extends string>({ label, options, value, onChange, error }: RadioRowsProps<V>) {
	const id = useId();
	return (
		<fieldset className="field" aria-describedby={error ? `${id}-e` : undefined}>
			<legend className="lab">{label}</legend>
			<div className="choices">
				{options.map((option) => (
					<label className="choice" key={option.value}>
						<input type="radio" name={id} checked={option.value === value} onChange={() => onChange(option.value)} />
						<span>
							{option.label}
							{option.hint && <small>{option.hint}</small>}
						</span>
					</label>
				))}
			</div>
			{error && <FieldError id={`${id}-e`}>{error}</FieldError>}
		</fieldset>
	);
}

type FileFieldProps = Readonly<
	FieldLook & {
		/** What may be chosen, `image/png,image/jpeg`. */
		accept: string;
		several?: boolean;
		onFiles: (files: readonly File[]) => void;
	}
>;

/** Chooses files; a button in the desk's own look before the browser's input. */
export function FileField({ accept, several, onFiles, ...look }: FileFieldProps) {
	const say = useTranslations('common.act');
	const input = useRef<HTMLInputElement>(null);
	return (
		<Field {...look}>
			{(ids) => (
				<div className="file">
					<Button icon="upload" onPress={() => input.current?.click()}>
						{say('choose-file')}
					</Button>
					<input
						{...ids}
						ref={input}
						className="sr"
						type="file"
						tabIndex={-1}
						accept={accept}
						multiple={several}
						onChange={(event) => {
							onFiles([...(event.target.files ?? [])]);
							event.target.value = '';
						}}
					/>
				</div>
			)}
		</Field>
	);
}
