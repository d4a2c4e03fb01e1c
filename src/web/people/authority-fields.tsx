import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { AuthorityShape } from '#contract/setup.ts';

import { Select, TextField } from '../parts/field.tsx';

export type Authority = z.output<typeof AuthorityShape>;

export const freshAuthority: Authority = {
	name: '',
	kind: 'city',
	zone: 'Europe/Berlin',
	land: null,
	language: 'de',
	contact: { street: '', postcode: '', place: '', phone: '', mail: '', representative: '' },
};

const kinds = ['city', 'district', 'state', 'federal', 'other'] as const;
export const laender = [
	'BB',
	'BE',
	'BW',
	'BY',
	'HB',
	'HE',
	'HH',
	'MV',
	'NI',
	'NW',
	'RP',
	'SH',
	'SL',
	'SN',
	'ST',
	'TH',
] as const;
const contactFields = [
	['street', 'street-address'],
	['postcode', 'postal-code'],
	['place', 'address-level2'],
	['phone', 'tel'],
	['mail', 'email'],
	['representative', 'off'],
] as const;

/** The authority as it is being edited, and the fields for it. */
export const useAuthorityFields = (before: Authority) => {
	const say = useTranslations('people.authority');
	const [authority, setAuthority] = useState(before);
	const change = (part: Partial<Authority>) => setAuthority({ ...authority, ...part });
	const { contact } = authority;
	const checked = AuthorityShape.safeParse(authority);
	const fields = (
		<>
			<TextField
				label={say('name')}
				hint={say('name-hint')}
				value={authority.name}
				autoComplete="organization"
				onChange={(name) => change({ name })}
			/>
			<div className="two">
				<Select
					label={say('kind')}
					value={authority.kind}
					options={kinds.map((value) => ({ value, label: say(`kind-${value}`) }))}
					onChange={(value) => change({ kind: kinds.find((kind) => kind === value) ?? 'other' })}
				/>
				<Select
					label={say('land')}
					value={authority.land ?? ''}
					empty={say('land-none')}
					options={laender.map((short) => ({ value: `DE-${short}`, label: say(`land-${short}`) }))}
					onChange={(value) => change({ land: value || null })}
				/>
			</div>
			<TextField
				label={say('zone')}
				value={authority.zone}
				spellCheck={false}
				error={checked.success || authority.zone !== '' ? undefined : say('zone-missing')}
				onChange={(zone) => change({ zone })}
			/>
			<fieldset className="field form">
				<legend className="lab">{say('contact')}</legend>
				<p className="hint">{say('contact-hint')}</p>
				{contactFields.map(([key, autoComplete]) => (
					<TextField
						key={key}
						label={say(key)}
						optional
						autoComplete={autoComplete}
						value={contact[key]}
						onChange={(value) => change({ contact: { ...contact, [key]: value } })}
					/>
				))}
			</fieldset>
		</>
	);
	return { authority, fields, missing: checked.success ? undefined : say('missing') };
};
