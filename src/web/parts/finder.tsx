import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';

import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';

export interface FinderOption {
	readonly key: string;
	readonly label: string;
	/** Its state at the right. */
	readonly hint?: string;
	readonly icon?: IconName;
	/** How deep it lies in a tree. */
	readonly depth?: 0 | 1 | 2 | 3 | 4;
	readonly chosen?: boolean;
	/** Its address, for who opens it beside with Ctrl and Enter. */
	readonly href?: string;
	readonly onAct: () => void;
}

export interface FinderGroup {
	readonly key: string;
	readonly title: string;
	readonly options: readonly FinderOption[];
}

type FinderProps = Readonly<{
	label: string;
	text: string;
	onText: (text: string) => void;
	groups: readonly FinderGroup[];
	/** What stands there when nothing is found. */
	none: ReactNode;
}>;

/** A line to type in and what it finds, grouped. The first is chosen; arrows move, Enter opens. */
export function Finder({ label, text, onText, groups, none }: FinderProps) {
	const id = useId();
	const [at, setAt] = useState(0);
	const options = groups.flatMap((group) => group.options);
	const current = Math.min(at, Math.max(0, options.length - 1));
	const chosen = options[current];
	const type = (value: string) => {
		setAt(0);
		onText(value);
	};
	const press = (event: KeyboardEvent) => {
		const steps: Readonly<Record<string, number>> = {
			ArrowDown: current + 1,
			ArrowUp: current - 1,
			Home: 0,
			End: options.length - 1,
		};
		const next = steps[event.key];
		if (next !== undefined && options.length > 0) {
			event.preventDefault();
			setAt((next + options.length) % options.length);
		} else if (event.key === 'Enter' && chosen) {
			event.preventDefault();
			if (chosen.href && (event.ctrlKey || event.metaKey)) window.open(chosen.href, '_blank', 'noopener');
			else chosen.onAct();
		}
	};
	const optionId = (key: string) => `${id}-${key}`;
	return (
		<div className="finder">
			<div className="q">
				<Icon name="search" size="l" />
				<input
					role="combobox"
					aria-label={label}
					aria-expanded={options.length > 0}
					aria-controls={`${id}-list`}
					aria-activedescendant={chosen ? optionId(chosen.key) : undefined}
					aria-autocomplete="list"
					autoComplete="off"
					spellCheck={false}
					placeholder={label}
					value={text}
					ref={(input) => input?.focus()}
					onChange={(event) => type(event.target.value)}
					onKeyDown={press}
				/>
				<span className="keycap" aria-hidden="true">
					Esc
				</span>
			</div>
			<div id={`${id}-list`} role="listbox" aria-label={label} tabIndex={-1}>
				{groups.map((group) => (
					<Group key={group.key} group={group} chosen={chosen?.key} optionId={optionId} />
				))}
			</div>
			{options.length === 0 && (
				<p className="pad hint" role="status">
					{none}
				</p>
			)}
		</div>
	);
}

type GroupProps = Readonly<{ group: FinderGroup; chosen: string | undefined; optionId: (key: string) => string }>;

function Group({ group, chosen, optionId }: GroupProps) {
	if (group.options.length === 0) return null;
	return (
		<fieldset aria-label={group.title}>
			<div className="g" aria-hidden="true">
				{group.title}
			</div>
			{group.options.map((option) => (
				<div
					key={option.key}
					id={optionId(option.key)}
					className={option.depth ? `o d${option.depth}` : 'o'}
					role="option"
					tabIndex={-1}
					aria-selected={option.key === chosen}
					ref={(element) => {
						if (option.key === chosen) element?.scrollIntoView({ block: 'nearest' });
					}}
					onClick={option.onAct}
					onKeyDown={(event) => event.key === 'Enter' && option.onAct()}
				>
					{option.icon ? <Icon name={option.icon} /> : <span className="i" />}
					<span>{option.label}</span>
					{option.chosen ? <Icon name="check" /> : <span className="hint">{option.hint}</span>}
				</div>
			))}
		</fieldset>
	);
}
