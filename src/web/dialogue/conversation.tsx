import { useCallback, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

import { closeEndpoint, conversationEndpoint, type Message, reopenEndpoint } from '#contract/dialogue.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Icon } from '../parts/icon.tsx';
import { Moment } from '../parts/moment.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { Avatar } from '../parts/person.tsx';
import { Plate, PracticeTag } from '../parts/plate.tsx';
import { AnswerElsewhere } from './answer-elsewhere.tsx';
import { Context } from './context.tsx';
import type { ConversationDetail } from './conversation-detail.ts';
import { type Filter, toSearch } from './filter.ts';
import { HandOver } from './hand-over-dialog.tsx';
import { HeardWords } from './heard-words.tsx';
import { MessageHints } from './hints.tsx';
import { LikeAct } from './like-act.tsx';
import { MailExtras } from './mail-extras.tsx';
import { OnItsWay } from './on-its-way.tsx';
import { Proposal } from './proposal.tsx';
import { ReplyBox, type Replying } from './reply-box.tsx';
import { RuleMatches } from './rule-matches.tsx';
import { SentAnswer } from './sent-answer.tsx';
import { MergedNote, SplitOff } from './triage-split.tsx';

/** What scrolls by itself must be reached by keyboard. */
const scrolled = { tabIndex: 0 };

type ConversationProps = Readonly<{ id: string; filter: Filter }>;

/** One conversation: our post, what was said, and the field to answer in. */
export function Conversation({ id, filter }: ConversationProps) {
	const say = useTranslations('dialogue');
	/** Words to begin a new answer with; counted, so that the same words can come twice. */
	const [anew, setAnew] = useState({ text: '', count: 0 });
	const beginAnew = (text: string) => setAnew(({ count }) => ({ text, count: count + 1 }));
	const replying = useRef<Replying>(null);
	const query = useQueryOf(conversationEndpoint, { conversationId: id }, { topics: ['conversation'] });
	const said = query.data?.messages.length;
	// What was said last is to be seen; so it is again when somebody says more.
	const toNewest = useCallback(
		(node: HTMLElement | null) => {
			if (node && said !== undefined) node.scrollTop = node.scrollHeight;
		},
		[said],
	);
	return (
		<Answer query={query} what={say('conversation')}>
			{(conversation) => (
				<>
					<section className="thr" aria-label={say('with', { name: conversation.counterpart })}>
						<Head conversation={conversation} filter={filter} />
						<section className="thr-b" aria-live="polite" aria-label={say('said')} ref={toNewest} {...scrolled}>
							{conversation.post && <AboutPost post={conversation.post} />}
							<MergedNote into={conversation.mergedInto} />
							{conversation.older && <p className="sys">{say('older')}</p>}
							{conversation.messages.map((message) => (
								<Said key={message.id} message={message} conversation={conversation} onAnew={beginAnew} />
							))}
						</section>
						{conversation.state !== 'closed' && <Proposal conversation={conversation} onAnew={beginAnew} />}
						{conversation.state !== 'closed' && !conversation.mayAnswer && (
							<AnswerElsewhere conversation={conversation} />
						)}
						{conversation.state !== 'closed' && (
							<ReplyBox key={anew.count} ref={replying} conversation={conversation} start={anew.text} />
						)}
					</section>
					<Context conversation={conversation} onTake={(taken) => replying.current?.take(taken)} />
				</>
			)}
		</Answer>
	);
}

function Head({ conversation, filter }: Readonly<{ conversation: ConversationDetail; filter: Filter }>) {
	const say = useTranslations('dialogue');
	const closing = useAct(closeEndpoint, { topics: ['conversation'] });
	const reopening = useAct(reopenEndpoint, { topics: ['conversation'] });
	const { id, channel, counterpart, presenceName, practice, state } = conversation;
	const heading = usePageTitle(say('with', { name: counterpart }));
	return (
		<div className="thr-h">
			<DeskLink className="btn quiet ico mob" to="/dialog" search={toSearch(filter)} label={say('back')}>
				<Icon name="chevron-left" size="l" />
			</DeskLink>
			<div>
				<h1 tabIndex={-1} ref={heading}>
					{counterpart}
				</h1>
				<div className="hint">
					<Plate channel={channel} practice={practice} /> {presenceName ?? say('form')} {practice && <PracticeTag />}
				</div>
			</div>
			<div className="end">
				{conversation.mergedInto !== null ? null : state === 'closed' ? (
					<Button icon="undo-2" busy={reopening.busy} onPress={() => void reopening.run({ conversationId: id })}>
						{say('reopen')}
					</Button>
				) : (
					<>
						<HandOver conversation={conversation} />
						<Button
							icon="check"
							shortcut="e"
							busy={closing.busy}
							onPress={() => void closing.run({ conversationId: id })}
						>
							{say('close')}
						</Button>
					</>
				)}
			</div>
			<FormSummary failure={closing.failure ?? reopening.failure} />
		</div>
	);
}

function AboutPost({ post }: Readonly<{ post: NonNullable<ConversationDetail['post']> }>) {
	const say = useTranslations('dialogue');
	return (
		<div className="src">
			<Icon name="newspaper" size="l" />
			<div>
				<b>{post.title}</b>
				<div className="hint">
					<DeskLink to={`/redaktion/${post.id}`}>{say('open-post')}</DeskLink>
				</div>
			</div>
		</div>
	);
}

const classes = { in: 'msg', out: 'msg own', note: 'msg int' } as const;

/** Its words are not kept any more because the network does not allow it; where it stands they are still to be read. */
const isLapsed = ({ direction, text, media, deletedAt, sealed, withheld }: Message, { channel }: ConversationDetail) =>
	channel === 'linkedin' &&
	direction === 'in' &&
	text === '' &&
	media.length === 0 &&
	!deletedAt &&
	!sealed &&
	!withheld;

type SaidProps = Readonly<{ message: Message; conversation: ConversationDetail; onAnew: (text: string) => void }>;

function Said({ message, conversation, onAnew }: SaidProps) {
	const say = useTranslations('dialogue');
	const moderation = useTranslations('moderation');
	return (
		<article className={classes[message.direction]}>
			<Avatar name={message.author} {...(message.direction === 'in' ? {} : { tone: 'citizen' })} />
			<div className="who">
				<b>{message.automatic ? say('night.by') : message.author}</b>
				{message.direction === 'note' && (
					<span>
						<Icon name="lock" /> {say('internal')}
					</span>
				)}
				<Moment at={message.sentAt} />
				{message.editedAt && <span>{say('edited')}</span>}
				<OnItsWay message={message} conversationId={conversation.id} />
				{message.url && (
					<a href={message.url} rel="noreferrer noopener" target="_blank">
						{say('original')}
						<SplitOff message={message} conversation={conversation} />
					</a>
				)}
			</div>
			<div className="bub" lang={message.language ?? undefined}>
				{message.sealed ? <em>{say('hand-over.sealed')}</em> : null}
				{message.withheld ? <em>{moderation('withheld')}</em> : null}
				{isLapsed(message, conversation) ? <em>{say('lapsed')}</em> : null}
				{message.deletedAt ? <em>{say('deleted')}</em> : <HeardWords message={message} conversation={conversation} />}
				{message.media.map(({ address, alt }) => (
					<img key={address} src={address} alt={alt || say('no-alt')} loading="lazy" />
				))}
				<MailExtras mail={message.mail} />
			</div>
			<MessageHints message={message} conversationId={conversation.id} />
			<LikeAct message={message} conversation={conversation} />
			<RuleMatches message={message} conversation={conversation} />
			<SentAnswer message={message} conversation={conversation} onAnew={onAnew} />
		</article>
	);
}
