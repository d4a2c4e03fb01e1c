import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { addSourceEndpoint, listSourcesEndpoint, removeSourceEndpoint } from '#contract/planning-exchange.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextField } from '../parts/field.tsx';
import { Moment } from '../parts/moment.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { useOffice } from '../shell/office.tsx';
import { UnitSelect, useWritable } from './unit-select.tsx';

/** Addresses from whose entries drafts are made: the city's calendar of events, the news of a service. */
export function SourcesSheet() {
	const say = useTranslations('planning.sources');
	const { may } = useOffice();
	const query = useQueryOf(listSourcesEndpoint, {}, { topics: ['setting', 'post'] });
	const remove = useAct(removeSourceEndpoint, { topics: ['setting'] });
	return (
		<Sheet title={say('title')}>
			<p className="hint pad">{say('about')}</p>
			<Answer query={query} what={say('title')}>
				{({ items }) => (
					<ul className="rows" aria-label={say('title')}>
						{items.map(({ id, name, url, askedAt, failure, drafts, mayChange }) => (
							<li key={id} className="row pl-pitch">
								<div className="m">
									<b>{name}</b>
									<div className="mt pl-link">{url}</div>
									<div className="mt">
										{askedAt ? <Moment at={askedAt} /> : say('soon')} · {say('drafts', { count: drafts })}
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
				void run({ unitId, name, url });
			}}
		>
			<FormSummary failure={failure} />
			<UnitSelect value={unitId} onChange={setUnitId} />
			<TextField label={say('name')} value={name} onChange={setName} />
			<TextField label={say('url')} type="url" value={url} onChange={setUrl} />
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
