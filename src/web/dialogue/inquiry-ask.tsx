import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { askInquiryEndpoint, inquiryDraftEndpoint } from '#contract/inquiries.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import type { CallFailure } from '../parts/call.ts';
import { Checkbox } from '../parts/choice.tsx';
import { CopyLine } from '../parts/copy-line.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Select, TextArea, TextField } from '../parts/field.tsx';
import { Moment } from '../parts/moment.tsx';
import { Segments } from '../parts/segments.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { personalKinds } from './hints.tsx';
import { useTerms } from './inquiry-terms.tsx';

type Draft = z.output<typeof inquiryDraftEndpoint.output>;
const kinds = ['person', 'unit', 'expert'] as const;
type Kind = (typeof kinds)[number];

type DialogProps = Readonly<{ conversationId: string; onClose: () => void }>;

/** Asks somebody who knows: a colleague, a unit or an expert outside. */
export function AskDialog({ conversationId, onClose }: DialogProps) {
	const say = useTranslations('inquiry');
	const query = useQueryOf(inquiryDraftEndpoint, { conversationId }, { topics: ['setting'] });
	const [link, setLink] = useState<string>();
	if (link !== undefined)
		return (
			<Dialog title={say('practised')} onClose={onClose} acts={<Button onPress={onClose}>{say('close')}</Button>}>
				<p>{say('practised-hint')}</p>
				<CopyLine value={link} />
			</Dialog>
		);
	if (query.data)
		return <AskForm conversationId={conversationId} draft={query.data} onClose={onClose} onLink={setLink} />;
	return (
		<Dialog title={say('ask-title')} wide onClose={onClose}>
			<Answer query={query} what={say('title')}>
				{() => null}
			</Answer>
		</Dialog>
	);
}

type FormProps = DialogProps & Readonly<{ draft: Draft; onLink: (link: string) => void }>;

interface Outside {
	readonly name: string;
	readonly mail: string;
	readonly days: string;
	readonly language: 'de' | 'en';
	readonly personal: boolean;
}
const nobody: Outside = { name: '', mail: '', days: '7', language: 'de', personal: false };

function AskForm({ conversationId, draft, onClose, onLink }: FormProps) {
	const say = useTranslations('inquiry');
	const announce = useAnnounce();
	const [kind, setKind] = useState<Kind>('person');
	const [chosen, choose] = useState<Readonly<Partial<Record<Kind, string>>>>({});
	const [outside, setOutside] = useState(nobody);
	const [about, setAbout] = useState(draft.messages[0]?.id ?? '');
	const [shown, setShown] = useState(draft.messages[0]?.shown ?? '');
	const [question, setQuestion] = useState('');
	const terms = useTerms(conversationId, kind === 'unit' ? chosen.unit : undefined);
	const act = useAct(askInquiryEndpoint, { topics: ['conversation'] });
	const asked = askedOf(kind, { id: chosen[kind] ?? '', dueAt: terms.dueAt, outside });
	const blocked = asked === null ? say(`missing-${kind}`) : question.trim() === '' ? say('empty') : undefined;
	const send = async () => {
		if (asked === null) return;
		const sent = await act.run({ conversationId, asked, messageId: about || null, shown, question });
		if (!sent.ok) return;
		if (sent.value.link !== null) return onLink(sent.value.link);
		announce(say(kind === 'expert' ? 'asked-expert' : 'asked'));
		onClose();
	};
	const acts = (
		<>
			<Button onPress={onClose}>{say('leave')}</Button>
			<Button kind="main" icon="send" busy={act.busy} blocked={blocked} onPress={() => void send()}>
				{say('send')}
			</Button>
		</>
	);
	return (
		<Dialog title={say('ask-title')} wide onClose={onClose} acts={acts}>
			<Segments
				label={say('whom')}
				value={kind}
				onChange={setKind}
				options={kinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
			/>
			{kind === 'expert' ? (
				<ExpertFields outside={outside} practice={draft.practice} onChange={setOutside} />
			) : (
				<>
					<Select
						label={say(`kind.${kind}`)}
						empty={say('choose')}
						value={chosen[kind] ?? ''}
						options={(kind === 'person' ? draft.people : draft.units).map(({ id, name }) => ({
							value: id,
							label: name,
						}))}
						onChange={(id) => choose({ ...chosen, [kind]: id })}
					/>
					{terms.field}
				</>
			)}
			<TextArea label={say('question')} rows={3} value={question} onChange={setQuestion} />
			<Shown
				draft={draft}
				about={about}
				shown={shown}
				onShown={setShown}
				onAbout={(id) => {
					setAbout(id);
					setShown(draft.messages.find((one) => one.id === id)?.shown ?? '');
				}}
			/>
			<PersonalData
				failure={act.failure}
				personal={outside.personal}
				onChange={(personal) => setOutside({ ...outside, personal })}
			/>
			{draft.promisedAt && (
				<p className="hint">
					{say('promise')} <Moment at={draft.promisedAt} />
				</p>
			)}
		</Dialog>
	);
}

interface Said {
	readonly id: string;
	readonly dueAt: string | null;
	readonly outside: Outside;
}

/** Whom it goes to; null while that is not known. */
const askedOf = (
	kind: Kind,
	{ id, dueAt, outside }: Said,
): z.input<typeof askInquiryEndpoint.input>['asked'] | null => {
	if (kind === 'expert') {
		const { name, mail, days, ...rest } = outside;
		const count = Number(days);
		if (name.trim().length < 2 || !/^\S+@\S+\.\S+$/.test(mail.trim())) return null;
		return Number.isInteger(count) && count >= 1 && count <= 30
			? { kind, name: name.trim(), mail: mail.trim(), days: count, ...rest }
			: null;
	}
	if (id === '' || dueAt === null) return null;
	return kind === 'person' ? { kind, personId: id, dueAt } : { kind, unitId: id, dueAt };
};

type ExpertProps = Readonly<{ outside: Outside; practice: boolean; onChange: (outside: Outside) => void }>;

function ExpertFields({ outside, practice, onChange }: ExpertProps) {
	const say = useTranslations('inquiry');
	const languages = (['de', 'en'] as const).map((value) => ({ value, label: say(`language.${value}`) }));
	return (
		<>
			<div className="inq-two">
				<TextField
					label={say('expert-name')}
					value={outside.name}
					onChange={(name) => onChange({ ...outside, name })}
				/>
				<TextField
					label={say('expert-mail')}
					type="email"
					value={outside.mail}
					onChange={(mail) => onChange({ ...outside, mail })}
				/>
				<TextField
					label={say('days')}
					type="number"
					inputMode="numeric"
					value={outside.days}
					onChange={(days) => onChange({ ...outside, days })}
				/>
				<Select
					label={say('language.label')}
					value={outside.language}
					options={languages}
					onChange={(language) => onChange({ ...outside, language: language === 'en' ? 'en' : 'de' })}
				/>
			</div>
			<p className="hint">{say(practice ? 'expert-practice' : 'expert-hint')}</p>
		</>
	);
}

type ShownProps = Readonly<{
	draft: Draft;
	about: string;
	shown: string;
	onAbout: (id: string) => void;
	onShown: (shown: string) => void;
}>;

/** Exactly what the other sees of the conversation, to be cut down before it goes. */
function Shown({ draft, about, shown, onAbout, onShown }: ShownProps) {
	const say = useTranslations('inquiry');
	return (
		<>
			{draft.messages.length > 1 && (
				<Select
					label={say('about')}
					empty={say('about-none')}
					value={about}
					options={draft.messages.map(({ id, shown: words }) => ({
						value: id,
						label: words.slice(0, 80) || say('no-words'),
					}))}
					onChange={onAbout}
				/>
			)}
			<TextArea label={say('shows')} hint={say('shows-hint')} rows={4} value={shown} onChange={onShown} />
		</>
	);
}

type PersonalProps = Readonly<{
	failure: CallFailure | undefined;
	personal: boolean;
	onChange: (personal: boolean) => void;
}>;

/** A refusal; where it was for personal data, what was found, and the word that it is meant. */
function PersonalData({ failure, personal, onChange }: PersonalProps) {
	const say = useTranslations('inquiry');
	const word = useTranslations('dialogue.hint.personal');
	const kindsFound: unknown = failure?.detail['kinds'];
	const found = personalKinds(Array.isArray(kindsFound) ? kindsFound.map(String) : []);
	return (
		<>
			<FormSummary failure={failure} errors={found.map((kind) => word(kind))} />
			{failure?.type === 'inquiry.personal-data' && (
				<Checkbox label={say('personal')} checked={personal} onChange={onChange} />
			)}
		</>
	);
}
