import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { addDayEndpoint, listDaysEndpoint, removeDayEndpoint } from '#contract/planning-topics.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Checkbox } from '../parts/choice.tsx';
import { Select, TextField } from '../parts/field.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useOffice } from '../shell/office.tsx';
import { useDayWords } from './day-head.tsx';
import { AddForm, OwnList, OwnRow } from './own-list.tsx';

const kinds = ['awareness', 'school-holiday', 'own'] as const;
type Kind = (typeof kinds)[number];

/** The own list of days that matter, with who proclaimed them. */
export function DaysSheet() {
	const say = useTranslations('planning.days');
	const words = useDayWords();
	const { may } = useOffice();
	const query = useQueryOf(listDaysEndpoint, {}, { topics: ['setting'] });
	const remove = useAct(removeDayEndpoint, { topics: ['setting', 'post'] });
	const mayChange = may('planning.manage');
	// A leap year knows every day; the year itself is not shown.
	const dayOf = (day: string): string => (day.length === 5 ? words.inYear(`2024-${day}`) : words.date(day));
	return (
		<Sheet title={say('title')}>
			<p className="hint pad">{say('about')}</p>
			{mayChange && <AddDay />}
			<Answer query={query} what={say('title')}>
				{({ items }) => (
					<OwnList label={say('title')}>
						{items.map(({ id, name, kind, first, last, source }) => (
							<OwnRow
								key={id}
								name={name}
								remove={mayChange ? say('remove', { name }) : undefined}
								onRemove={() => void remove.run({ id })}
							>
								<div className="mt">
									{[
										first === last ? dayOf(first) : say('span', { from: dayOf(first), until: dayOf(last) }),
										say(`kinds.${kind}`),
										source,
									]
										.filter(Boolean)
										.join(' · ')}
								</div>
							</OwnRow>
						))}
					</OwnList>
				)}
			</Answer>
		</Sheet>
	);
}

function AddDay() {
	const say = useTranslations('planning.days');
	const [name, setName] = useState('');
	const [kind, setKind] = useState<string>('own');
	const [first, setFirst] = useState('');
	const [last, setLast] = useState('');
	const [yearly, setYearly] = useState(false);
	const { run, busy, failure } = useAct(addDayEndpoint, {
		topics: ['setting', 'post'],
		onDone: () => {
			setName('');
			setFirst('');
			setLast('');
		},
	});
	const cut = (day: string): string => (yearly ? day.slice(5) : day);
	const add = () => {
		const chosen = kinds.find((one): one is Kind => one === kind) ?? 'own';
		void run({ name, kind: chosen, first: cut(first), last: cut(last || first), source: '' });
	};
	return (
		<AddForm
			label={say('add-title')}
			verb={say('add')}
			failure={failure}
			busy={busy}
			blocked={name.trim().length < 2 || first === '' ? say('incomplete') : undefined}
			onAdd={add}
		>
			<TextField label={say('name')} value={name} onChange={setName} />
			<Select
				label={say('kind')}
				value={kind}
				onChange={setKind}
				options={kinds.map((one) => ({ value: one, label: say(`kinds.${one}`) }))}
			/>
			<TextField label={say('first')} type="date" value={first} onChange={setFirst} />
			<TextField label={say('last')} optional type="date" value={last} onChange={setLast} />
			<Checkbox label={say('yearly')} checked={yearly} onChange={setYearly} />
		</AddForm>
	);
}
