import { useTranslations } from 'use-intl';

import { usablePressListsEndpoint } from '#contract/press.ts';

import { useQueryOf } from '../parts/asking.ts';
import { Checkbox } from '../parts/choice.tsx';
import { DeskLink } from '../parts/desk-link.tsx';

type ChoiceProps = Readonly<{ unitId: string; chosen: readonly string[]; onChange: (chosen: string[]) => void }>;

/** To which press lists a release goes, each with the number of people it reaches. */
export function ListChoice({ unitId, chosen, onChange }: ChoiceProps) {
	const say = useTranslations('press.choice');
	const lists = useQueryOf(usablePressListsEndpoint, { unitId }, { topics: ['setting'] });
	const items = lists.data?.items ?? [];
	const gone = lists.isSuccess ? chosen.filter((id) => items.every((one) => one.id !== id)) : [];
	const toggle = (id: string, on: boolean) => onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id));
	return (
		<fieldset className="field">
			<legend className="lab">{say('label')}</legend>
			<p className="hint">
				{lists.isSuccess && items.length === 0 ? (
					<DeskLink to="/redaktion/verteiler">{say('none')}</DeskLink>
				) : (
					say('hint')
				)}
			</p>
			{items.map(({ id, name, recipients }) => (
				<Checkbox
					key={id}
					label={say('one', { name, count: recipients })}
					checked={chosen.includes(id)}
					onChange={(on) => toggle(id, on)}
				/>
			))}
			{gone.map((id) => (
				<Checkbox key={id} label={say('gone')} checked onChange={() => toggle(id, false)} />
			))}
		</fieldset>
	);
}
