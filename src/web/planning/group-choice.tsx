import { useTranslations } from 'use-intl';

import { Checkbox } from '../parts/choice.tsx';
import { useGroups } from './groups.ts';

type ChoiceProps = Readonly<{ chosen: readonly string[]; onChange: (chosen: string[]) => void }>;

/** For whom something is meant; nothing where no target groups are named yet. */
export function GroupChoice({ chosen, onChange }: ChoiceProps) {
	const say = useTranslations('planning.groups');
	const groups = useGroups().filter(({ id, archived }) => !archived || chosen.includes(id));
	if (groups.length === 0) return null;
	return (
		<fieldset className="field">
			<legend className="lab">{say('label')}</legend>
			{groups.map(({ id, name }) => (
				<Checkbox
					key={id}
					label={name}
					checked={chosen.includes(id)}
					onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
				/>
			))}
		</fieldset>
	);
}
