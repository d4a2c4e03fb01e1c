import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { type CommentView, changeCommentEndpoint, commentsEndpoint } from '#contract/comments.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Icon } from '../parts/icon.tsx';
import { Moment } from '../parts/moment.tsx';
import { Avatar } from '../parts/person.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { useOffice } from '../shell/office.tsx';
import { CommentForm } from './approval-comment-form.tsx';
import type { PostView } from './shapes.ts';

type Person = CommentView['by'];
type SheetProps = Readonly<{ post: PostView }>;

/** What is said about the post on its way: threads, each about a passage or the whole. */
export function CommentsSheet({ post }: SheetProps) {
	const say = useTranslations('approval.comments');
	const query = useQueryOf(commentsEndpoint, { id: post.id }, { topics: ['post'] });
	const [writing, setWriting] = useState(false);
	const count = query.data?.items.filter(({ parentId, resolvedAt }) => parentId === null && resolvedAt === null).length;
	const add = !writing && (
		<Button small icon="messages-square" onPress={() => setWriting(true)}>
			{say('add')}
		</Button>
	);
	return (
		<Sheet title={say('title')} {...(count ? { count } : {})} end={add}>
			<Answer query={query} what={say('what')}>
				{({ items, colleagues }) => (
					<div className="pad stack">
						{writing && <CommentForm post={post} colleagues={colleagues} onClose={() => setWriting(false)} />}
						<Threads post={post} items={items} colleagues={colleagues} />
						{items.length === 0 && !writing && <p className="hint">{say('none')}</p>}
					</div>
				)}
			</Answer>
		</Sheet>
	);
}

type ThreadsProps = SheetProps & Readonly<{ items: readonly CommentView[]; colleagues: readonly Person[] }>;

function Threads({ post, items, colleagues }: ThreadsProps) {
	const say = useTranslations('approval.comments');
	const firsts = items.filter(({ parentId }) => parentId === null);
	const open = firsts.filter(({ resolvedAt }) => resolvedAt === null);
	const settled = firsts.filter(({ resolvedAt }) => resolvedAt !== null);
	const thread = (first: CommentView) => (
		<Thread key={first.id} post={post} first={first} items={items} colleagues={colleagues} />
	);
	return (
		<>
			{open.map(thread)}
			{settled.length > 0 && (
				<details className="appr-settled">
					<summary>{say('settled', { count: settled.length })}</summary>
					{settled.map(thread)}
				</details>
			)}
		</>
	);
}

type ThreadProps = ThreadsProps & Readonly<{ first: CommentView }>;

function Thread({ post, first, items, colleagues }: ThreadProps) {
	const say = useTranslations('approval.comments');
	const announce = useAnnounce();
	const [replying, setReplying] = useState(false);
	const { run, failure } = useAct(changeCommentEndpoint, { topics: ['post'] });
	const change = (to: 'resolve' | 'reopen') => run({ id: post.id, commentId: first.id, change: to });
	const settle = async () => {
		if ((await change('resolve')).ok) announce(say('resolved'), () => void change('reopen'));
	};
	const replies = items.filter(({ parentId }) => parentId === first.id);
	return (
		<article className="appr-thread" aria-label={`${say('title')}: ${first.by.name}`}>
			<FormSummary failure={failure} />
			{first.passage && <Passage passage={first.passage} />}
			{[first, ...replies].map((comment) => (
				<Comment key={comment.id} post={post} comment={comment} />
			))}
			{replying && (
				<CommentForm post={post} colleagues={colleagues} replyTo={first} onClose={() => setReplying(false)} />
			)}
			<div className="acts">
				{!replying && first.resolvedAt === null && (
					<Button small kind="quiet" onPress={() => setReplying(true)}>
						{say('reply')}
					</Button>
				)}
				{first.resolvedAt === null ? (
					<Button small icon="check" onPress={() => void settle()}>
						{say('resolve')}
					</Button>
				) : (
					<Button small icon="undo-2" onPress={() => void change('reopen')}>
						{say('reopen')}
					</Button>
				)}
			</div>
		</article>
	);
}

type PassageProps = Readonly<{ passage: NonNullable<CommentView['passage']> }>;

/** The passage as it was spoken of; says so when its words are no longer there. */
function Passage({ passage: { quote, range } }: PassageProps) {
	const say = useTranslations('approval.comments');
	return (
		<blockquote className={range === null ? 'appr-quote gone' : 'appr-quote'}>
			<span className="hint">{say(range === null ? 'gone' : 'stands')}</span> <q>{quote}</q>
		</blockquote>
	);
}

type CommentProps = Readonly<{ post: PostView; comment: CommentView }>;

function Comment({ post, comment: { id, by, at, body, mentions, task } }: CommentProps) {
	const say = useTranslations('approval.comments');
	const announce = useAnnounce();
	const { person } = useOffice();
	const { run } = useAct(changeCommentEndpoint, { topics: ['post'] });
	const change = (to: 'discard' | 'restore' | 'do' | 'undo') => run({ id: post.id, commentId: id, change: to });
	const discard = async () => {
		if ((await change('discard')).ok) announce(say('discarded'), () => void change('restore'));
	};
	const finish = async () => {
		if ((await change('do')).ok) announce(say('done'), () => void change('undo'));
	};
	const mine = task?.who.id === person.id || (task !== null && by.id === person.id);
	return (
		<div className="appr-comment">
			<Avatar name={by.name} tone="warm" />
			<div>
				<b>{by.name}</b>{' '}
				<span className="hint">
					<Moment at={at} />
				</span>
				<p className="ed-pre">
					<Words body={body} mentions={mentions} />
				</p>
				{task && (
					<p className="appr-task">
						{task.doneAt ? (
							<Stamp state="published">{say('task-done', { name: task.who.name })}</Stamp>
						) : (
							<Stamp state="handover">{say('task-for', { name: task.who.name })}</Stamp>
						)}
						{mine && task.doneAt === null && (
							<Button small icon="check" onPress={() => void finish()}>
								{say('do')}
							</Button>
						)}
					</p>
				)}
			</div>
			{by.id === person.id && (
				<button type="button" className="btn quiet ico" aria-label={say('discard')} onClick={() => void discard()}>
					<Icon name="trash" />
				</button>
			)}
		</div>
	);
}

type WordsProps = Readonly<{ body: string; mentions: readonly Person[] }>;

/** The words, with those who are addressed marked. */
function Words({ body, mentions }: WordsProps) {
	const names = mentions.map(({ name }) => `@${name}`).filter((name) => body.includes(name));
	if (names.length === 0) return body;
	const escaped = names.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return body
		.split(new RegExp(`(${escaped.join('|')})`))
		.map((part, at) => ({ part, key: `${at} ${part}` }))
		.map(({ part, key }) => (names.includes(part) ? <b key={key}>{part}</b> : <span key={key}>{part}</span>));
}
