import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';

import { takeStepEndpoint } from '#contract/moderation.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Callout } from '../parts/callout.tsx';
import { RadioRows } from '../parts/choice.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Select, TextArea, TextField } from '../parts/field.tsx';
import { useZone } from '../parts/moment.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import type { ConversationDetail } from './conversation-detail.ts';
import { endOfDay, type Moderation } from './moderation-words.ts';

type Rung = Moderation['ladder'][number];
type Step = Rung['step'];

interface Draft {
	readonly messageId: string;
	readonly step: Step | undefined;
	readonly rule: string;
	readonly facts: string;
	readonly proportion: string;
	readonly until: string;
	readonly words: string;
}

type StepProps = Readonly<{
	conversation: ConversationDetail;
	moderation: Moderation;
	/** What a rule has proposed. */
	start?: Partial<Pick<Draft, 'messageId' | 'step' | 'rule'>>;
	onClose: () => void;
}>;

/** One step of the ladder: which message, how hard, by which rule, and why nothing milder. */
export function StepDialog({ conversation, moderation, start, onClose }: StepProps) {
	const say = useTranslations('moderation');
	const announce = useAnnounce();
	const zone = useZone();
	const theirs = conversation.messages.filter(({ direction }) => direction === 'in');
	const [draft, setDraft] = useState<Draft>({
		...{ messageId: theirs.at(-1)?.id ?? '', step: undefined, rule: '' },
		...{ facts: '', proportion: '', until: '', words: '', ...start },
	});
	const [seenVersion] = useState(conversation.version);
	const put = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
	const rung = moderation.ladder.find(({ step }) => step === draft.step);
	const act = useAct(takeStepEndpoint, {
		topics: ['conversation'],
		onDone: () => {
			announce(say(rung?.second ? 'proposed' : 'taken'));
			onClose();
		},
	});
	const send = () => {
		const { step, until, words, ...rest } = draft;
		if (step === undefined) return;
		void act.run({
			...{ ...rest, conversationId: conversation.id, step, seenVersion },
			until: step === 'block-until' && until !== '' ? endOfDay(until, zone) : null,
			words: step === 'warn' ? words : '',
		});
	};
	const lacks = missing(draft);
	const acts = (
		<>
			<Button onPress={onClose}>{say('leave')}</Button>
			<Button
				kind={rung?.second ? 'danger' : 'main'}
				icon="shield"
				busy={act.busy}
				blocked={lacks ? say(`missing.${lacks}`) : undefined}
				onPress={send}
			>
				{rung ? say(rung.second ? 'propose' : `do.${rung.means ?? 'reply'}`) : say('act')}
			</Button>
		</>
	);
	return (
		<Dialog title={say('dialog')} onClose={onClose} acts={acts} wide>
			{theirs.length > 1 && (
				<Select
					label={say('message')}
					value={draft.messageId}
					onChange={(messageId) => put({ messageId })}
					options={theirs.toReversed().map(({ id, text }) => ({ value: id, label: short(text) || say('no-words') }))}
				/>
			)}
			<blockquote className="modsaid words">{theirs.find(({ id }) => id === draft.messageId)?.text}</blockquote>
			<p className="hint">{say('answer-first')}</p>
			<Ladder ladder={moderation.ladder} step={draft.step} onChange={(step) => put({ step })} />
			{rung && <Fields draft={draft} rung={rung} moderation={moderation} put={put} />}
			<FormSummary failure={act.failure} />
		</Dialog>
	);
}

const short = (text: string): string => (text.length > 90 ? `${text.slice(0, 90)} …` : text);

/** What is still needed, in the order of the form. */
const missing = ({ step, rule, words, facts, proportion, until }: Draft) => {
	if (step === undefined) return 'step';
	if (rule === '') return 'rule';
	if (step === 'warn' && words.trim() === '') return 'words';
	if (step === 'block-until' && until === '') return 'until';
	if (facts.trim().length < 10) return 'facts';
	return proportion.trim().length < 10 ? 'proportion' : undefined;
};

type LadderProps = Readonly<{
	ladder: readonly Rung[];
	step: Step | undefined;
	onChange: (step: Step) => void;
}>;

/** Only what works here, from mild to hard; one sentence why the rest does not. */
function Ladder({ ladder, step, onChange }: LadderProps) {
	const say = useTranslations('moderation');
	const works = ladder.flatMap(({ step: value, means, second }) =>
		means === null
			? []
			: [
					{
						value,
						label: say(`step.${value === 'delete' && means === 'report' ? 'report' : value}`),
						hint: [say(`means.${value === 'block-until' ? value : means}`), second ? say('two') : ''].join(' ').trim(),
					},
				],
	);
	const rest = [...new Set(ladder.flatMap(({ why }) => (why === null ? [] : [why])))];
	return (
		<>
			<RadioRows label={say('how')} value={step} onChange={onChange} options={works} />
			{rest.map((why) => (
				<p className="hint" key={why}>
					{say(`why.${why}`)}
				</p>
			))}
		</>
	);
}

type FieldsProps = Readonly<{
	draft: Draft;
	rung: Rung;
	moderation: Moderation;
	put: (part: Partial<Draft>) => void;
}>;

function Fields({ draft, rung, moderation: { netiquette, tells }, put }: FieldsProps) {
	const say = useTranslations('moderation');
	const language = useLocale() === 'en' ? 'en' : 'de';
	const rule = netiquette.rules.find(({ number }) => number === draft.rule);
	return (
		<>
			<Select
				label={say('rule')}
				empty={say('choose-rule')}
				value={draft.rule}
				onChange={(number) => put({ rule: number })}
				options={netiquette.rules.map((one) => ({
					value: one.number,
					label: `${one.number}. ${one[language].title}`,
				}))}
			/>
			{rule && <p className="hint">{rule[language].text}</p>}
			{rung.step === 'warn' && (
				<TextArea
					label={say('words')}
					hint={say('words-hint')}
					rows={3}
					value={draft.words}
					onChange={(words) => put({ words })}
				/>
			)}
			{rung.step === 'block-until' && (
				<TextField
					label={say('until')}
					hint={say('until-hint')}
					type="date"
					value={draft.until}
					onChange={(until) => put({ until })}
				/>
			)}
			<TextArea
				label={say('facts')}
				hint={say('facts-hint')}
				rows={3}
				value={draft.facts}
				onChange={(facts) => put({ facts })}
			/>
			<TextArea
				label={say('proportion')}
				hint={say('proportion-hint')}
				rows={2}
				value={draft.proportion}
				onChange={(proportion) => put({ proportion })}
			/>
			{rung.step !== 'warn' && <p className="hint">{say(`tells.${tells ?? 'none'}`)}</p>}
			{rung.means !== null && rung.means !== 'reply' && (
				<Callout kind="hint" title={say('promise.title')}>
					{say(`promise.${rung.means}`)}
				</Callout>
			)}
			<p className="hint">{say('evidence-first')}</p>
		</>
	);
}
