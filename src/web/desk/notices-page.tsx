import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { markNoticesEndpoint, type NoticeView, noticePlace, noticesEndpoint } from '#contract/desk.ts';

import { useAct, useListOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Empty, Loading } from '../parts/empty.tsx';
import { ErrorSheet, failureIn } from '../parts/failures.tsx';
import type { IconName } from '../parts/icons.ts';
import { Moment } from '../parts/moment.tsx';
import { Row, Rows } from '../parts/row.tsx';
import { PageHead, Sheet } from '../parts/sheet.tsx';
import { Mark } from '../parts/stamp.tsx';
import { WishesSheet } from './wishes-sheet.tsx';

/** Everything one was told, newest first, and of what one wishes to be told. */
export function NoticesPage() {
	const say = useTranslations('desk');
	const [unread, setUnread] = useState(false);
	const list = useListOf(noticesEndpoint, { limit: 30, ...(unread ? { unread: 'true' } : {}) }, { topics: ['notice'] });
	const { run, busy } = useAct(markNoticesEndpoint, { topics: ['notice'] });
	const acts = (
		<>
			<Button pressed={unread} onPress={() => setUnread(!unread)}>
				{say('unread-only')}
			</Button>
			<Button icon="check" busy={busy} onPress={() => void run({ read: true })}>
				{say('all-read')}
			</Button>
		</>
	);
	return (
		<>
			<PageHead title={say('title')} end={acts} />
			<div className="g2">
				<Sheet title={say('title')}>
					{list.error && <ErrorSheet failure={failureIn(list.error)} onRetry={() => void list.refetch()} />}
					{list.isPending && <Loading what={say('what')} />}
					{list.isSuccess && list.items.length === 0 && (
						<Empty kind="done" title={say('none')}>
							{say('none-hint')}
						</Empty>
					)}
					<Rows label={say('title')}>
						{list.items.map((notice) => (
							<NoticeRow key={notice.id} notice={notice} />
						))}
					</Rows>
					{list.more && (
						<div className="pad">
							<Button busy={list.more.busy} onPress={list.more.load}>
								{say('more')}
							</Button>
						</div>
					)}
				</Sheet>
				<WishesSheet />
			</div>
		</>
	);
}

const marks: Readonly<Record<NoticeView['kind'], IconName>> = {
	'approval-asked': 'stamp',
	'approval-overdue': 'clock',
	approved: 'circle-check',
	'sent-back': 'undo-2',
	changed: 'pen-line',
	comment: 'messages-square',
	mention: 'user',
	task: 'forward',
	emergency: 'triangle-alert',
	'picture-ends': 'image',
	'press-trouble': 'mail',
	'answer-due': 'clock',
	'answer-overdue': 'triangle-alert',
	'follow-up': 'calendar-clock',
	'moderation-waits': 'shield',
	'objection-waits': 'scale',
	'many-messages': 'messages-square',
	'shift-note': 'forward',
	'reply-waits': 'stamp',
	'reply-returned': 'undo-2',
	'mail-returned': 'mail',
	'hiding-stopped': 'pause',
	'key-ends': 'clock',
	'presence-not-well': 'triangle-alert',
	'answers-differ': 'triangle-alert',
	'budget-near': 'triangle-alert',
	'rights-missing': 'key-round',
	'inquiry-asked': 'users',
	'inquiry-answered': 'circle-check',
	'inquiry-overdue': 'clock',
};

/** The page, and what stands behind its question mark. */
const placeOf = (kind: NoticeView['kind'], id: string) => {
	const [to = '', query] = noticePlace(kind, id).split('?');
	return { to, ...(query ? { search: Object.fromEntries(new URLSearchParams(query)) } : {}) };
};

type RowProps = Readonly<{ notice: NoticeView }>;

function NoticeRow({ notice: { id, kind, title, by, at, readAt, postId } }: RowProps) {
	const say = useTranslations('desk');
	const { run } = useAct(markNoticesEndpoint, { topics: ['notice'] });
	const mark = (read: boolean) => run({ read, ids: [id] });
	const words = `${say(`kind.${kind}`)}: ${title.trim() || say('untitled')}`;
	return (
		<Row
			mark={<Mark icon={marks[kind]} {...(readAt === null ? { tone: 'appr' as const } : {})} />}
			title={readAt === null ? <b>{words}</b> : words}
			{...placeOf(kind, postId)}
			onOpen={() => void mark(true)}
			meta={
				<>
					<span>{by ?? say('machine')}</span>
					<span>
						<Moment at={at} />
					</span>
					{readAt === null && <span>{say('unread')}</span>}
				</>
			}
			end={
				<Button small kind="quiet" onPress={() => void mark(readAt === null)}>
					{say(readAt === null ? 'mark-read' : 'mark-unread')}
				</Button>
			}
		/>
	);
}
