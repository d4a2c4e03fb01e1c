import { useTranslations } from 'use-intl';

import { PostKindName, topics } from '#contract/editorial.ts';

import { Button } from '../parts/button.tsx';
import { useOffice } from '../shell/office.tsx';
import { usePresences } from './presences.ts';
import type { View } from './view.ts';

type FilterProps = Readonly<{ view: View; onChange: (view: View) => void }>;

/** Unit, presence, topic, kind: each stands in the address. */
export function PlanFilter({ view, onChange }: FilterProps) {
	const say = useTranslations('planning.filter');
	const sayKind = useTranslations('editorial.kind');
	const { units } = useOffice();
	const { all } = usePresences();
	const set = (key: 'stelle' | 'auftritt' | 'thema' | 'art') => (value: string) => {
		const { [key]: _, ...rest } = view;
		// NOTE: the options of each select are values of its own key.
		onChange(value === '' ? rest : ({ ...rest, [key]: value } as View));
	};
	const filtered = [view.stelle, view.auftritt, view.thema, view.art].some((value) => value !== undefined);
	const { stelle: _, auftritt: __, thema: ___, art: ____, ...bare } = view;
	return (
		<search className="ed-filter">
			{units.length > 1 && (
				<Choice
					label={say('unit')}
					all={say('all-units')}
					value={view.stelle}
					onChange={set('stelle')}
					options={units.map(({ id, name }) => [id, name])}
				/>
			)}
			<Choice
				label={say('presence')}
				all={say('all-presences')}
				value={view.auftritt}
				onChange={set('auftritt')}
				options={all.map(({ id, name }) => [id, name])}
			/>
			<Choice
				label={say('topic')}
				all={say('all-topics')}
				value={view.thema}
				onChange={set('thema')}
				options={topics.map((topic) => [topic, topic])}
			/>
			<Choice
				label={say('kind')}
				all={say('all-kinds')}
				value={view.art}
				onChange={set('art')}
				options={PostKindName.options.map((kind) => [kind, sayKind(kind)])}
			/>
			{filtered && (
				<Button kind="quiet" onPress={() => onChange(bare)}>
					{say('clear')}
				</Button>
			)}
		</search>
	);
}

type ChoiceProps = Readonly<{
	label: string;
	all: string;
	value: string | undefined;
	onChange: (value: string) => void;
	options: readonly (readonly [value: string, label: string])[];
}>;

function Choice({ label, all, value, onChange, options }: ChoiceProps) {
	return (
		<select className="inp" aria-label={label} value={value ?? ''} onChange={(event) => onChange(event.target.value)}>
			<option value="">{all}</option>
			{options.map(([key, word]) => (
				<option key={key} value={key}>
					{word}
				</option>
			))}
		</select>
	);
}
