import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { Select } from '../parts/field.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';

/** The units one may write for, and which of them is meant. */
export const useWritable = () => {
	const { units, may } = useOffice();
	const chosen = useUnit();
	const writable = units.filter(({ id, closed }) => !closed && may('post.write', id));
	const first = writable.find(({ id }) => id === chosen.unitId) ?? writable[0];
	const [unitId, setUnitId] = useState(first?.id ?? '');
	return { writable, unitId, setUnitId };
};

type SelectProps = Readonly<{ value: string; onChange: (unitId: string) => void }>;

/** Which unit it is for; not asked where there is only one. */
export function UnitSelect({ value, onChange }: SelectProps) {
	const say = useTranslations('planning.filter');
	const { writable } = useWritable();
	if (writable.length < 2) return null;
	return (
		<Select
			label={say('unit')}
			value={value}
			onChange={onChange}
			options={writable.map(({ id, name }) => ({ value: id, label: name }))}
		/>
	);
}
