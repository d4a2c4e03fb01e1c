import { useTranslations } from 'use-intl';

import type { ConversationItem } from '#contract/dialogue.ts';

import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { FormSummary, useSentence } from '../parts/failures.tsx';
import { Icon } from '../parts/icon.tsx';
import { useOffice } from '../shell/office.tsx';
import { priorities } from './filter.ts';
import { useTriage } from './triage-desk.tsx';

type TriageBarProps = Readonly<{ items: readonly ConversationItem[] }>;

/** Replaces the filters while conversations are chosen: what can be done with all of them. */
export function TriageBar({ items }: TriageBarProps) {
	const say = useTranslations('dialogue.triage');
	const words = useTranslations('dialogue');
	const { person } = useOffice();
	const { run, ask, choose, busy } = useTriage();
	const chosen = useChosen(items);
	return (
		<fieldset className="tri-bar">
			<legend className="sr">{say('bar')}</legend>
			<p className="tri-count" role="status">
				<b>{say('chosen', { count: chosen.length })}</b>
				{chosen.length < items.length && (
					<Button small kind="quiet" onPress={() => choose(items.slice(0, 100).map(({ id }) => id))}>
						{say('choose-all', { count: Math.min(100, items.length) })}
					</Button>
				)}
				<Button small kind="quiet" icon="x" label={say('choose-none')} onPress={() => choose([])} />
			</p>
			<div className="tri-acts">
				<Button small busy={busy} shortcut="a" onPress={() => void run({ do: 'assign', personId: person.id }, chosen)}>
					{say('to-me')}
				</Button>
				<Button small busy={busy} onPress={() => ask('assign', chosen)}>
					{say('assign.open')}
				</Button>
				<Button small busy={busy} shortcut="l" onPress={() => ask('label', chosen)}>
					{say('label.open')}
				</Button>
				<Button small busy={busy} shortcut="s" onPress={() => ask('snooze', chosen)}>
					{say('snooze.open')}
				</Button>
				<Button small busy={busy} shortcut="e" onPress={() => void run({ do: 'close', reason: '' }, chosen)}>
					{words('close')}
				</Button>
				<select
					className="inp"
					aria-label={words('priority.label')}
					value=""
					onChange={({ target }) => {
						const priority = priorities.find((one) => one === target.value);
						if (priority) void run({ do: 'prioritise', priority }, chosen);
					}}
				>
					<option value="">{words('priority.label')}</option>
					{priorities.map((priority) => (
						<option key={priority} value={priority}>
							{words(`priority.${priority}`)}
						</option>
					))}
				</select>
			</div>
		</fieldset>
	);
}

/** What is chosen and still in sight. */
export const useChosen = (items: readonly ConversationItem[]): readonly ConversationItem[] => {
	const { selected } = useTriage();
	return items.filter(({ id }) => selected.has(id));
};

/** What was refused, each with its sentence, until somebody has read it. */
export function TriageRefused() {
	const say = useTranslations('dialogue.triage');
	const sentence = useSentence();
	const { refused, failure, dismiss } = useTriage();
	if (failure) return <FormSummary failure={failure} />;
	if (refused.length === 0) return null;
	return (
		<div className="note warn tri-refused" role="alert">
			<Icon name="triangle-alert" />
			<b>{say('refused', { count: refused.length })}</b>
			<ul>
				{refused.map(({ id, counterpart, type }) => (
					<li key={id}>
						<DeskLink to={`/dialog/${id}`}>{counterpart}</DeskLink>:{' '}
						{type === 'conversation.moved-on' ? say('moved-on') : sentence({ type })}
					</li>
				))}
			</ul>
			<div className="acts">
				<Button small onPress={dismiss}>
					{say('understood')}
				</Button>
			</div>
		</div>
	);
}
