import { type ReactNode, useId, useState } from 'react';
import { useTranslations } from 'use-intl';

import { conversationEndpoint } from '#contract/dialogue.ts';
import { labelsEndpoint, type TriageAct } from '#contract/triage.ts';

import { Answer } from '../parts/answer.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Checkbox, RadioRows } from '../parts/choice.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Empty } from '../parts/empty.tsx';
import { Select, TextField } from '../parts/field.tsx';
import { Moment, useZone } from '../parts/moment.tsx';
import { useNow } from '../parts/now.ts';
import { useOffice } from '../shell/office.tsx';
import { type FollowUp, followUpAt, isoOf, offered, ownBeginning } from './follow-up.ts';
import type { Target } from './triage-target.ts';

type AskedProps = Readonly<{ targets: readonly Target[]; onSend: (act: TriageAct) => void; onClose: () => void }>;

type FormProps = Readonly<{
	title: string;
	verb: string;
	blocked?: string | undefined;
	onSend: () => void;
	onClose: () => void;
	children: ReactNode;
}>;

/** Enter anywhere in it sends. */
function AskForm({ title, verb, blocked, onSend, onClose, children }: FormProps) {
	const common = useTranslations('common.act');
	return (
		<Dialog title={title} onClose={onClose}>
			<form
				className="stack"
				onSubmit={(event) => {
					event.preventDefault();
					if (!blocked) onSend();
				}}
			>
				{children}
				<div className="go">
					<Button onPress={onClose}>{common('cancel')}</Button>
					<Button kind="main" submit blocked={blocked}>
						{verb}
					</Button>
				</div>
			</form>
		</Dialog>
	);
}

/** When it comes back, and why it waits until then. */
export function SnoozeDialog({ targets, onSend, onClose }: AskedProps) {
	const say = useTranslations('dialogue.triage.snooze');
	const zone = useZone();
	const now = useNow();
	const [choice, setChoice] = useState<FollowUp>('tomorrow');
	const [own, setOwn] = useState(() => ownBeginning(now, zone));
	const [reason, setReason] = useState('');
	const until = isoOf(followUpAt(choice, { now, zone, own }), now);
	const options = offered({ now, zone }).map((value) => {
		const at = value === 'own' ? null : followUpAt(value, { now, zone, own });
		return { value, label: say(value), ...(at === null ? {} : { hint: <Moment at={at} /> }) };
	});
	return (
		<AskForm
			title={say('title', { count: targets.length })}
			verb={say('verb')}
			blocked={until === null ? say('past') : undefined}
			onSend={() => until !== null && onSend({ do: 'snooze', until, reason: reason.trim() })}
			onClose={onClose}
		>
			<RadioRows label={say('when')} options={options} value={choice} onChange={setChoice} />
			{choice === 'own' && <TextField label={say('own-time')} type="datetime-local" value={own} onChange={setOwn} />}
			<TextField label={say('reason')} hint={say('reason-hint')} optional value={reason} onChange={setReason} />
			<p className="hint">{say('runs-on')}</p>
		</AskForm>
	);
}

/** Which labels all of them carry. What is not touched stays with each as it is. */
export function LabelDialog({ targets, onSend, onClose }: AskedProps) {
	const say = useTranslations('dialogue.triage.label');
	const { may } = useOffice();
	const [touched, setTouched] = useState<Readonly<Record<string, boolean>>>({});
	const query = useQueryOf(labelsEndpoint, {}, { topics: ['setting'] });
	const carriedByAll = (id: string) => targets.every(({ labels }) => labels.includes(id));
	const carriedBySome = (id: string) => targets.some(({ labels }) => labels.includes(id));
	const idsTouched = (to: boolean) => Object.keys(touched).filter((id) => touched[id] === to);
	return (
		<AskForm
			title={say('title', { count: targets.length })}
			verb={say('verb')}
			blocked={Object.keys(touched).length === 0 ? say('untouched') : undefined}
			onSend={() => onSend({ do: 'label', add: idsTouched(true), remove: idsTouched(false) })}
			onClose={onClose}
		>
			<Answer query={query} what={say('what')}>
				{({ items }) => {
					const shown = items.filter(({ id, retired }) => !retired || carriedBySome(id));
					if (shown.length === 0)
						return (
							<Empty
								kind="not-yet"
								title={say('none')}
								act={may('label.manage') && <DeskLink to="/einrichtung/schlagwoerter">{say('manage')}</DeskLink>}
							/>
						);
					return (
						<div className="tri-labels">
							{shown.map(({ id, name }) => (
								<Checkbox
									key={id}
									label={name}
									hint={carriedBySome(id) && !carriedByAll(id) && touched[id] === undefined ? say('some') : undefined}
									checked={touched[id] ?? carriedByAll(id)}
									onChange={(checked) => setTouched({ ...touched, [id]: checked })}
								/>
							))}
						</div>
					);
				}}
			</Answer>
		</AskForm>
	);
}

/** Whose it is: people who answer in the unit of the first of them. */
export function AssignDialog({ targets, onSend, onClose }: AskedProps) {
	const say = useTranslations('dialogue');
	const [personId, setPersonId] = useState('');
	const id = useId();
	const first = targets[0]?.id ?? '';
	const query = useQueryOf(conversationEndpoint, { conversationId: first }, { topics: ['conversation'] });
	return (
		<AskForm
			title={say('triage.assign.title', { count: targets.length })}
			verb={say('triage.assign.verb')}
			onSend={() => onSend({ do: 'assign', personId: personId === '' ? null : personId })}
			onClose={onClose}
		>
			<Answer query={query} what={say('assignee')}>
				{({ agents }) => (
					<Select
						key={id}
						label={say('assignee')}
						value={personId}
						empty={say('nobody')}
						options={agents.map((agent) => ({ value: agent.id, label: agent.name }))}
						onChange={setPersonId}
					/>
				)}
			</Answer>
		</AskForm>
	);
}
