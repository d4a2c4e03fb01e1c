import { useState } from 'react';
import { useTranslations } from 'use-intl';

import {
	addRuleEndpoint,
	changeRuleEndpoint,
	type RuleCondition,
	type RuleView,
	type RuleWords,
} from '#contract/rules.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Callout } from '../parts/callout.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextField } from '../parts/field.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { RuleConditionFields } from './rule-condition-fields.tsx';
import { RuleEffectFields } from './rule-effect-fields.tsx';
import { type Rules, useSentenceOf } from './rule-words.ts';

const topics = ['setting'] as const;
const MOST_CONDITIONS = 6;

const fresh: RuleWords = {
	name: '',
	conditions: [{ is: 'words', any: [] }],
	effects: { label: null, priority: null, duty: false, propose: null, hides: false },
};

type EditorProps = Readonly<{ unit: string; rules: Rules; rule: RuleView | null; onClose: () => void }>;

/** Makes a rule or changes one; how it reads stands under it while it is written. */
export function RuleEditor({ unit, rules, rule, onClose }: EditorProps) {
	const say = useTranslations('rules.editor');
	const common = useTranslations('common.act');
	const announce = useAnnounce();
	const sentence = useSentenceOf();
	const [draft, setDraft] = useState<RuleWords>(rule ?? fresh);
	const add = useAct(addRuleEndpoint, { topics });
	const change = useAct(changeRuleEndpoint, { topics });
	const send = async () => {
		const { name, conditions, effects } = draft;
		const words = { name, conditions: conditions.map(tidy), effects };
		const saved = rule
			? await change.run({ ruleId: rule.id, version: rule.version, rule: words })
			: await add.run({ unit, rule: words });
		if (!saved.ok) return;
		announce(say('saved'));
		onClose();
	};
	const lacks = missing(draft);
	const acts = (
		<>
			<Button onPress={onClose}>{common('cancel')}</Button>
			<Button
				kind="main"
				icon="check"
				busy={add.busy || change.busy}
				blocked={lacks && say(lacks)}
				onPress={() => void send()}
			>
				{say('save')}
			</Button>
		</>
	);
	return (
		<Dialog title={say(rule ? 'change' : 'new')} onClose={onClose} acts={acts} wide>
			<TextField
				label={say('name')}
				hint={say('name-hint')}
				value={draft.name}
				onChange={(name) => setDraft({ ...draft, name })}
			/>
			<Conditions
				conditions={draft.conditions}
				channels={rules.channels}
				onChange={(conditions) => setDraft({ ...draft, conditions })}
			/>
			<RuleEffectFields
				effects={draft.effects}
				netiquette={rules.netiquette}
				onChange={(effects) => setDraft({ ...draft, effects })}
			/>
			<Callout kind="quiet" title={say('reads')}>
				{draft.conditions.some(isEmpty)
					? say('reads-later')
					: sentence({ ...draft, conditions: draft.conditions.map(tidy) })}
			</Callout>
			<FormSummary failure={add.failure ?? change.failure} />
		</Dialog>
	);
}

/** Without empty lines. */
const tidy = (one: RuleCondition): RuleCondition => {
	const lines = (all: readonly string[]) => all.map((line) => line.trim()).filter((line) => line !== '');
	if (one.is === 'words') return { ...one, any: lines(one.any) };
	return one.is === 'domains' ? { ...one, hosts: lines(one.hosts) } : one;
};

const isEmpty = (one: RuleCondition): boolean => {
	const tidied = tidy(one);
	if (tidied.is === 'words' || tidied.is === 'channel') return tidied.any.length === 0;
	return tidied.is === 'domains' && tidied.hosts.length === 0;
};

const missing = ({ name, conditions, effects: { propose } }: RuleWords) => {
	if (name.trim().length < 3) return 'name-missing' as const;
	if (conditions.some(isEmpty)) return 'field-missing' as const;
	return propose?.rule === '' ? ('rule-missing' as const) : undefined;
};

type ConditionsProps = Readonly<{
	conditions: RuleWords['conditions'];
	channels: readonly string[];
	onChange: (conditions: RuleWords['conditions']) => void;
}>;

function Conditions({ conditions, channels, onChange }: ConditionsProps) {
	const say = useTranslations('rules.editor');
	return (
		<fieldset className="rule-part">
			<legend className="lab">{say('conditions')}</legend>
			{conditions.map((condition, at) => (
				// Conditions have no name of their own; their place is what they are known by.
				// biome-ignore lint/suspicious/noArrayIndexKey: the fields below hold no state of their own
				<div className="rule-condition" key={at}>
					<RuleConditionFields
						condition={condition}
						number={at + 1}
						channels={channels}
						onChange={(changed) => onChange(conditions.with(at, changed))}
					/>
					{conditions.length > 1 && (
						<Button
							small
							kind="quiet"
							icon="x"
							label={say('less', { number: String(at + 1) })}
							onPress={() => onChange(conditions.toSpliced(at, 1))}
						/>
					)}
				</div>
			))}
			{conditions.length < MOST_CONDITIONS && (
				<div className="acts">
					<Button small icon="plus" onPress={() => onChange([...conditions, { is: 'stranger' }])}>
						{say('more')}
					</Button>
				</div>
			)}
		</fieldset>
	);
}
