import { useTranslations } from 'use-intl';

import type { Message } from '#contract/dialogue.ts';
import { instant } from '#kernel/time.ts';
import { WordChanges } from '../editorial/word-changes.tsx';
import { Callout } from '../parts/callout.tsx';
import { Moment, useSpeakMoment } from '../parts/moment.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { ChangeAnswer } from './change-answer.tsx';
import type { ConversationDetail } from './conversation-detail.ts';

type SentProps = Readonly<{
	message: Message;
	conversation: ConversationDetail;
	/** Begins a new answer with these words. */
	onAnew: (text: string) => void;
}>;

/** What is to be said and done about an answer of ours: why it does not stand there, what was changed, and how to change it. */
export function SentAnswer({ message, conversation, onAnew }: SentProps) {
	if (message.direction !== 'out' || message.sealed) return null;
	return (
		<div className="sent">
			<Trouble message={message} threadUrl={conversation.threadUrl} />
			<CameBack message={message} />
			<Past message={message} />
			<ChangeAnswer message={message} conversation={conversation} onAnew={onAnew} />
		</div>
	);
}

type TroubleProps = Readonly<{ message: Message; threadUrl: string | null }>;

function Trouble({ message: { trouble }, threadUrl }: TroubleProps) {
	const say = useTranslations('answering.trouble');
	const speak = useSpeakMoment();
	if (trouble === null) return null;
	const { kind, again } = trouble;
	return (
		<Callout
			kind={kind === 'unclear' ? 'unclear' : again || kind === 'held' ? 'hint' : 'warning'}
			title={say(`${kind}.title`)}
		>
			{say(`${kind}.text`)} {again && say('again', { moment: speak(instant(again)) })}{' '}
			{threadUrl && (
				<a href={threadUrl} rel="noreferrer noopener" target="_blank">
					{say('thread')}
				</a>
			)}
		</Callout>
	);
}

/** Why an answer by mail did not arrive, and what is left to do. */
function CameBack({ message: { returned } }: Readonly<{ message: Message }>) {
	const say = useTranslations('answering.returned');
	if (returned === null) return null;
	const { kind, reason, at } = returned;
	return (
		<Callout kind="warning" title={say(`${kind}.title`)}>
			{say(`${kind}.text`)} {say('came')} <Moment at={at} />.
			{reason !== '' && (
				<details>
					<summary>{say('said')}</summary>
					<p className="words">{reason}</p>
				</details>
			)}
		</Callout>
	);
}

/** What the answer said before, by whom it was changed, and when. */
function Past({ message: { changes } }: Readonly<{ message: Message }>) {
	const say = useTranslations('answering.past');
	if (changes.length === 0) return null;
	return (
		<details>
			<summary>{say('open', { count: changes.length })}</summary>
			<ol className="plain-list past">
				{changes.map(({ id, what, by, at, before, text, state }) => (
					<li key={id}>
						<span className="hint">
							{say(what, { name: by })}, <Moment at={at} />{' '}
							{state !== 'done' && <Stamp state={state}>{say(`state.${state}`)}</Stamp>}
						</span>
						{text === null ? <p>{before}</p> : <WordChanges before={before} now={text} />}
					</li>
				))}
			</ol>
		</details>
	);
}
