import { type KeyboardEvent, type Ref, useId, useImperativeHandle } from 'react';
import { useTranslations } from 'use-intl';
import { hereAtConversationEndpoint } from '#contract/attendance.ts';

import { Button } from '../parts/button.tsx';
import { type CallFailure, call } from '../parts/call.ts';
import { Checkbox } from '../parts/choice.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { type Doing, type Here, useHere, WhoIsHere } from '../parts/here.tsx';
import { useShortcut } from '../parts/keys.tsx';
import { Segments } from '../parts/segments.tsx';
import { AnswerHelp } from './answer-help.tsx';
import type { ConversationDetail } from './conversation-detail.ts';
import { ReplyLook, ReplyPreview } from './reply-look.tsx';
import { OpensAt, SendAtOpening } from './send-at-opening.tsx';
import { type Taken, TakenFrom, useTaken } from './taken-from.tsx';
import { type ReplyKind, useReplyDraft } from './use-reply-draft.ts';

/** Without an answer nobody is shown: it is no reason to stop answering. */
const tell = async (conversationId: string, doing: Doing): Promise<readonly Here[]> => {
	const answer = await call(hereAtConversationEndpoint, { conversationId, doing });
	return answer.ok ? answer.value.others : [];
};

/** What others on the page can do with the answer being written. */
export interface Replying {
	/** Adds words of somebody who was asked; they are sent by nobody but the writer. */
	take(taken: Taken): void;
}

type ReplyBoxProps = Readonly<{
	conversation: ConversationDetail;
	/** Words to begin with. */
	start?: string;
	ref?: Ref<Replying>;
}>;

/** Answer or internal note. What is typed stays until it has been taken; a new message meanwhile is shown first. */
export function ReplyBox({ conversation, start = '', ref }: ReplyBoxProps) {
	const say = useTranslations('dialogue');
	const id = useId();
	const draft = useReplyDraft(conversation, start);
	const { kind, text, write, looked, movedOn, blocked } = draft;
	const take = (words: string) => {
		write(text.trim() === '' ? words : `${text.trimEnd()}\n\n${words}`);
		document.getElementById(id)?.focus();
	};
	const taken = useTaken(text);
	useImperativeHandle(ref, () => ({
		take(one) {
			draft.setKind('reply');
			taken.add(one);
			take(one.text);
		},
	}));
	const others = useHere({ id: conversation.id, writing: text !== '', tell });
	const choose = (next: ReplyKind) => {
		draft.setKind(next);
		document.getElementById(id)?.focus();
	};
	useShortcut('r', say('keys.answer'), () => choose('reply'));
	useShortcut('i', say('keys.note'), () => choose('note'));
	const press = (event: KeyboardEvent) => {
		if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && blocked === undefined) void draft.send();
	};

	return (
		<div className="rep">
			<WhoIsHere others={others} />
			<Segments
				label={say('kind.label')}
				value={kind}
				onChange={draft.setKind}
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
			<TakenFrom from={taken.from} />
			{looked && <ReplyLook looked={looked} text={text} onMend={write} />}
			<Blocks failure={draft.failure} />
			{movedOn && (
				<p className="note warn" role="status">
					{say('moved-on')}{' '}
					<Button small onPress={draft.haveRead}>
						{say('have-read')}
					</Button>
				</p>
			)}
			<Foot conversation={conversation} draft={draft} onTake={take} />
		</div>
	);
}

type FootProps = Readonly<{
	conversation: ConversationDetail;
	draft: ReturnType<typeof useReplyDraft>;
	onTake: (words: string) => void;
}>;

function Foot({ conversation, draft, onTake }: FootProps) {
	const say = useTranslations('dialogue');
	const { kind, looked, blocked, busy } = draft;
	const isReply = kind === 'reply';
	const opensAt = isReply ? conversation.opensAt : null;
	return (
		<div className="go">
			{opensAt && <OpensAt opensAt={opensAt} />}
			{isReply && <Checkbox label={say('triage.awaits')} checked={draft.awaits} onChange={draft.setAwaits} />}
			<div className="end">
				{isReply && <AnswerHelp conversationId={conversation.id} onTake={onTake} />}
				{looked && <ReplyPreview conversation={conversation} looked={looked} />}
				<Where kind={kind} channel={conversation.channel} />
				{opensAt && <SendAtOpening busy={busy} blocked={blocked} onSend={() => void draft.send('opening')} />}
				<Button
					kind="main"
					icon={isReply ? 'send' : 'lock'}
					busy={busy}
					blocked={blocked}
					onPress={() => void draft.send()}
				>
					{say(isReply ? 'send' : 'keep-note')}
				</Button>
			</div>
		</div>
	);
}

function Where({ kind, channel }: Readonly<{ kind: ReplyKind; channel: string }>) {
	const say = useTranslations('dialogue.where');
	const where = channel === 'form' || channel === 'mail' ? channel : 'network';
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
