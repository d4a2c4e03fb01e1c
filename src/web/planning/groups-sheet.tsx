import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { changeTargetGroupEndpoint, createTargetGroupEndpoint } from '#contract/planning-topics.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Empty } from '../parts/empty.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextField } from '../parts/field.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useOffice } from '../shell/office.tsx';
import { type TargetGroup, useGroups } from './groups.ts';

const age = (text: string): number | null => (text === '' ? null : Number(text));

/** Whom the authority speaks to, with an age band where it has one. */
export function GroupsSheet() {
	const say = useTranslations('planning.groups');
	const { may } = useOffice();
	const groups = useGroups();
	const mayChange = may('planning.manage');
	return (
		<Sheet title={say('title')}>
			{groups.length === 0 && (
				<Empty kind="not-yet" title={say('none')}>
					{say(mayChange ? 'none-how' : 'none-whom')}
				</Empty>
			)}
			<ul className="rows" aria-label={say('title')}>
				{groups.map((group) => (
					<GroupRow key={group.id} group={group} mayChange={mayChange} />
				))}
			</ul>
			{mayChange && <AddGroup />}
		</Sheet>
	);
}

type GroupProps = Readonly<{ group: TargetGroup; mayChange: boolean }>;

function GroupRow({ group, mayChange }: GroupProps) {
	const say = useTranslations('planning.groups');
	const { run, busy } = useAct(changeTargetGroupEndpoint, { topics: ['setting', 'post'] });
	const { name, ageFrom, ageUntil, archived } = group;
	return (
		<li className="row pl-pitch">
			<div className="m">
				<b>{name}</b>
				<div className="mt">
					{ageFrom !== null || ageUntil !== null
						? say('band', { from: ageFrom ?? 0, until: ageUntil ?? 120 })
						: say('any-age')}
					{archived && ` · ${say('archived')}`}
				</div>
			</div>
			{mayChange && (
				<div className="act">
					<Button small busy={busy} onPress={() => void run({ ...group, archived: !archived })}>
						{say(archived ? 'take-back' : 'put-away', { name })}
					</Button>
				</div>
			)}
		</li>
	);
}

function AddGroup() {
	const say = useTranslations('planning.groups');
	const [name, setName] = useState('');
	const [from, setFrom] = useState('');
	const [until, setUntil] = useState('');
	const { run, busy, failure } = useAct(createTargetGroupEndpoint, {
		topics: ['setting', 'post'],
		onDone: () => {
			setName('');
			setFrom('');
			setUntil('');
		},
	});
	return (
		<form
			className="pl-add pad"
			aria-label={say('add-title')}
			onSubmit={(event) => {
				event.preventDefault();
				void run({ name, ageFrom: age(from), ageUntil: age(until) });
			}}
		>
			<FormSummary failure={failure} />
			<TextField label={say('name')} value={name} onChange={setName} />
			<TextField label={say('from')} optional type="number" value={from} onChange={setFrom} />
			<TextField label={say('until')} optional type="number" value={until} onChange={setUntil} />
			<Button submit icon="plus" busy={busy} blocked={name.trim().length < 2 ? say('no-name') : undefined}>
				{say('add')}
			</Button>
		</form>
	);
}
