import { useTranslations } from 'use-intl';

import { libraryViews } from '#contract/library.ts';
import { licences } from '#kernel/media-rights.ts';

import { Segments } from '../parts/segments.tsx';
import { type Filter, withPart } from './filter.ts';

type FilterBarProps = Readonly<{ filter: Filter; onChange: (filter: Filter) => void; plain?: boolean }>;

/** Words, what is lacking, licence; and how it is laid out. */
export function FilterBar({ filter, onChange, plain }: FilterBarProps) {
	const say = useTranslations('library');
	const laidOut = [
		{ value: 'bilder' as const, label: say('list.grid') },
		{ value: 'liste' as const, label: say('list.rows') },
	];
	return (
		<search className="ed-filter">
			<input
				className="inp"
				type="search"
				aria-label={say('list.search')}
				placeholder={say('list.search')}
				defaultValue={filter.q ?? ''}
				onChange={({ target }) => onChange(withPart(filter, 'q', target.value || undefined))}
			/>
			<select
				className="inp"
				aria-label={say('list.view')}
				value={filter.nur ?? ''}
				onChange={({ target }) =>
					onChange(
						withPart(
							filter,
							'nur',
							libraryViews.find((one) => one === target.value),
						),
					)
				}
			>
				<option value="">{say('list.all-views')}</option>
				{libraryViews.map((view) => (
					<option key={view} value={view}>
						{say(`view.${view}`)}
					</option>
				))}
			</select>
			<select
				className="inp"
				aria-label={say('list.licence')}
				value={filter.lizenz ?? ''}
				onChange={({ target }) =>
					onChange(
						withPart(
							filter,
							'lizenz',
							licences.find((one) => one === target.value),
						),
					)
				}
			>
				<option value="">{say('list.all-licences')}</option>
				{licences.map((licence) => (
					<option key={licence} value={licence}>
						{say(`licence.${licence}`)}
					</option>
				))}
			</select>
			{!plain && (
				<span className="push">
					<Segments
						label={say('list.layout')}
						options={laidOut}
						value={filter.ansicht ?? 'bilder'}
						onChange={(value) => onChange(withPart(filter, 'ansicht', value === 'liste' ? value : undefined))}
					/>
				</span>
			)}
		</search>
	);
}
