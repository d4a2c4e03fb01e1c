import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';

import { conversationCountsEndpoint, sourcesEndpoint } from '#contract/dialogue.ts';

import { useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';
import {
	type Filter,
	hints,
	isNarrowed,
	kinds,
	type Narrowing,
	narrowings,
	priorities,
	sortsFor,
	states,
	takesState,
	toSearch,
	type View,
	views,
	widened,
	withPart,
} from './filter.ts';
import { useLabels } from './labels.tsx';

type FilterProps = Readonly<{ filter: Filter }>;

const useChange = () => {
	const navigate = useNavigate();
	return (next: Filter) => void navigate({ to: '.', search: toSearch(next), replace: true });
};

/** Which conversations, in which order, and what narrows them. Everything stands in the address. */
export function TriageFilters({ filter, postTitle }: FilterProps & Readonly<{ postTitle: string | null | undefined }>) {
	const say = useTranslations('dialogue.filter');
	const [open, setOpen] = useState(false);
	const id = useId();
	return (
		<>
			<ViewSelect filter={filter} />
			<div className="tri-row">
				<SortSelect filter={filter} />
				<button
					type="button"
					className="btn"
					aria-expanded={open}
					aria-controls={id}
					onClick={() => setOpen((before) => !before)}
				>
					<Icon name="sliders-horizontal" /> {say('open')}
				</button>
			</div>
			<div id={id} className="tri-narrow" hidden={!open}>
				{open && <NarrowingFields filter={filter} />}
			</div>
			<Chips filter={filter} postTitle={postTitle} />
		</>
	);
}

function ViewSelect({ filter }: FilterProps) {
	const say = useTranslations('dialogue');
	const navigate = useNavigate();
	const { unitId } = useUnit();
	const unit = filter.unit ?? unitId;
	const counts: Partial<Record<View, number>> | undefined = useQueryOf(
		conversationCountsEndpoint,
		unit ? { unit } : {},
		{
			topics: ['conversation'],
			keep: true,
		},
	).data;
	const named = (view: View): string => {
		const waiting = counts?.[view];
		return waiting === undefined ? say(`view.${view}`) : `${say(`view.${view}`)} ${waiting}`;
	};
	return (
		<select
			className="inp"
			aria-label={say('view.label')}
			value={filter.view ?? 'open'}
			onChange={({ target }) => {
				const next = withPart(filter, 'view', target.value);
				void navigate({ to: '.', search: toSearch(takesState(next) ? next : withPart(next, 'state', '')) });
			}}
		>
			{views.map((view) => (
				<option key={view} value={view}>
					{named(view)}
				</option>
			))}
		</select>
	);
}

function SortSelect({ filter }: FilterProps) {
	const say = useTranslations('dialogue.filter');
	const change = useChange();
	const possible = sortsFor(filter);
	if (possible.length === 0)
		return <span className="hint">{say(filter.q === undefined ? 'sort.back' : 'sort.best')}</span>;
	const current = possible.find((sort) => sort === filter.sort) ?? possible[0];
	return (
		<select
			className="inp"
			aria-label={say('sort.label')}
			value={current}
			onChange={({ target }) => change(withPart(filter, 'sort', target.value === possible[0] ? '' : target.value))}
		>
			{possible.map((sort) => (
				<option key={sort} value={sort}>
					{say(`sort.${sort}`)}
				</option>
			))}
		</select>
	);
}

interface Choice {
	readonly value: string;
	readonly label: string;
}

/** What can be chosen for each part, with the words it is shown in. */
const useChoices = (filter: Filter): Readonly<Partial<Record<Narrowing, readonly Choice[]>>> => {
	const say = useTranslations('dialogue');
	const { units, may } = useOffice();
	const sources = useQueryOf(sourcesEndpoint, {}, { topics: ['presence'] }).data?.sources ?? [];
	const labels = useLabels();
	const readable = units.filter(({ id }) => may('conversation.read', id));
	const words = <T extends string>(values: readonly T[], word: (value: T) => string): readonly Choice[] =>
		values.map((value) => ({ value, label: word(value) }));
	return {
		...(takesState(filter) ? { state: words(states, (state) => say(`state.${state}`)) } : {}),
		presence: [
			...sources.map(({ presenceId, name }) => ({ value: presenceId, label: name })),
			{ value: 'form', label: say('form') },
		],
		...(readable.length > 1 ? { unit: readable.map(({ id, name }) => ({ value: id, label: name })) } : {}),
		kind: words(kinds, (kind) => say(`service.asking.${kind}`)),
		priority: words(priorities, (priority) => say(`priority.${priority}`)),
		hint: words(hints, (hint) => say(`hint.key.${hint}`)),
		...(labels.length > 0 ? { label: labels.map(({ id, name }) => ({ value: id, label: name })) } : {}),
	};
};

function NarrowingFields({ filter }: FilterProps) {
	const say = useTranslations('dialogue.filter');
	const change = useChange();
	const choices = useChoices(filter);
	return (
		<>
			{narrowings.map((part) => {
				const options = choices[part];
				return (
					options && (
						<select
							key={part}
							className="inp"
							aria-label={say(`part.${part}`)}
							value={filter[part] ?? ''}
							onChange={({ target }) => change(withPart(filter, part, target.value))}
						>
							<option value="">{say(part === 'state' && filter.view === 'all' ? 'any.whole' : `any.${part}`)}</option>
							{options.map(({ value, label }) => (
								<option key={value} value={value}>
									{label}
								</option>
							))}
						</select>
					)
				);
			})}
		</>
	);
}

/** What narrows the list, each to be taken off by itself. */
function Chips({ filter, postTitle }: FilterProps & Readonly<{ postTitle: string | null | undefined }>) {
	const say = useTranslations('dialogue.filter');
	const common = useTranslations('common.act');
	const change = useChange();
	const choices = useChoices(filter);
	const chosen = narrowings.filter((part) => filter[part] !== undefined);
	if (!isNarrowed(filter)) return null;
	const wordFor = (part: Narrowing): string =>
		part === 'post'
			? (postTitle ?? say('part.post'))
			: (choices[part]?.find(({ value }) => value === filter[part])?.label ?? say(`part.${part}`));
	return (
		<ul className="tri-chips">
			{chosen.map((part) => (
				<li key={part}>
					<button type="button" className="tri-chip" onClick={() => change(withPart(filter, part, ''))}>
						<span className="one-line">{wordFor(part)}</span>
						<Icon name="x" />
						<span className="sr">, {say('drop')}</span>
					</button>
				</li>
			))}
			<li>
				<Button small kind="quiet" onPress={() => change(widened(filter))}>
					{common('clear-filters')}
				</Button>
			</li>
		</ul>
	);
}
