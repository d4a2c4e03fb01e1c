import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { addDayEndpoint, listDaysEndpoint, removeDayEndpoint } from '#contract/planning-topics.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Checkbox } from '../parts/choice.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Select, TextField } from '../parts/field.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useOffice } from '../shell/office.tsx';
import { useDayWords } from './day-head.tsx';

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
					<ul className="rows" aria-label={say('title')}>
						{items.map(({ id, name, kind, first, last, source }) => (
							<li key={id} className="row pl-pitch">
								<div className="m">
									<b>{name}</b>
									<div className="mt">
										{[
											first === last ? dayOf(first) : say('span', { from: dayOf(first), until: dayOf(last) }),
											say(`kinds.${kind}`),
											source,
										]
											.filter(Boolean)
											.join(' · ')}
									</div>
								</div>
								{mayChange && (
									<div className="act">
										<Button
											small
											icon="trash"
											label={say('remove', { name })}
											onPress={() => void remove.run({ id })}
										/>
									</div>
								)}
							</li>
						))}
					</ul>
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
	return (
		<form
			className="pl-add pad"
			aria-label={say('add-title')}
			onSubmit={(event) => {
				event.preventDefault();
				const chosen = kinds.find((one): one is Kind => one === kind) ?? 'own';
				void run({ name, kind: chosen, first: cut(first), last: cut(last || first), source: '' });
			}}
		>
			<FormSummary failure={failure} />
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
			<Button
				submit
				icon="plus"
				busy={busy}
				blocked={name.trim().length < 2 || first === '' ? say('incomplete') : undefined}
			>
				{say('add')}
			</Button>
		</form>
	);
}
