import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';

import { type Trigger, triggerAt } from './trigger.ts';

export interface Suggestion {
	readonly key: string;
	readonly label: string;
	readonly note?: string;
	/** What is put in for it. */
	readonly words: string;
}
/** What the house can offer for what was begun; empty for nothing. */
export type Suggest = (trigger: Trigger) => readonly Suggestion[];

const MOST_SHOWN = 8;

/** What was begun at the cursor, unless it was put away, and what the house has for it. */
const offered = (given: Pick<Given, 'value' | 'suggest'> & { caret: number | null; dismissed: number | null }) => {
	const { value, suggest, caret, dismissed } = given;
	const begun = caret === null || suggest === undefined ? null : triggerAt(value, caret);
	if (begun === null || suggest === undefined || begun.from === dismissed) return { trigger: null, found: [] };
	return { trigger: begun, found: suggest(begun).slice(0, MOST_SHOWN) };
};

interface Given {
	readonly value: string;
	readonly suggest: Suggest | undefined;
	/** Puts the words in place of what was begun. */
	readonly onTake: (place: { readonly from: number; readonly to: number; readonly words: string }) => void;
}

/** Suggestions under a text field: arrows choose, Enter or Tab takes, Esc puts them away until the next word. */
export const useSuggesting = ({ value, suggest, onTake }: Given) => {
	const id = useId();
	const [caret, setCaret] = useState<number | null>(null);
	const [at, setAt] = useState(0);
	const [dismissed, setDismissed] = useState<number | null>(null);
	const { trigger, found } = offered({ value, suggest, caret, dismissed });
	const current = Math.min(at, Math.max(0, found.length - 1));
	const chosen = found[current];
	const open = trigger !== null && chosen !== undefined;
	const take = ({ words }: Suggestion) => {
		if (trigger === null || caret === null) return;
		setCaret(null);
		onTake({ from: trigger.from, to: caret, words });
	};
	const keys: Readonly<Record<string, () => void>> = {
		ArrowDown: () => setAt((current + 1) % found.length),
		ArrowUp: () => setAt((current - 1 + found.length) % found.length),
		Enter: () => chosen && take(chosen),
		Tab: () => chosen && take(chosen),
		Escape: () => setDismissed(trigger?.from ?? null),
	};
	const press = (event: KeyboardEvent) => {
		const act = open && !event.ctrlKey && !event.metaKey && !event.shiftKey ? keys[event.key] : undefined;
		if (act === undefined) return;
		event.preventDefault();
		event.stopPropagation();
		act();
	};
	return {
		/** The cursor moved, or the field was left (null). */
		move(position: number | null) {
			if (position !== caret) setAt(0);
			if (position === null || triggerAt(value, position)?.from !== dismissed) setDismissed(null);
			setCaret(position);
		},
		from: open ? trigger.from : null,
		field: suggest && {
			'aria-autocomplete': 'list' as const,
			'aria-controls': open ? `${id}-list` : undefined,
			'aria-activedescendant': open ? `${id}-${chosen.key}` : undefined,
			onKeyDown: press,
		},
		list: suggest && <List id={id} found={open ? found : []} chosen={chosen?.key} onTake={take} />,
	};
};

type ListProps = Readonly<{
	id: string;
	found: readonly Suggestion[];
	chosen: string | undefined;
	onTake: (suggestion: Suggestion) => void;
}>;

function List({ id, found, chosen, onTake }: ListProps) {
	const say = useTranslations('editorial.suggest');
	return (
		<>
			<span className="sr" role="status">
				{found.length > 0 ? say('count', { count: found.length }) : ''}
			</span>
			{found.length > 0 && (
				<div className="ed-suggest" id={`${id}-list`} role="listbox" aria-label={say('label')} tabIndex={-1}>
					{found.map((one) => (
						<div
							key={one.key}
							id={`${id}-${one.key}`}
							className="o"
							role="option"
							tabIndex={-1}
							aria-selected={one.key === chosen}
							// The field must not lose the cursor to the click.
							onMouseDown={(event) => event.preventDefault()}
							onClick={() => onTake(one)}
							onKeyDown={(event) => event.key === 'Enter' && onTake(one)}
						>
							<b>{one.label}</b>
							{one.note && <span className="hint">{one.note}</span>}
						</div>
					))}
				</div>
			)}
		</>
	);
}
