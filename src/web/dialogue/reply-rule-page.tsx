import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { type ReplyRuleView, replyRuleEndpoint, saveReplyRuleEndpoint } from '#contract/reply-approval.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Checkbox } from '../parts/choice.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextField } from '../parts/field.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { useOffice } from '../shell/office.tsx';
import { presenceName } from './presence-name.ts';
import { UnitActs, UnitSetting } from './unit-setting.tsx';

const kinds = ['question', 'comment', 'mention', 'direct', 'form'] as const;

/** When an answer needs a second person before it leaves, unit by unit. */
export function ReplyRulePage() {
	const say = useTranslations('answering.rule');
	return (
		<UnitSetting place="replies" intro={say('intro')} label={say('unit')}>
			{(unit) => <RuleOf unit={unit} />}
		</UnitSetting>
	);
}

function RuleOf({ unit }: Readonly<{ unit: string }>) {
	const say = useTranslations('answering.rule');
	const query = useQueryOf(replyRuleEndpoint, { unit }, { topics: ['setting'] });
	return (
		<Answer query={query} what={say('what')}>
			{(answered) => <RuleForm key={`${unit} ${answered.version}`} unit={unit} answered={answered} />}
		</Answer>
	);
}

type FormProps = Readonly<{ unit: string; answered: z.output<typeof replyRuleEndpoint.output> }>;

function RuleForm({ unit, answered }: FormProps) {
	const say = useTranslations('answering.rule');
	const announce = useAnnounce();
	const { units } = useOffice();
	const { own, from, version } = answered;
	const [rule, setRule] = useState<ReplyRuleView>(answered.rule);
	const save = useAct(saveReplyRuleEndpoint, { topics: ['setting'] });
	const send = async (next: ReplyRuleView | null) => {
		const saved = await save.run({ unit, version, rule: next });
		if (saved.ok) announce(say(next === null ? 'inherited' : 'saved'));
	};
	const origin = own
		? say('own')
		: from === null
			? say('nobody')
			: say('above', { name: units.find(({ id }) => id === from)?.name ?? say('unit-above') });
	return (
		<div className="stack">
			<p>{origin}</p>
			<Sheet title={say('title')}>
				<div className="pad stack svc-narrow">
					<Fields rule={rule} presences={answered.presences} onChange={(more) => setRule({ ...rule, ...more })} />
				</div>
			</Sheet>
			<FormSummary failure={save.failure} />
			<UnitActs
				words={{ save: say('save'), inherit: say('inherit') }}
				busy={save.busy}
				own={own}
				onSave={() => void send(rule)}
				onInherit={() => void send(null)}
			/>
		</div>
	);
}

type FieldsProps = Readonly<{
	rule: ReplyRuleView;
	presences: FormProps['answered']['presences'];
	onChange: (more: Partial<ReplyRuleView>) => void;
}>;

const toggled = <T,>(list: readonly T[], one: T, on: boolean): T[] =>
	on ? [...list, one] : list.filter((other) => other !== one);

function Fields({ rule, presences, onChange }: FieldsProps) {
	const say = useTranslations('answering.rule');
	const sayKind = useTranslations('dialogue.service.asking');
	return (
		<>
			<Checkbox label={say('always')} checked={rule.always} onChange={(always) => onChange({ always })} />
			<Checkbox label={say('risk')} checked={rule.risk} onChange={(risk) => onChange({ risk })} />
			<TextField
				label={say('first')}
				hint={say('first-hint')}
				type="number"
				value={String(rule.first)}
				onChange={(value) => onChange({ first: Math.min(100, Math.max(0, Math.round(Number(value)) || 0)) })}
			/>
			<fieldset className="tick-list">
				<legend className="lab">{say('kinds')}</legend>
				{kinds.map((kind) => (
					<Checkbox
						key={kind}
						label={sayKind(kind)}
						checked={rule.kinds.includes(kind)}
						onChange={(on) => onChange({ kinds: toggled(rule.kinds, kind, on) })}
					/>
				))}
			</fieldset>
			{presences.length > 0 && (
				<fieldset className="tick-list">
					<legend className="lab">{say('presences')}</legend>
					{presences.map(({ id, ...presence }) => (
						<Checkbox
							key={id}
							label={presenceName(presence)}
							checked={rule.presences.includes(id)}
							onChange={(on) => onChange({ presences: toggled(rule.presences, id, on) })}
						/>
					))}
				</fieldset>
			)}
		</>
	);
}
