import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { listRecordKindsEndpoint } from '#contract/records.ts';

import { useQueryOf } from '../parts/asking.ts';
import { Button, ButtonLink } from '../parts/button.tsx';
import { Select, TextField } from '../parts/field.tsx';
import { useOffice } from '../shell/office.tsx';
import { type Filter, toSearch } from './filter.ts';
import { useKind } from './kind.ts';

type FilterBarProps = Readonly<{ filter: Filter }>;

/** Narrows the list. What is set stands in the address, so that a link to it can be sent. */
export function FilterBar({ filter }: FilterBarProps) {
	const say = useTranslations('records.filter');
	const navigate = useNavigate();
	const sayKind = useKind();
	const { units } = useOffice();
	const kinds = useQueryOf(listRecordKindsEndpoint, {}, { keep: true });
	const [subject, setSubject] = useState(filter.subject ?? '');
	const go = (change: Filter) => void navigate({ to: '/akte', search: toSearch({ ...filter, ...change }) });
	return (
		<search className="pad">
			<form
				className="rec-filter"
				onSubmit={(event) => {
					event.preventDefault();
					go({ subject: subject.trim() });
				}}
			>
				<TextField label={say('subject')} type="search" value={subject} onChange={setSubject} spellCheck={false} />
				<Select
					label={say('kind')}
					empty={say('any')}
					value={filter.kind ?? ''}
					onChange={(kind) => go({ kind })}
					options={(kinds.data?.kinds ?? []).map((value) => ({ value, label: sayKind(value) }))}
				/>
				<Select
					label={say('unit')}
					empty={say('any')}
					value={filter.unit ?? ''}
					onChange={(unit) => go({ unit })}
					options={units.map(({ id, name }) => ({ value: id, label: name }))}
				/>
				<TextField label={say('from')} type="date" value={filter.from ?? ''} onChange={(from) => go({ from })} />
				<TextField label={say('to')} type="date" value={filter.to ?? ''} onChange={(to) => go({ to })} />
				<div className="acts">
					<Button submit icon="search">
						{say('search')}
					</Button>
					{Object.keys(filter).length > 0 && (
						<ButtonLink to="/akte" kind="quiet">
							{say('clear')}
						</ButtonLink>
					)}
				</div>
			</form>
		</search>
	);
}
