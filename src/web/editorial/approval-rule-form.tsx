import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { createRuleEndpoint, type RuleView, saveRuleEndpoint } from '#contract/approval.ts';
import { channelNames } from '#kernel/channel-name.ts';

import { postKinds } from '#kernel/post-kind.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Checkbox } from '../parts/choice.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Select, TextField } from '../parts/field.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { useOffice } from '../shell/office.tsx';
import { StepFields } from './approval-step-fields.tsx';

type Person = { readonly id: string; readonly name: string };
type Words = Omit<RuleView, 'id' | 'version' | 'unitId' | 'mayChange'>;
type StepWords = Words['steps'][number];

const RISKS = ['none', 'hint', 'warning', 'block'] as const;

const emptyStep = (at: number, name: string): StepWords => ({
	...{
		id: `step-${at}`,
		name,
		eyes: 1,
		deadlineMinutes: null,
		remindMinutes: null,
		substituteId: null,
		escalateTo: [],
	},
	deciders: { roles: ['approver', 'lead'], persons: [], guests: [] },
});

type RuleDialogProps = Readonly<{
	rule?: RuleView;
	persons: readonly Person[];
	everywhere: boolean;
	onClose: () => void;
}>;

/** A rule of approval: where it holds, its steps, and who accompanies new authors. */
export function RuleDialog({ rule, persons, everywhere, onClose }: RuleDialogProps) {
	const say = useTranslations('approval.rules');
	const announce = useAnnounce();
	const { units } = useOffice();
	const first = emptyStep(1, say('new-step'));
	const fresh: Words = {
		name: '',
		channels: [],
		kinds: [],
		risk: 'none',
		order: 'in-turn',
		steps: [first],
		mentor: null,
	};
	const [words, setWords] = useState<Words>(rule ? wordsOf(rule) : fresh);
	const [unitId, setUnitId] = useState(rule ? (rule.unitId ?? '') : everywhere ? '' : (units[0]?.id ?? ''));
	const done = () => {
		announce(say('saved'));
		onClose();
	};
	const create = useAct(createRuleEndpoint, { topics: ['setting', 'post'], onDone: done });
	const save = useAct(saveRuleEndpoint, { topics: ['setting', 'post'], onDone: done });
	const send = () =>
		rule
			? save.run({ ...words, id: rule.id, version: rule.version })
			: create.run({ ...words, unitId: unitId === '' ? null : unitId });
	const change = (more: Partial<Words>) => setWords({ ...words, ...more });
	const acts = (
		<>
			<Button onPress={onClose}>{say('leave')}</Button>
			<Button kind="main" busy={create.busy || save.busy} onPress={() => void send()}>
				{say('save')}
			</Button>
		</>
	);
	return (
		<Dialog wide title={say(rule ? 'form-edit' : 'form-new')} onClose={onClose} acts={acts}>
			<FormSummary failure={create.failure ?? save.failure} />
			<div className="form">
				<TextField label={say('name')} value={words.name} onChange={(name) => change({ name })} />
				{!rule && (
					<Select
						label={say('unit')}
						value={unitId}
						{...(everywhere ? { empty: say('unit-all') } : {})}
						options={units.map(({ id, name }) => ({ value: id, label: name }))}
						onChange={setUnitId}
					/>
				)}
				<ScopeFields words={words} onChange={change} />
				<StepList words={words} persons={persons} onChange={change} />
				<MentorFields words={words} persons={persons} onChange={change} />
			</div>
		</Dialog>
	);
}

const wordsOf = ({ id: _, version: __, unitId: ___, mayChange: ____, ...words }: RuleView): Words => words;

type PartProps = Readonly<{ words: Words; onChange: (more: Partial<Words>) => void }>;

const toggled = <T extends string>(list: readonly T[], one: T): T[] =>
	list.includes(one) ? list.filter((each) => each !== one) : [...list, one];

function ScopeFields({ words, onChange }: PartProps) {
	const say = useTranslations('approval.rules');
	const sayKind = useTranslations('editorial.kind');
	const sayChannel = useTranslations('common.channel');
	return (
		<>
			<fieldset className="field">
				<legend className="lab">{say('channels')}</legend>
				<p className="hint">{say('any')}</p>
				<div className="appr-ticks">
					{channelNames.map((channel) => (
						<Checkbox
							key={channel}
							label={sayChannel(channel)}
							checked={words.channels.includes(channel)}
							onChange={() => onChange({ channels: toggled(words.channels, channel) })}
						/>
					))}
				</div>
			</fieldset>
			<fieldset className="field">
				<legend className="lab">{say('kinds')}</legend>
				<p className="hint">{say('any')}</p>
				<div className="appr-ticks">
					{postKinds.map((kind) => (
						<Checkbox
							key={kind}
							label={sayKind(kind)}
							checked={words.kinds.includes(kind)}
							onChange={() => onChange({ kinds: toggled(words.kinds, kind) })}
						/>
					))}
				</div>
			</fieldset>
			<Select
				label={say('risk')}
				value={words.risk}
				options={RISKS.map((value) => ({ value, label: say(`risk-${value}`) }))}
				onChange={(value) => onChange({ risk: RISKS.find((risk) => risk === value) ?? 'none' })}
			/>
			<Select
				label={say('order')}
				value={words.order}
				options={(['in-turn', 'at-once'] as const).map((value) => ({ value, label: say(`order-${value}`) }))}
				onChange={(value) => onChange({ order: value === 'at-once' ? 'at-once' : 'in-turn' })}
			/>
		</>
	);
}

type PeopledProps = PartProps & Readonly<{ persons: readonly Person[] }>;

function StepList({ words, persons, onChange }: PeopledProps) {
	const say = useTranslations('approval.rules');
	const { steps } = words;
	const put = (at: number, step: StepWords) =>
		onChange({ steps: steps.map((one, index) => (index === at ? step : one)) });
	const next = Math.max(0, ...steps.map(({ id }) => Number(id.split('-')[1] ?? 0) || 0)) + 1;
	return (
		<>
			{steps.map((step, at) => (
				<fieldset className="appr-fieldset" key={step.id}>
					<legend className="lab">{say('step', { number: at + 1 })}</legend>
					<StepFields step={step} persons={persons} onChange={(changed) => put(at, changed)} />
					{steps.length > 1 && (
						<Button small icon="trash" onPress={() => onChange({ steps: steps.filter((_, index) => index !== at) })}>
							{say('drop-step', { number: at + 1 })}
						</Button>
					)}
				</fieldset>
			))}
			{steps.length < 6 && (
				<Button icon="plus" onPress={() => onChange({ steps: [...steps, emptyStep(next, say('new-step'))] })}>
					{say('add-step')}
				</Button>
			)}
		</>
	);
}

function MentorFields({ words: { mentor }, persons, onChange }: PeopledProps) {
	const say = useTranslations('approval.rules');
	return (
		<>
			<Checkbox
				label={say('mentor')}
				checked={mentor !== null}
				onChange={(on) => onChange({ mentor: on ? { posts: 5, personId: null } : null })}
			/>
			{mentor && (
				<div className="two">
					<TextField
						label={say('mentor-posts')}
						type="number"
						value={String(mentor.posts)}
						onChange={(value) => onChange({ mentor: { ...mentor, posts: Number(value) || 1 } })}
					/>
					<Select
						label={say('mentor-who')}
						value={mentor.personId ?? ''}
						empty={say('mentor-any')}
						options={persons.map(({ id, name }) => ({ value: id, label: name }))}
						onChange={(value) => onChange({ mentor: { ...mentor, personId: value === '' ? null : value } })}
					/>
				</div>
			)}
		</>
	);
}
