import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { approvalRulesEndpoint, endRuleEndpoint, type RuleView, ruleVersionsEndpoint } from '#contract/approval.ts';
import { instant } from '#kernel/time.ts';
import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { ConfirmDialog, Dialog } from '../parts/dialog.tsx';
import { useSpeakMoment } from '../parts/moment.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { SettingsHead } from '../people/settings/settings-head.tsx';
import { useOffice } from '../shell/office.tsx';
import { RuleDialog } from './approval-rule-form.tsx';

type Open = { readonly what: 'edit' | 'end' | 'versions'; readonly rule: RuleView } | { readonly what: 'new' } | null;

/** Who sees a post before it goes out, rule by rule. */
export function ApprovalRulesPage() {
	const say = useTranslations('approval.rules');
	const query = useQueryOf(approvalRulesEndpoint, {}, { topics: ['setting', 'person'] });
	const [open, setOpen] = useState<Open>(null);
	const close = () => setOpen(null);
	const act = (
		<Button kind="main" icon="plus" onPress={() => setOpen({ what: 'new' })}>
			{say('new')}
		</Button>
	);
	return (
		<>
			<SettingsHead place="approval" end={act} />
			<p className="appr-intro">{say('intro')}</p>
			<Answer query={query} what={say('what')}>
				{({ items, persons, everywhere }) => (
					<div className="stack">
						{items.map((rule) => (
							<RuleSheet key={rule.id} rule={rule} onOpen={(what) => setOpen({ what, rule })} />
						))}
						<Sheet title={say('default-title')}>
							<p className="pad">{say('default-text')}</p>
						</Sheet>
						{open?.what === 'new' && <RuleDialog persons={persons} everywhere={everywhere} onClose={close} />}
						{open?.what === 'edit' && (
							<RuleDialog rule={open.rule} persons={persons} everywhere={everywhere} onClose={close} />
						)}
						{open?.what === 'end' && <EndDialog rule={open.rule} onClose={close} />}
						{open?.what === 'versions' && <VersionsDialog rule={open.rule} onClose={close} />}
					</div>
				)}
			</Answer>
		</>
	);
}

type RuleSheetProps = Readonly<{ rule: RuleView; onOpen: (what: 'edit' | 'end' | 'versions') => void }>;

function RuleSheet({ rule, onOpen }: RuleSheetProps) {
	const say = useTranslations('approval.rules');
	const { units } = useOffice();
	const sayKind = useTranslations('editorial.kind');
	const sayChannel = useTranslations('common.channel');
	const scope = [
		units.find(({ id }) => id === rule.unitId)?.name ?? say('everywhere'),
		...rule.kinds.map((kind) => sayKind(kind)),
		...rule.channels.map((channel) => sayChannel(channel)),
		...(rule.risk === 'none' ? [] : [say(`risk-${rule.risk}`)]),
		...(rule.steps.length > 1 ? [say(`order-${rule.order}`)] : []),
		...(rule.mentor ? [say('mentor-short', { posts: rule.mentor.posts })] : []),
	];
	return (
		<Sheet title={rule.name} end={<span className="hint">{say('version', { version: rule.version })}</span>}>
			<div className="pad stack">
				<p>{scope.join(' · ')}</p>
				<ol className="appr-rule">
					{rule.steps.map((step) => (
						<li key={step.id}>
							<b>{step.name}</b> <StepWords step={step} />
						</li>
					))}
				</ol>
				<div className="acts">
					{rule.mayChange && (
						<>
							<Button icon="pen-line" onPress={() => onOpen('edit')}>
								{say('edit')}
							</Button>
							<Button onPress={() => onOpen('end')}>{say('end')}</Button>
						</>
					)}
					<Button kind="quiet" onPress={() => onOpen('versions')}>
						{say('history')}
					</Button>
				</div>
			</div>
		</Sheet>
	);
}

type StepWordsProps = Readonly<{ step: RuleView['steps'][number] }>;

/** Who decides in a step, and by when. */
function StepWords({ step: { deciders, eyes, deadlineMinutes } }: StepWordsProps) {
	const say = useTranslations('approval');
	const who = [
		...deciders.roles.map((role) => say(`role.${role}`)),
		...deciders.guests.map(({ name, office }) => `${name} (${office})`),
	];
	return (
		<span className="hint">
			{who.join(', ')} {eyes > 1 && `× ${eyes}`}{' '}
			{deadlineMinutes !== null && say('step.within', { time: `${deadlineMinutes} min` })}
		</span>
	);
}

type DialogProps = Readonly<{ rule: RuleView; onClose: () => void }>;

function EndDialog({ rule, onClose }: DialogProps) {
	const say = useTranslations('approval.rules');
	const { run } = useAct(endRuleEndpoint, { topics: ['setting'] });
	return (
		<ConfirmDialog
			title={say('end-title', { name: rule.name })}
			verb={say('end')}
			safe={say('keep')}
			danger
			onConfirm={() => run({ id: rule.id })}
			onClose={onClose}
		>
			<p>{say('end-text')}</p>
		</ConfirmDialog>
	);
}

function VersionsDialog({ rule, onClose }: DialogProps) {
	const say = useTranslations('approval.rules');
	const speak = useSpeakMoment();
	const query = useQueryOf(ruleVersionsEndpoint, { id: rule.id });
	const acts = <Button onPress={onClose}>{say('close')}</Button>;
	return (
		<Dialog wide title={say('versions-title', { name: rule.name })} onClose={onClose} acts={acts}>
			<Answer query={query}>
				{({ items }) => (
					<ol className="appr-versions">
						{items.map(({ version, at, by, ended, steps }) => (
							<li key={version}>
								<b>{say('version', { version })}</b>{' '}
								<span className="hint">
									{say('by', { name: by.name, moment: speak(instant(at)) })} {ended && `, ${say('ended')}`}
								</span>
								<ol>
									{steps.map((step) => (
										<li key={step.id}>
											{step.name} <StepWords step={step} />
										</li>
									))}
								</ol>
							</li>
						))}
					</ol>
				)}
			</Answer>
		</Dialog>
	);
}
