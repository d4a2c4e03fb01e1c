import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { type HandoverTarget, handOverEndpoint, handoversEndpoint } from '#contract/handover.ts';

import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Checkbox, RadioRows } from '../parts/choice.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Loading } from '../parts/empty.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Select, TextArea, TextField } from '../parts/field.tsx';
import type { ConversationDetail } from './conversation-detail.ts';

const questions = ['why', 'who', 'options', 'decision'] as const;
type Question = (typeof questions)[number];
type Visibility = 'public' | 'private';

/** Opens the one act that moves a personal matter to where it belongs. */
export function HandOver({ conversation }: Readonly<{ conversation: ConversationDetail }>) {
	const say = useTranslations('dialogue.hand-over');
	const [open, setOpen] = useState(false);
	return (
		<>
			<Button icon="forward" onPress={() => setOpen(true)}>
				{say('act')}
			</Button>
			{open && <HandOverDialog conversation={conversation} onClose={() => setOpen(false)} />}
		</>
	);
}

type DialogProps = Readonly<{ conversation: ConversationDetail; onClose: () => void }>;

function HandOverDialog({ conversation, onClose }: DialogProps) {
	const say = useTranslations('dialogue.hand-over');
	const query = useQueryOf(handoversEndpoint, { conversationId: conversation.id }, { topics: ['setting'] });
	if (query.data && query.data.targets.length > 0)
		return (
			<Choice conversation={conversation} onClose={onClose} targets={query.data.targets} proposed={query.data.data} />
		);
	return (
		<Dialog title={say('title')} onClose={onClose}>
			{query.isPending ? <Loading what={say('title')} /> : <p>{say('no-target')}</p>}
			<DeskLink to="/einrichtung/uebergaben">{say('add-target')}</DeskLink>
		</Dialog>
	);
}

type ChoiceProps = DialogProps & Readonly<{ targets: readonly HandoverTarget[]; proposed: string }>;

/** Everything is shown before it goes: the answer, what leaves the house, and what belongs on file. */
function Choice({ conversation, onClose, targets, proposed }: ChoiceProps) {
	const say = useTranslations('dialogue.hand-over');
	const act = useAct(handOverEndpoint, { topics: ['conversation'], onDone: onClose });
	const isPublic = conversation.visibility === 'public' || conversation.visibility === 'unlisted';
	const [target, setTarget] = useState<HandoverTarget>();
	const [visibility, setVisibility] = useState<Visibility>(isPublic ? 'public' : 'private');
	const [text, setText] = useState('');
	const [data, setData] = useState(proposed);
	const [relevant, setRelevant] = useState<readonly Question[]>([]);
	const [fileReference, setReference] = useState('');
	const [seenVersion] = useState(conversation.version);
	const choose = (next: HandoverTarget | undefined, shown: Visibility) => {
		setTarget(next);
		setVisibility(shown);
		setText(next ? (shown === 'public' ? next.publicText : next.privateText) : '');
	};
	const send = () => {
		const { id: conversationId } = conversation;
		if (target)
			void act.run({
				...{ conversationId, targetId: target.id, text, visibility, data },
				...{ relevant: [...relevant], fileReference, seenVersion },
			});
	};
	const acts = (
		<>
			<Button onPress={onClose}>{say('leave')}</Button>
			<Button
				kind="main"
				icon="forward"
				busy={act.busy}
				blocked={!target || text.trim() === '' ? say('missing') : undefined}
				onPress={send}
			>
				{say('act')}
			</Button>
		</>
	);
	return (
		<Dialog title={say('title')} onClose={onClose} acts={acts} wide>
			<Select
				label={say('target')}
				empty={say('choose')}
				value={target?.id ?? ''}
				onChange={(id) =>
					choose(
						targets.find((one) => one.id === id),
						visibility,
					)
				}
				options={targets.map(({ id, name }) => ({ value: id, label: name }))}
			/>
			{isPublic && conversation.channel !== 'bluesky' && (
				<How value={visibility} onChange={(next) => choose(target, next)} />
			)}
			<TextArea label={say('text')} rows={4} value={text} onChange={setText} />
			<Leaving target={target} practice={conversation.practice} data={data} onChange={setData} />
			<Relevance chosen={relevant} onChange={setRelevant} />
			<TextField
				label={say('reference')}
				hint={say('reference-hint')}
				optional={relevant.length === 0}
				value={fileReference}
				onChange={setReference}
			/>
			<p className="hint">{say('closes')}</p>
			<FormSummary failure={act.failure} />
		</Dialog>
	);
}

type LeavingProps = Readonly<{
	target: HandoverTarget | undefined;
	practice: boolean;
	data: string;
	onChange: (data: string) => void;
}>;

/** What leaves the house, to be cut down; or that nothing does. */
function Leaving({ target, practice, data, onChange }: LeavingProps) {
	const say = useTranslations('dialogue.hand-over');
	if (!target) return null;
	if (target.kind !== 'mailbox' && target.kind !== 'webhook') return <p className="hint">{say('no-data')}</p>;
	return (
		<>
			<TextArea label={say('data')} hint={say('data-hint')} rows={4} value={data} onChange={onChange} />
			{practice && <p className="hint">{say('practice')}</p>}
		</>
	);
}

function How({ value, onChange }: Readonly<{ value: Visibility; onChange: (value: Visibility) => void }>) {
	const say = useTranslations('dialogue.hand-over');
	const options = (['public', 'private'] as const).map((one) => ({
		value: one,
		label: say(one),
		hint: say(`${one}-hint`),
	}));
	return <RadioRows label={say('how')} value={value} onChange={onChange} options={options} />;
}

type RelevanceProps = Readonly<{ chosen: readonly Question[]; onChange: (chosen: readonly Question[]) => void }>;

/** The four questions of the archives: any yes, and it needs a place on file. */
function Relevance({ chosen, onChange }: RelevanceProps) {
	const say = useTranslations('dialogue.hand-over');
	return (
		<fieldset className="field">
			<legend className="lab">{say('questions')}</legend>
			{questions.map((one) => (
				<Checkbox
					key={one}
					label={say(`relevant.${one}`)}
					checked={chosen.includes(one)}
					onChange={(yes) => onChange(yes ? [...chosen, one] : chosen.filter((other) => other !== one))}
				/>
			))}
		</fieldset>
	);
}
