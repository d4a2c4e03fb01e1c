import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { moveRuleEndpoint, type RuleView, retireRuleEndpoint, switchRuleEndpoint } from '#contract/rules.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { RuleMatchList } from './rule-match-list.tsx';
import { RuleTry } from './rule-try.tsx';
import { useSentenceOf } from './rule-words.ts';

const topics = ['setting'] as const;

type CardProps = Readonly<{ rule: RuleView; first?: boolean; last?: boolean; onEdit?: () => void }>;

/** One rule: how it reads, how often it was right, and what can be done with it; inherited ones are only read. */
export function RuleCard({ rule, first = false, last = false, onEdit }: CardProps) {
	const say = useTranslations('rules');
	const sentence = useSentenceOf();
	const { proposed, followed, dismissed, hidden, reverted } = rule;
	return (
		<li className="rule">
			<p className="rule-name">
				<b>{rule.name}</b> <Stamp state={rule.on ? 'published' : 'draft'}>{say(rule.on ? 'on' : 'off')}</Stamp>{' '}
				<span className="hint">{say('version', { version: String(rule.version) })}</span>
			</p>
			<p>{sentence(rule)}</p>
			<p className="hint">
				{proposed > 0 && say('right', { proposed, followed, dismissed })}{' '}
				{hidden > 0 && say('right-hidden', { hidden, reverted })}
			</p>
			{onEdit && <Acts rule={rule} first={first} last={last} onEdit={onEdit} />}
		</li>
	);
}

function Acts({ rule, first, last, onEdit }: Required<CardProps>) {
	const say = useTranslations('rules');
	const announce = useAnnounce();
	const [open, setOpen] = useState<'try' | 'matches' | 'retire'>();
	const turn = useAct(switchRuleEndpoint, { topics });
	const retire = useAct(retireRuleEndpoint, { topics });
	const { id: ruleId, version, name, on } = rule;
	const close = () => setOpen(undefined);
	const of = (act: 'edit' | 'try' | 'switch-on' | 'switch-off' | 'retire' | 'matches') =>
		say('act.of', { act: say(`act.${act}`), name });
	const flip = async (to: boolean) => {
		if ((await turn.run({ ruleId, version, on: to })).ok) announce(say(to ? 'switched-on' : 'switched-off', { name }));
	};
	return (
		<>
			<div className="acts">
				<Button small label={of('try')} onPress={() => setOpen('try')}>
					{say('act.try')}
				</Button>
				<Button
					small
					busy={turn.busy}
					blocked={!on && !rule.tried ? say('try-first') : undefined}
					{...(on || rule.tried ? { label: of(on ? 'switch-off' : 'switch-on') } : {})}
					onPress={() => void flip(!on)}
				>
					{say(on ? 'act.switch-off' : 'act.switch-on')}
				</Button>
				<Button small label={of('edit')} onPress={onEdit}>
					{say('act.edit')}
				</Button>
				<Button small kind="quiet" label={of('matches')} onPress={() => setOpen('matches')}>
					{say('act.matches')}
				</Button>
				<Places rule={rule} first={first} last={last} />
				<Button small kind="quiet" icon="trash" label={of('retire')} onPress={() => setOpen('retire')} />
			</div>
			<FormSummary failure={turn.failure} />
			{open === 'try' && <RuleTry rule={rule} onClose={close} onSwitchOn={() => void flip(true).then(close)} />}
			{open === 'matches' && <RuleMatchList rule={rule} onClose={close} />}
			{open === 'retire' && (
				<ConfirmDialog
					title={say('retire-title', { name })}
					verb={say('act.retire')}
					safe={say('leave')}
					danger
					onConfirm={() => retire.run({ ruleId, version })}
					onClose={close}
				>
					<p>{say('retire-text')}</p>
				</ConfirmDialog>
			)}
		</>
	);
}

function Places({ rule: { id: ruleId, name }, first, last }: Required<Omit<CardProps, 'onEdit'>>) {
	const say = useTranslations('rules');
	const { run, busy, failure } = useAct(moveRuleEndpoint, { topics });
	const ways = [
		...(first ? [] : [{ by: 'up', icon: 'arrow-up' } as const]),
		...(last ? [] : [{ by: 'down', icon: 'arrow-down' } as const]),
	];
	return (
		<>
			{ways.map(({ by, icon }) => (
				<Button
					key={by}
					small
					kind="quiet"
					icon={icon}
					label={say('act.of', { act: say(`act.${by}`), name })}
					busy={busy}
					onPress={() => void run({ ruleId, by })}
				/>
			))}
			<FormSummary failure={failure} />
		</>
	);
}
