import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { addSourceEndpoint, listSourcesEndpoint, removeSourceEndpoint } from '#contract/planning-exchange.ts';

import { type Language, languages } from '#kernel/language.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Select, TextField } from '../parts/field.tsx';
import { Moment } from '../parts/moment.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { useOffice } from '../shell/office.tsx';
import { AddForm, OwnList, OwnRow } from './own-list.tsx';
import { UnitSelect, useWritable } from './unit-select.tsx';

const useLanguageName = (): ((language: Language) => string) => {
	const say = useTranslations('planning.sources');
	return (language) => say(`languages.${language}`);
};

/** Addresses from whose entries drafts are made: the city's calendar of events, the news of a service. */
export function SourcesSheet() {
	const say = useTranslations('planning.sources');
	const { may } = useOffice();
	const query = useQueryOf(listSourcesEndpoint, {}, { topics: ['setting', 'post'] });
	const sayLanguage = useLanguageName();
	const remove = useAct(removeSourceEndpoint, { topics: ['setting'] });
	return (
		<Sheet title={say('title')}>
			<p className="hint pad">{say('about')}</p>
			<Answer query={query} what={say('title')}>
				{({ items }) => (
					<OwnList label={say('title')}>
						{items.map(({ id, name, url, language, askedAt, failure, drafts, mayChange }) => (
							<OwnRow
								key={id}
								name={name}
								remove={mayChange ? say('remove', { name }) : undefined}
								onRemove={() => void remove.run({ id })}
							>
								<div className="mt pl-link">{url}</div>
								<div className="mt">
									{askedAt ? <Moment at={askedAt} /> : say('soon')} · {say('drafts', { count: drafts })} ·{' '}
									{sayLanguage(language)}
									{failure && <Stamp state="missing">{say('failed', { reason: failure })}</Stamp>}
								</div>
							</OwnRow>
						))}
					</OwnList>
				)}
			</Answer>
			{may('post.write') && <AddSource />}
		</Sheet>
	);
}

function AddSource() {
	const say = useTranslations('planning.sources');
	const { unitId, setUnitId } = useWritable();
	const [name, setName] = useState('');
	const [url, setUrl] = useState('');
	const [language, setLanguage] = useState<Language>('de');
	const sayLanguage = useLanguageName();
	const { run, busy, failure } = useAct(addSourceEndpoint, {
		topics: ['setting'],
		onDone: () => {
			setName('');
			setUrl('');
		},
	});
	return (
		<AddForm
			label={say('add-title')}
			verb={say('add')}
			failure={failure}
			busy={busy}
			blocked={name.trim().length < 2 || !URL.canParse(url) ? say('incomplete') : undefined}
			onAdd={() => void run({ unitId, name, url, language })}
		>
			<UnitSelect value={unitId} onChange={setUnitId} />
			<TextField label={say('name')} value={name} onChange={setName} />
			<TextField label={say('url')} type="url" value={url} onChange={setUrl} />
			<Select
				label={say('language')}
				value={language}
				onChange={(chosen) => setLanguage(languages.find((one) => one === chosen) ?? 'de')}
				options={languages.map((one) => ({ value: one, label: sayLanguage(one) }))}
			/>
		</AddForm>
	);
}
