import type { ReactNode } from 'react';

import { Button } from '../parts/button.tsx';
import type { CallFailure } from '../parts/call.ts';
import { FormSummary } from '../parts/failures.tsx';

type ListProps = Readonly<{ label: string; children: ReactNode }>;

/** A list the house keeps by itself: days that matter, sources. */
export function OwnList({ label, children }: ListProps) {
	return (
		<ul className="rows" aria-label={label}>
			{children}
		</ul>
	);
}

type RowProps = Readonly<{
	name: string;
	/** What the button that takes it off is called; absent for who may not. */
	remove?: string | undefined;
	onRemove: () => void;
	children: ReactNode;
}>;

export function OwnRow({ name, remove, onRemove, children }: RowProps) {
	return (
		<li className="row pl-pitch">
			<div className="m">
				<b>{name}</b>
				{children}
			</div>
			{remove && (
				<div className="act">
					<Button small icon="trash" label={remove} onPress={onRemove} />
				</div>
			)}
		</li>
	);
}

type AddProps = Readonly<{
	label: string;
	verb: string;
	failure: CallFailure | undefined;
	busy: boolean;
	/** Why it cannot be added yet. */
	blocked: string | undefined;
	onAdd: () => void;
	children: ReactNode;
}>;

/** The line of fields by which one more comes into the list. */
export function AddForm({ label, verb, failure, busy, blocked, onAdd, children }: AddProps) {
	return (
		<form
			className="pl-add pad"
			aria-label={label}
			onSubmit={(event) => {
				event.preventDefault();
				onAdd();
			}}
		>
			<FormSummary failure={failure} />
			{children}
			<Button submit icon="plus" busy={busy} blocked={blocked}>
				{verb}
			</Button>
		</form>
	);
}
