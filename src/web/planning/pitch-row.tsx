import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import {
	assignPitchEndpoint,
	decidePitchEndpoint,
	draftPitchEndpoint,
	listWritersEndpoint,
	type PitchShape,
} from '#contract/planning-topics.ts';

import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button, ButtonLink } from '../parts/button.tsx';
import { ConfirmDialog, Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Select } from '../parts/field.tsx';
import { useDayWords } from './day-head.tsx';
import { useGroupNames } from './groups.ts';

type Pitch = z.output<typeof PitchShape>;
type PitchProps = Readonly<{ pitch: Pitch }>;

/** A topic: what it is about, whose turn it is, and the next step. */
export function PitchRow({ pitch }: PitchProps) {
	const say = useTranslations('planning.topics');
	const words = useDayWords();
	const groups = useGroupNames();
	const { title, note, topic, targetGroups, wishedOn, reason, assignee, createdBy, state } = pitch;
	const meta = [
		topic,
		...targetGroups.map(groups),
		wishedOn && say('wished', { day: words.date(wishedOn) }),
		say('by', { name: createdBy.name }),
		assignee && say('writes', { name: assignee.name }),
	].filter(Boolean);
	return (
		<li className="row pl-pitch">
			<div className="m">
				<b>{title}</b>
				{note && <p className="pl-note">{note}</p>}
				<div className="mt">{meta.join(' · ')}</div>
				{state === 'declined' && reason && <p className="hint">{say('reason', { reason })}</p>}
			</div>
			<div className="act">
				<PitchActs pitch={pitch} />
			</div>
		</li>
	);
}

function PitchActs({ pitch }: PitchProps) {
	const say = useTranslations('planning.topics');
	const navigate = useNavigate();
	const [asking, setAsking] = useState<'decline' | 'assign' | null>(null);
	const { id, state, may, postId } = pitch;
	const decide = useAct(decidePitchEndpoint, { topics: ['post'] });
	const draft = useAct(draftPitchEndpoint, {
		topics: ['post'],
		onDone: (made) => void navigate({ to: `/redaktion/${made.postId}` }),
	});
	const open = state === 'accepted' || state === 'assigned';
	return (
		<>
			<FormSummary failure={decide.failure ?? draft.failure} />
			{postId && <ButtonLink to={`/redaktion/${postId}`}>{say('open')}</ButtonLink>}
			{may.decide && (state === 'pitched' || state === 'declined') && (
				<Button icon="check" busy={decide.busy} onPress={() => void decide.run({ id, accept: true })}>
					{say('accept')}
				</Button>
			)}
			{may.decide && open && (
				<Button icon="user" onPress={() => setAsking('assign')}>
					{say('assign')}
				</Button>
			)}
			{may.write && open && (
				<Button icon="pen-line" busy={draft.busy} onPress={() => void draft.run({ id })}>
					{say('draft')}
				</Button>
			)}
			{may.decide && (state === 'pitched' || open) && (
				<Button kind="quiet" onPress={() => setAsking('decline')}>
					{say('decline')}
				</Button>
			)}
			{asking === 'assign' && <AssignDialog pitch={pitch} onClose={() => setAsking(null)} />}
			{asking === 'decline' && (
				<ConfirmDialog
					title={say('decline-title', { title: pitch.title })}
					verb={say('decline')}
					safe={say('leave')}
					reason={say('decline-reason')}
					onConfirm={(reason) => decide.run({ id, accept: false, reason })}
					onClose={() => setAsking(null)}
				/>
			)}
		</>
	);
}

type AssignProps = PitchProps & Readonly<{ onClose: () => void }>;

function AssignDialog({ pitch, onClose }: AssignProps) {
	const say = useTranslations('planning.topics');
	const { data } = useQueryOf(listWritersEndpoint, { unitId: pitch.unitId }, { topics: ['person'] });
	const [personId, setPersonId] = useState(pitch.assignee?.id ?? '');
	const { run, busy, failure } = useAct(assignPitchEndpoint, { topics: ['post'], onDone: onClose });
	const acts = (
		<>
			<Button onPress={onClose}>{say('leave')}</Button>
			<Button
				kind="main"
				icon="user"
				busy={busy}
				blocked={personId === '' ? say('nobody') : undefined}
				onPress={() => void run({ id: pitch.id, personId })}
			>
				{say('assign')}
			</Button>
		</>
	);
	return (
		<Dialog title={say('assign-title', { title: pitch.title })} onClose={onClose} acts={acts}>
			<FormSummary failure={failure} />
			<Select
				label={say('writer')}
				hint={say('writer-hint')}
				value={personId}
				onChange={setPersonId}
				empty={say('choose')}
				options={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
			/>
		</Dialog>
	);
}
