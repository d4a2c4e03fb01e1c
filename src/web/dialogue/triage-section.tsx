import { useTranslations } from 'use-intl';

import { Icon } from '../parts/icon.tsx';
import type { IconName } from '../parts/icons.ts';
import { Moment } from '../parts/moment.tsx';
import { useOffice } from '../shell/office.tsx';
import type { ConversationDetail } from './conversation-detail.ts';
import { Labels } from './labels.tsx';
import { useTriage } from './triage-desk.tsx';

type SectionProps = Readonly<{ conversation: ConversationDetail }>;

/** What can be done with it while sorting, each with its key. */
export function TriageSection({ conversation }: SectionProps) {
	const say = useTranslations('dialogue.triage');
	const { person } = useOffice();
	const { run, ask } = useTriage();
	const { state, assignee, snoozed, labels } = conversation;
	const these = [conversation];
	const open = state !== 'closed';
	return (
		<section>
			<h2>{say('title')}</h2>
			{state === 'waiting' && (
				<p className="tri-state">
					<Icon name="hourglass" /> {say('rests')}
				</p>
			)}
			{snoozed && (
				<p className="tri-state">
					<Icon name="calendar-clock" />
					<span>
						{say('comes-back')} <Moment at={snoozed.until} />
						{snoozed.reason && <>, {snoozed.reason}</>} <span className="hint">({snoozed.by})</span>
					</span>
				</p>
			)}
			{labels.length > 0 && (
				<p className="tri-tags">
					<Labels ids={labels} />
				</p>
			)}
			<div>
				{open && assignee?.id !== person.id && (
					<Opt icon="user" shortcut="a" onPress={() => void run({ do: 'assign', personId: person.id }, these)}>
						{say('to-me')}
					</Opt>
				)}
				<Opt icon="tag" shortcut="l" onPress={() => ask('label', these)}>
					{say('label.open')}
				</Opt>
				{open && (
					<Opt icon="calendar-clock" shortcut="s" onPress={() => ask('snooze', these)}>
						{say(snoozed ? 'snooze.again' : 'snooze.open')}
					</Opt>
				)}
				{snoozed && (
					<Opt icon="undo-2" onPress={() => void run({ do: 'wake' }, these)}>
						{say('wake')}
					</Opt>
				)}
				{open && (
					<Opt
						icon="hourglass"
						onPress={() => void run({ do: 'turn', state: state === 'waiting' ? 'open' : 'waiting' }, these)}
					>
						{say(state === 'waiting' ? 'our-turn' : 'their-turn')}
					</Opt>
				)}
			</div>
		</section>
	);
}

type OptProps = Readonly<{ icon: IconName; shortcut?: string; onPress: () => void; children: string }>;

function Opt({ icon, shortcut, onPress, children }: OptProps) {
	return (
		<button type="button" className="opt" aria-keyshortcuts={shortcut} onClick={onPress}>
			<Icon name={icon} />
			<span>{children}</span>
			{shortcut && (
				<span className="keycap" aria-hidden="true">
					{shortcut.toUpperCase()}
				</span>
			)}
		</button>
	);
}
