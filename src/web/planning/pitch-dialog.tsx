import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { topics } from '#contract/editorial.ts';
import { createPitchEndpoint } from '#contract/planning-topics.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Select, TextArea, TextField } from '../parts/field.tsx';
import { GroupChoice } from './group-choice.tsx';
import { UnitSelect, useWritable } from './unit-select.tsx';

type DialogProps = Readonly<{ onClose: () => void }>;

/** Proposes a topic: what, why, for whom, and when at best. */
export function PitchDialog({ onClose }: DialogProps) {
	const say = useTranslations('planning.topics');
	const { unitId, setUnitId } = useWritable();
	const [title, setTitle] = useState('');
	const [note, setNote] = useState('');
	const [topic, setTopic] = useState('');
	const [wishedOn, setWishedOn] = useState('');
	const [targetGroups, setTargetGroups] = useState<string[]>([]);
	const { run, busy, failure } = useAct(createPitchEndpoint, { topics: ['post'], onDone: onClose });
	const send = () => void run({ unitId, title, note, topic: topic || null, wishedOn: wishedOn || null, targetGroups });
	const acts = (
		<>
			<Button onPress={onClose}>{say('leave')}</Button>
			<Button
				kind="main"
				icon="plus"
				busy={busy}
				blocked={title.trim().length < 3 ? say('no-title') : undefined}
				onPress={send}
			>
				{say('propose')}
			</Button>
		</>
	);
	return (
		<Dialog title={say('propose-title')} onClose={onClose} acts={acts}>
			<FormSummary failure={failure} />
			<UnitSelect value={unitId} onChange={setUnitId} />
			<TextField label={say('what')} value={title} onChange={setTitle} autoFocus />
			<TextArea label={say('why')} hint={say('why-hint')} optional rows={3} value={note} onChange={setNote} />
			<Select
				label={say('topic')}
				optional
				value={topic}
				onChange={setTopic}
				empty={say('no-topic')}
				options={topics.map((one) => ({ value: one, label: one }))}
			/>
			<TextField label={say('when')} optional type="date" value={wishedOn} onChange={setWishedOn} />
			<GroupChoice chosen={targetGroups} onChange={setTargetGroups} />
		</Dialog>
	);
}
