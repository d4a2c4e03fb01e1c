import { useLocale, useTranslations } from 'use-intl';

import type { RuleWords } from '#contract/rules.ts';
import { labelsEndpoint } from '#contract/triage.ts';

import { useQueryOf } from '../parts/asking.ts';
import { Checkbox } from '../parts/choice.tsx';
import { Select } from '../parts/field.tsx';
import { priorities } from './filter.ts';
import type { Rules } from './rule-words.ts';

const steps = ['warn', 'hide', 'delete', 'block-until', 'block'] as const;

type Effects = RuleWords['effects'];
type EffectsProps = Readonly<{
	effects: Effects;
	netiquette: Rules['netiquette'];
	onChange: (effects: Effects) => void;
}>;

/** What a rule does: it sorts, proposes, and hides where the unit wants that. */
export function RuleEffectFields({ effects, netiquette, onChange }: EffectsProps) {
	const say = useTranslations('rules.editor');
	const priority = useTranslations('dialogue.priority');
	const { data } = useQueryOf(labelsEndpoint, {}, { topics: ['setting'] });
	const labels = (data?.items ?? []).filter(({ id, retired }) => !retired || id === effects.label);
	const put = (part: Partial<Effects>) => onChange({ ...effects, ...part });
	return (
		<fieldset className="rule-part">
			<legend className="lab">{say('effects')}</legend>
			<Select
				label={say('label')}
				empty={say('no-label')}
				value={effects.label ?? ''}
				options={labels.map(({ id, name }) => ({ value: id, label: name }))}
				onChange={(label) => put({ label: label === '' ? null : label })}
			/>
			<Select
				label={say('priority')}
				empty={say('no-priority')}
				value={effects.priority ?? ''}
				options={priorities.map((value) => ({ value, label: priority(value) }))}
				onChange={(value) => put({ priority: priorities.find((one) => one === value) ?? null })}
			/>
			<Checkbox label={say('duty')} checked={effects.duty} onChange={(duty) => put({ duty })} />
			<Proposal effects={effects} netiquette={netiquette} put={put} />
		</fieldset>
	);
}

type ProposalProps = Readonly<{
	effects: Effects;
	netiquette: Rules['netiquette'];
	put: (part: Partial<Effects>) => void;
}>;

function Proposal({ effects: { propose, hides }, netiquette, put }: ProposalProps) {
	const say = useTranslations('rules.editor');
	const all = useTranslations('rules.steps');
	const language = useLocale() === 'en' ? 'en' : 'de';
	const choose = (value: string) => {
		const step = steps.find((one) => one === value);
		if (!step) put({ propose: null, hides: false });
		else put({ propose: { step, rule: propose?.rule ?? '' }, hides: hides && step === 'hide' });
	};
	return (
		<>
			<Select
				label={say('propose')}
				empty={say('no-step')}
				value={propose?.step ?? ''}
				options={steps.map((value) => ({ value, label: all(value) }))}
				onChange={choose}
			/>
			{propose && (
				<Select
					label={say('rule')}
					empty={say('choose-rule')}
					value={propose.rule}
					options={netiquette.map((one) => ({ value: one.number, label: `${one.number}. ${one[language].title}` }))}
					onChange={(rule) => put({ propose: { ...propose, rule } })}
				/>
			)}
			{propose?.step === 'hide' && (
				<Checkbox label={say('hides')} hint={say('hides-hint')} checked={hides} onChange={(on) => put({ hides: on })} />
			)}
		</>
	);
}
