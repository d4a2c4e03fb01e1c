import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { hereAtConversationEndpoint } from '#contract/attendance.ts';
import { noteEndpoint, replyEndpoint } from '#contract/dialogue.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { type CallFailure, call } from '../parts/call.ts';
import { Checkbox } from '../parts/choice.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { type Doing, type Here, useHere, WhoIsHere } from '../parts/here.tsx';
import { useShortcut } from '../parts/keys.tsx';
import { Segments } from '../parts/segments.tsx';
import { AnswerHelp } from './answer-help.tsx';
import type { ConversationDetail } from './conversation-detail.ts';

type Kind = 'reply' | 'note';

/** Without an answer nobody is shown: it is no reason to stop answering. */
const tell = async (conversationId: string, doing: Doing): Promise<readonly Here[]> => {
	const answer = await call(hereAtConversationEndpoint, { conversationId, doing });
	return answer.ok ? answer.value.others : [];
};

/** Answer or internal note. What is typed stays until it has been taken; a new message meanwhile is shown first. */
export function ReplyBox({ conversation }: Readonly<{ conversation: ConversationDetail }>) {
	const say = useTranslations('dialogue');
	const id = useId();
	const [kind, setKind] = useState<Kind>('reply');
	const [text, setText] = useState('');
	const [awaits, setAwaits] = useState(false);
	/** The version the writer had before their eyes when they began: somebody else's answer since then must be read first. */
	const [seen, setSeen] = useState(conversation.version);
	const reply = useAct(replyEndpoint, { topics: ['conversation'] });
	const note = useAct(noteEndpoint, { topics: ['conversation'] });
	const acting = kind === 'reply' ? reply : note;
	const movedOn = text !== '' && conversation.version !== seen && kind === 'reply';
	const write = (next: string) => {
		if (text === '') setSeen(conversation.version);
		setText(next);
	};
	const take = (words: string) => {
		write(text.trim() === '' ? words : `${text.trimEnd()}\n\n${words}`);
		document.getElementById(id)?.focus();
	};
	const others = useHere({ id: conversation.id, writing: text !== '', tell });
	const choose = (next: Kind) => {
		setKind(next);
		document.getElementById(id)?.focus();
	};
	useShortcut('r', say('keys.answer'), () => choose('reply'));
	useShortcut('i', say('keys.note'), () => choose('note'));

	const send = async () => {
		const conversationId = conversation.id;
		const sent =
			kind === 'reply'
				? await reply.run({ conversationId, text, language: 'de', seenVersion: seen, awaits })
				: await note.run({ conversationId, text });
		if (!sent.ok) return;
		setText('');
		setAwaits(false);
	};
	const press = (event: KeyboardEvent) => {
		if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && text.trim() !== '' && !movedOn) void send();
	};

	return (
		<div className="rep">
			<WhoIsHere others={others} />
			<Segments
				label={say('kind.label')}
				value={kind}
				onChange={setKind}
				options={[
					{ value: 'reply', label: say(`kind.${conversation.visibility}`) },
					{ value: 'note', label: say('kind.note') },
				]}
			/>
			<label className="sr" htmlFor={id}>
				{say(kind === 'reply' ? 'answer' : 'note')}
			</label>
			<textarea
				className="inp"
				id={id}
				rows={4}
				value={text}
				onChange={(event) => write(event.target.value)}
				onKeyDown={press}
			/>
			<Blocks failure={acting.failure} />
			{movedOn && (
				<p className="note warn" role="status">
					{say('moved-on')}{' '}
					<Button small onPress={() => setSeen(conversation.version)}>
						{say('have-read')}
					</Button>
				</p>
			)}
			<div className="go">
				{kind === 'reply' && <Checkbox label={say('triage.awaits')} checked={awaits} onChange={setAwaits} />}
				<div className="end">
					{kind === 'reply' && <AnswerHelp conversationId={conversation.id} onTake={take} />}
					<Where kind={kind} channel={conversation.channel} />
					<Button
						kind="main"
						icon={kind === 'reply' ? 'send' : 'lock'}
						busy={acting.busy}
						blocked={movedOn ? say('read-first') : text.trim() === '' ? say('empty') : undefined}
						onPress={() => void send()}
					>
						{say(kind === 'reply' ? 'send' : 'keep-note')}
					</Button>
				</div>
			</div>
		</div>
	);
}

function Where({ kind, channel }: Readonly<{ kind: Kind; channel: string }>) {
	const say = useTranslations('dialogue.where');
	const where = channel === 'form' ? 'form' : 'network';
	return <span className="hint dsk">{say(kind === 'reply' ? where : 'note')}</span>;
}

/** The refusal in its sentence and, where a check holds the answer, what was found. */
function Blocks({ failure }: Readonly<{ failure: CallFailure | undefined }>) {
	const checks = failure?.detail['checks'];
	const found = Array.isArray(checks)
		? checks.flatMap((check: { found?: unknown }) => (typeof check.found === 'string' ? [check.found] : []))
		: [];
	return <FormSummary failure={failure} errors={found.map((words) => `„${words}“`)} />;
}
