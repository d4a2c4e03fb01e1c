import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { addLabelEndpoint, labelsEndpoint, retireLabelEndpoint } from '#contract/triage.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Empty } from '../parts/empty.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextField } from '../parts/field.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { SettingsHead } from '../people/settings/settings-head.tsx';

/** The short list of labels that the whole house sorts conversations by. */
export function LabelsPage() {
	const say = useTranslations('dialogue.labels');
	const query = useQueryOf(labelsEndpoint, {}, { topics: ['setting'] });
	const inUse = (query.data?.items ?? []).filter(({ retired }) => !retired);
	return (
		<>
			<SettingsHead place="labels" />
			<div className="stack">
				<p>{say('intro')}</p>
				<Sheet title={say('list')} count={inUse.length}>
					<div className="pad stack">
						<Answer query={query} what={say('list')}>
							{() => <InUse labels={inUse} />}
						</Answer>
						<AddLabel />
					</div>
				</Sheet>
			</div>
		</>
	);
}

function InUse({ labels }: Readonly<{ labels: readonly { readonly id: string; readonly name: string }[] }>) {
	const say = useTranslations('dialogue.labels');
	const announce = useAnnounce();
	const retire = useAct(retireLabelEndpoint, { topics: ['setting'] });
	const add = useAct(addLabelEndpoint, { topics: ['setting'] });
	if (labels.length === 0)
		return (
			<Empty kind="not-yet" title={say('none')}>
				{say('none-hint')}
			</Empty>
		);
	const takeOut = async (id: string, name: string) => {
		if ((await retire.run({ id })).ok) announce(say('retired', { name }), () => void add.run({ name }));
	};
	return (
		<>
			<ul className="tri-list">
				{labels.map(({ id, name }) => (
					<li key={id}>
						<span className="tri-tag">{name}</span>
						<Button
							small
							busy={retire.busy}
							label={say('retire-named', { name })}
							onPress={() => void takeOut(id, name)}
						>
							{say('retire')}
						</Button>
					</li>
				))}
			</ul>
			<FormSummary failure={retire.failure ?? add.failure} />
		</>
	);
}

function AddLabel() {
	const say = useTranslations('dialogue.labels');
	const [name, setName] = useState('');
	const { run, busy, failure } = useAct(addLabelEndpoint, { topics: ['setting'] });
	const add = async () => {
		// What was typed meanwhile is the next one.
		if ((await run({ name })).ok) setName((now) => (now === name ? '' : now));
	};
	return (
		<form
			className="stack"
			onSubmit={(event) => {
				event.preventDefault();
				if (name.trim() !== '') void add();
			}}
		>
			<FormSummary failure={failure} />
			<div className="tri-add">
				<TextField label={say('name')} hint={say('name-hint')} value={name} onChange={setName} />
				<Button kind="main" submit icon="plus" busy={busy} blocked={name.trim() === '' ? say('empty') : undefined}>
					{say('add')}
				</Button>
			</div>
		</form>
	);
}
