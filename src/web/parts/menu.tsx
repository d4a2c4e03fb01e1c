import type { ReactNode } from 'react';
import {
	Button as AriaButton,
	Menu as AriaMenu,
	MenuItem,
	MenuTrigger,
	Popover,
	Separator,
} from 'react-aria-components';

import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';

export interface MenuEntry {
	readonly key: string;
	readonly label: string;
	readonly icon?: IconName;
	/** For a choice among several: whether it is the present one. */
	readonly chosen?: boolean;
	readonly danger?: boolean;
	/** A line above it. */
	readonly parted?: boolean;
	readonly onAct: () => void;
}

type MenuProps = Readonly<{
	/** What opens it. */
	children: ReactNode;
	label: string;
	className?: string;
	entries: readonly MenuEntry[];
	/** Stands over the entries. */
	head?: ReactNode;
}>;

/** Acts behind one button; arrows move, Enter acts, Esc closes and gives the focus back. */
export function Menu({ children, label, className = 'btn', entries, head }: MenuProps) {
	return (
		<MenuTrigger>
			<AriaButton className={className}>
				{children}
				<span className="sr">, {label}</span>
			</AriaButton>
			<Popover className="menu" placement="bottom end">
				{head && <div className="menu-h">{head}</div>}
				<AriaMenu aria-label={label}>{entries.map(entry)}</AriaMenu>
			</Popover>
		</MenuTrigger>
	);
}

const entry = ({ key, label, icon, chosen, danger, parted, onAct }: MenuEntry) => {
	const item = (
		<MenuItem key={key} className={danger ? 'menu-i danger' : 'menu-i'} textValue={label} onAction={onAct}>
			{icon ? <Icon name={icon} /> : <span className="i" />}
			<span>{label}</span>
			{chosen && <Icon name="check" />}
			{chosen && <span className="sr"> ✓</span>}
		</MenuItem>
	);
	return parted ? [<Separator key={`${key}-line`} className="menu-l" />, item] : item;
};
