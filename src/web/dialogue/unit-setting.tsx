import { type ReactNode, useState } from 'react';

import { Select } from '../parts/field.tsx';
import { SettingsHead } from '../people/settings/settings-head.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';

type UnitSettingProps = Readonly<{
	place: 'service' | 'emergency' | 'roster' | 'replies';
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
