import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { closeAlarmEndpoint, raiseAlarmEndpoint } from '#contract/moderation.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Checkbox } from '../parts/choice.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Select, TextArea } from '../parts/field.tsx';
import { Hash } from '../parts/hash.tsx';
import { Moment } from '../parts/moment.tsx';
import type { ConversationDetail } from './conversation-detail.ts';
import type { Moderation } from './moderation-words.ts';

const checks = ['called', 'link', 'author', 'lead', 'watched'] as const;
type Check = (typeof checks)[number];

type AlarmProps = Readonly<{ conversation: ConversationDetail; moderation: Moderation }>;

/** The red path: one button, and the numbers to call stand there before anything else. */
export function Alarm({ conversation, moderation }: AlarmProps) {
	const say = useTranslations('moderation.alarm');
	const [open, setOpen] = useState(false);
	return (
		<>
			<Button kind="danger" icon="siren" onPress={() => setOpen(true)}>
				{say('act')}
			</Button>
			{open && <AlarmDialog conversation={conversation} moderation={moderation} onClose={() => setOpen(false)} />}
		</>
	);
}

function AlarmDialog({ conversation, moderation, onClose }: AlarmProps & Readonly<{ onClose: () => void }>) {
	const say = useTranslations('moderation.alarm');
	const { id: conversationId } = conversation;
	const theirs = conversation.messages.filter(({ direction }) => direction === 'in');
	const [messageId, setMessage] = useState(theirs.at(-1)?.id ?? '');
	const [alarmId, setAlarm] = useState<string>();
	const raise = useAct(raiseAlarmEndpoint, { topics: ['conversation'], onDone: ({ id }) => setAlarm(id) });
	const secure = (
		<>
			<Button onPress={onClose}>{say('leave')}</Button>
			<Button
				kind="danger"
				icon="siren"
				busy={raise.busy}
				onPress={() => void raise.run({ conversationId, messageId })}
			>
				{say('secure')}
			</Button>
		</>
	);
	if (alarmId)
		return <Checklist conversationId={conversationId} alarmId={alarmId} moderation={moderation} onClose={onClose} />;
	return (
		<Dialog title={say('title')} onClose={onClose} acts={secure} wide>
			<Contacts contacts={moderation.contacts} />
			{theirs.length > 1 && (
				<Select
					label={say('message')}
					value={messageId}
					onChange={setMessage}
					options={theirs.toReversed().map(({ id, text }) => ({ value: id, label: text.slice(0, 90) }))}
				/>
			)}
			<blockquote className="modsaid words">{theirs.find(({ id }) => id === messageId)?.text}</blockquote>
			<p className="hint">{say('what')}</p>
			<FormSummary failure={raise.failure} />
		</Dialog>
	);
}

function Contacts({ contacts }: Readonly<{ contacts: Moderation['contacts'] }>) {
	return (
		<ul className="sos">
			{contacts.map(({ name, phone, note }) => (
				<li key={`${name}${phone}`}>
					<a href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>{phone}</a>
					<span>
						<b>{name}</b>
						{note && <small>{note}</small>}
					</span>
				</li>
			))}
		</ul>
	);
}

type ListProps = Readonly<{
	conversationId: string;
	alarmId: string;
	moderation: Moderation;
	onClose: () => void;
}>;

/** What is to be done, ticked off; the record keeps it with what the police said. */
function Checklist({ conversationId, alarmId, moderation, onClose }: ListProps) {
	const say = useTranslations('moderation.alarm');
	const [done, setDone] = useState<readonly Check[]>([]);
	const [note, setNote] = useState('');
	const close = useAct(closeAlarmEndpoint, { topics: ['conversation'], onDone: onClose });
	const acts = (
		<>
			<Button onPress={onClose}>{say('later')}</Button>
			<Button
				kind="main"
				icon="check"
				busy={close.busy}
				blocked={done.length === 0 && note.trim() === '' ? say('nothing-done') : undefined}
				onPress={() => void close.run({ conversationId, alarmId, done: [...done], note })}
			>
				{say('close')}
			</Button>
		</>
	);
	return (
		<Dialog title={say('checklist')} onClose={onClose} acts={acts} wide>
			<Contacts contacts={moderation.contacts} />
			<p className="hint">{say('secured')}</p>
			<fieldset className="field">
				<legend className="lab">{say('steps')}</legend>
				{checks.map((one) => (
					<Checkbox
						key={one}
						label={say(`check.${one}`)}
						checked={done.includes(one)}
						onChange={(yes) => setDone(yes ? [...done, one] : done.filter((other) => other !== one))}
					/>
				))}
			</fieldset>
			<TextArea label={say('note')} hint={say('note-hint')} rows={3} value={note} onChange={setNote} />
			<FormSummary failure={close.failure} />
		</Dialog>
	);
}

type AlarmsProps = Readonly<{ conversation: ConversationDetail; moderation: Moderation }>;

/** What was secured here, and what is still to be ticked off. */
export function Alarms({ conversation: { id }, moderation }: AlarmsProps) {
	const say = useTranslations('moderation.alarm');
	const [open, setOpen] = useState<string>();
	return (
		<>
			{moderation.alarms.map((alarm) => (
				<article className="modact" key={alarm.id}>
					<p>
						<b>{say('past')}</b> <Moment at={alarm.at} />, {alarm.by}
					</p>
					<Hash value={alarm.sha256} />
					{alarm.done.length > 0 && (
						<p className="hint">{alarm.done.map((one) => say(`check.${one as Check}`)).join(' ')}</p>
					)}
					{alarm.note && <p>{alarm.note}</p>}
					{alarm.closedAt === null && (
						<Button small icon="siren" onPress={() => setOpen(alarm.id)}>
							{say('go-on')}
						</Button>
					)}
				</article>
			))}
			{open && (
				<Checklist conversationId={id} alarmId={open} moderation={moderation} onClose={() => setOpen(undefined)} />
			)}
		</>
	);
}
