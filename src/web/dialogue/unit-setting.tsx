import { type ReactNode, useState } from 'react';

import { Button } from '../parts/button.tsx';
import { Select } from '../parts/field.tsx';
import { SettingsHead } from '../people/settings/settings-head.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';

type UnitSettingProps = Readonly<{
	place: 'service' | 'emergency' | 'roster' | 'replies' | 'rules';
	intro: string;
	label: string;
	children: (unitId: string) => ReactNode;
}>;

/** A page of set-up for one unit at a time, chosen among those whose service one may set. */
export function UnitSetting({ place, intro, label, children }: UnitSettingProps) {
	const { units, may } = useOffice();
	const { unitId: here } = useUnit();
	const mine = units.filter(({ id }) => may('service.manage', id));
	const [chosen, choose] = useState(here ?? '');
	const unit = mine.find(({ id }) => id === chosen)?.id ?? mine[0]?.id;
	return (
		<>
			<SettingsHead place={place} />
			<p className="appr-intro">{intro}</p>
			<div className="svc-unit">
				<Select
					label={label}
					value={unit ?? ''}
					options={mine.map(({ id, name }) => ({ value: id, label: name }))}
					onChange={choose}
				/>
			</div>
			{unit !== undefined && children(unit)}
		</>
	);
}

type UnitActsProps = Readonly<{
	words: { readonly save: string; readonly inherit: string };
	busy: boolean;
	/** The unit has a setting of its own, which it may give up for that of the unit above. */
	own: boolean;
	onSave: () => void;
	onInherit: () => void;
}>;

/** Keeps the setting of the unit, or gives it up. */
export function UnitActs({ words, busy, own, onSave, onInherit }: UnitActsProps) {
	return (
		<div className="acts">
			<Button kind="main" busy={busy} onPress={onSave}>
				{words.save}
			</Button>
			{own && (
				<Button icon="undo-2" busy={busy} onPress={onInherit}>
					{words.inherit}
				</Button>
			)}
		</div>
	);
}
