import type { ReactNode } from 'react';

type SegmentsProps<V extends string> = Readonly<{
	label: string;
	options: readonly { readonly value: V; readonly label: ReactNode }[];
	value: V;
	onChange: (value: V) => void;
}>;

/** Two or three views of the same thing, side by side. */
export function Segments<V extends string>({ label, options, value, onChange }: SegmentsProps<V>) {
	return (
		<fieldset className="seg">
			<legend className="sr">{label}</legend>
			{options.map((option) => (
				<button
					type="button"
					key={option.value}
					aria-pressed={option.value === value}
					onClick={() => onChange(option.value)}
				>
					{option.label}
				</button>
			))}
		</fieldset>
	);
}
