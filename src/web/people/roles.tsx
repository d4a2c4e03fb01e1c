import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { type HeldRoleShape, unitsEndpoint } from '#contract/people.ts';
import { authorityRoles, type Role, unitRoles } from '#kernel/permission.ts';

import { useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Select } from '../parts/field.tsx';

export type HeldRole = z.output<typeof HeldRoleShape>;

const allRoles: readonly Role[] = [...unitRoles, ...authorityRoles];
const needsUnit = (role: Role): boolean => unitRoles.some((one) => one === role);

/** Says a held role with its unit: "Freigabe, Tiefbauamt". */
export const useSayRole = (): ((held: HeldRole) => string) => {
	const say = useTranslations('people.role');
	const { data } = useQueryOf(unitsEndpoint, {}, { topics: ['person'] });
	return ({ role, unitId }) => {
		const unit = data?.items.find(({ id }) => id === unitId);
		return unit ? `${say(role)}, ${unit.name}` : say(role);
	};
};

type RolesFieldProps = Readonly<{ roles: readonly HeldRole[]; onChange: (roles: HeldRole[]) => void }>;

/** The roles of a person: a list to take from, a line to add to. */
export function RolesField({ roles, onChange }: RolesFieldProps) {
	const say = useTranslations('people.roles');
	const sayRole = useSayRole();
	const without = (gone: HeldRole) => onChange(roles.filter((held) => held !== gone));
	return (
		<fieldset className="field form">
			<legend className="lab">{say('title')}</legend>
			<p className="hint">{say('hint')}</p>
			<ul className="plain-list">
				{roles.map((held) => (
					<li key={`${held.role} ${held.unitId}`}>
						{sayRole(held)}{' '}
						<Button
							small
							kind="quiet"
							icon="x"
							label={say('take', { role: sayRole(held) })}
							onPress={() => without(held)}
						/>
					</li>
				))}
			</ul>
			<AddRole onAdd={(held) => onChange([...roles.filter((one) => sayRole(one) !== sayRole(held)), held])} />
		</fieldset>
	);
}

type AddRoleProps = Readonly<{ onAdd: (held: HeldRole) => void }>;

function AddRole({ onAdd }: AddRoleProps) {
	const say = useTranslations('people.roles');
	const sayRole = useTranslations('people.role');
	const { data } = useQueryOf(unitsEndpoint, {}, { topics: ['person'] });
	const [role, setRole] = useState<Role>('author');
	const [unitId, setUnitId] = useState('');
	const blocked = needsUnit(role) && unitId === '' ? say('unit-missing') : undefined;
	const units = (data?.items ?? []).filter(({ closed }) => !closed);
	return (
		<div className="roles-line">
			<Select
				label={say('role')}
				value={role}
				options={allRoles.map((value) => ({ value, label: sayRole(value) }))}
				onChange={(value) => setRole(allRoles.find((one) => one === value) ?? 'author')}
			/>
			{needsUnit(role) && (
				<Select
					label={say('unit')}
					value={unitId}
					empty={say('unit-choose')}
					options={units.map(({ id, name }) => ({ value: id, label: name }))}
					onChange={setUnitId}
				/>
			)}
			<Button icon="plus" blocked={blocked} onPress={() => onAdd({ role, unitId: needsUnit(role) ? unitId : null })}>
				{say('give')}
			</Button>
		</div>
	);
}
