import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';

import { Dialog } from '../parts/dialog.tsx';
import { Finder, type FinderOption } from '../parts/finder.tsx';
import { Icon } from '../parts/icon.tsx';
import { initials } from '../parts/initials.ts';
import { useOffice, type Whoami } from './office.tsx';

const STORED = 'amtsfunk.unit';
type Unit = Whoami['units'][number];

interface ChosenUnit {
	/** The unit the person acts for; null for all their units. */
	readonly unit: Unit | null;
	readonly unitId: string | undefined;
	readonly choose: (unitId: string | null) => void;
	/** Whether something of this unit belongs to what is chosen: the unit itself or one below. */
	readonly covers: (unitId: string) => boolean;
}

const UnitContext = createContext<ChosenUnit | null>(null);

/** The unit one acts for now. Lists filter by it, new things belong to it. */
export const useUnit = (): ChosenUnit => {
	const chosen = useContext(UnitContext);
	if (chosen === null) throw new Error('only pages inside the shell know the unit');
	return chosen;
};

type UnitChoiceProps = Readonly<{ children: ReactNode }>;

export function UnitChoice({ children }: UnitChoiceProps) {
	const { units } = useOffice();
	const [id, setId] = useState(() => localStorage.getItem(STORED));
	const value = useMemo<ChosenUnit>(() => {
		const only = units.length === 1 ? units[0] : undefined;
		const unit = only ?? units.find((each) => each.id === id) ?? null;
		const choose = (next: string | null) => {
			if (next === null) localStorage.removeItem(STORED);
			else localStorage.setItem(STORED, next);
			setId(next);
		};
		return { unit, unitId: unit?.id, choose, covers: (other) => unit === null || isBelow(other, unit.id, units) };
	}, [units, id]);
	return <UnitContext value={value}>{children}</UnitContext>;
}

type SwitcherProps = Readonly<{ phone?: boolean }>;

/** Shows the unit one acts for and opens the tree to choose another. */
export function UnitSwitcher({ phone }: SwitcherProps) {
	const say = useTranslations('shell.unit');
	const { authority, units } = useOffice();
	const { unit } = useUnit();
	const [open, setOpen] = useState(false);
	const name = unit?.name ?? (units.length === 0 ? authority.name : say('all'));
	const face = (
		<>
			<span className="av" aria-hidden="true">
				{unit ? unit.short.slice(0, 2).toUpperCase() : initials(authority.name)}
			</span>
			<span className="t">
				<b>{name}</b>
				{!phone && name !== authority.name && authority.name}
			</span>
		</>
	);
	const className = phone ? 'unit mob' : 'unit';
	if (units.length < 2) return <div className={className}>{face}</div>;
	return (
		<>
			<button type="button" className={className} onClick={() => setOpen(true)}>
				{face}
				<Icon name="chevrons-up-down" />
				<span className="sr">, {say('switch')}</span>
			</button>
			{open && <UnitDialog onClose={() => setOpen(false)} />}
		</>
	);
}

type UnitDialogProps = Readonly<{ onClose: () => void }>;

function UnitDialog({ onClose }: UnitDialogProps) {
	const say = useTranslations('shell.unit');
	const { units } = useOffice();
	const { unitId, choose } = useUnit();
	const [text, setText] = useState('');
	const take = (id: string | null) => {
		choose(id);
		onClose();
	};
	const wanted = text.trim().toLocaleLowerCase();
	const tree = units
		.filter(({ name, short }) => `${name} ${short}`.toLocaleLowerCase().includes(wanted))
		.map(
			(unit): FinderOption => ({
				key: unit.id,
				label: unit.name,
				icon: 'building',
				depth: wanted === '' ? depthOf(unit, units) : 0,
				chosen: unit.id === unitId,
				hint: unit.short,
				onAct: () => take(unit.id),
			}),
		);
	const all: FinderOption = {
		key: 'all',
		label: say('all'),
		icon: 'users',
		chosen: unitId === undefined,
		onAct: () => take(null),
	};
	const options = wanted === '' ? [all, ...tree] : tree;
	return (
		<Dialog title={say('switch')} onClose={onClose} bare>
			<Finder
				label={say('search')}
				text={text}
				onText={setText}
				groups={[{ key: 'mine', title: say('mine'), options }]}
				none={say('none')}
			/>
		</Dialog>
	);
}

const depths = [0, 1, 2, 3, 4] as const;

/** How many of its ancestors are in sight. */
const depthOf = (unit: Unit, units: readonly Unit[]): (typeof depths)[number] => {
	const parent = units.find(({ id }) => id === unit.parentId);
	if (!parent) return 0;
	const above = depthOf(parent, units);
	return depths[above + 1] ?? 4;
};

const isBelow = (id: string | null, top: string, units: readonly Unit[]): boolean => {
	if (id === null || id === top) return id === top;
	return isBelow(units.find((unit) => unit.id === id)?.parentId ?? null, top, units);
};
