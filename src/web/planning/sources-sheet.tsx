import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { addSourceEndpoint, listSourcesEndpoint, removeSourceEndpoint } from '#contract/planning-exchange.ts';

import { type Language, languages } from '#kernel/language.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Select, TextField } from '../parts/field.tsx';
import { Moment } from '../parts/moment.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { useOffice } from '../shell/office.tsx';
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
					<ul className="rows" aria-label={say('title')}>
						{items.map(({ id, name, url, language, askedAt, failure, drafts, mayChange }) => (
							<li key={id} className="row pl-pitch">
								<div className="m">
									<b>{name}</b>
									<div className="mt pl-link">{url}</div>
									<div className="mt">
										{askedAt ? <Moment at={askedAt} /> : say('soon')} · {say('drafts', { count: drafts })} ·{' '}
										{sayLanguage(language)}
										{failure && <Stamp state="missing">{say('failed', { reason: failure })}</Stamp>}
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
		<form
			className="pl-add pad"
			aria-label={say('add-title')}
			onSubmit={(event) => {
				event.preventDefault();
				void run({ unitId, name, url, language });
			}}
		>
			<FormSummary failure={failure} />
			<UnitSelect value={unitId} onChange={setUnitId} />
			<TextField label={say('name')} value={name} onChange={setName} />
			<TextField label={say('url')} type="url" value={url} onChange={setUrl} />
			<Select
				label={say('language')}
				value={language}
				onChange={(chosen) => setLanguage(languages.find((one) => one === chosen) ?? 'de')}
				options={languages.map((one) => ({ value: one, label: sayLanguage(one) }))}
			/>
			<Button
				submit
				icon="plus"
				busy={busy}
				blocked={name.trim().length < 2 || !URL.canParse(url) ? say('incomplete') : undefined}
			>
				{say('add')}
			</Button>
		</form>
	);
}
