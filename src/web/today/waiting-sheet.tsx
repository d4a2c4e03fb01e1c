import { Children, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import { InquiryRow, type useInquiries } from '../dialogue/inquiry-rows.tsx';
import { Empty, Loading } from '../parts/empty.tsx';
import { ErrorSheet, failureIn } from '../parts/failures.tsx';
import { Rows } from '../parts/row.tsx';
import { Segments } from '../parts/segments.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { ApprovalRow, type useApprovals } from './approval-rows.tsx';
import { ReleaseRow, TaskRow, type useReleases, type useTasks } from './comment-rows.tsx';
import { HelpRow, type useHelp } from './help-rows.tsx';
import { HiddenRow, type useHidden } from './hidden-rows.tsx';
import { PresenceTaskRow, type usePresenceTasks } from './presence-task-rows.tsx';
import { ReplyRow, type useReplies } from './reply-rows.tsx';
import { RightsRow, type useRights } from './rights-rows.tsx';
import { AnswerRow, type useWaitingAnswers } from './waiting-answers.tsx';
import type { Whose } from './whose.ts';

type WaitingSheetProps = Readonly<{
	help: ReturnType<typeof useHelp>;
	answers: ReturnType<typeof useWaitingAnswers>;
	inquiries: ReturnType<typeof useInquiries>;
	approvals: ReturnType<typeof useApprovals>;
	replies: ReturnType<typeof useReplies>;
	releases: ReturnType<typeof useReleases>;
	tasks: ReturnType<typeof useTasks>;
	rights: ReturnType<typeof useRights>;
	hidden: ReturnType<typeof useHidden>;
	presences: ReturnType<typeof usePresenceTasks>;
	whose: Whose;
	onWhose: (whose: Whose) => void;
}>;

/** What cannot go on without me: troubles first, then what has a deadline, then what waits for a yes. */
export function WaitingSheet({
	help,
	answers,
	inquiries,
	approvals,
	replies,
	releases,
	tasks,
	rights,
	hidden,
	presences,
	whose,
	onWhose,
}: WaitingSheetProps) {
	const say = useTranslations('today');
	const sayInquiries = useTranslations('inquiry.mine');
	const sayRules = useTranslations('rules.today');
	const sayReplies = useTranslations('answering.waiting');
	const all = [help, answers, inquiries, approvals, replies, releases, tasks, rights, hidden, presences];
	const count = all.reduce((sum, { items }) => sum + items.length, 0);
	const loading = all.some(({ isLoading }) => isLoading);
	const failed = all.find(({ error }) => error !== null);
	const segments = (
		<Segments
			label={say('waits.whose')}
			value={whose}
			onChange={onWhose}
			options={(['mine', 'unit'] as const).map((value) => ({ value, label: say(`waits.${value}`) }))}
		/>
	);
	return (
		<Sheet title={say('waits.title')} count={count} end={segments}>
			{failed && <ErrorSheet failure={failureIn(failed.error)} onRetry={() => void failed.refetch()} />}
			{count === 0 && loading && <Loading />}
			{count === 0 && !failed && !loading && (
				<Empty kind="done" title={say('waits.none')}>
					{say('waits.none-hint')}
				</Empty>
			)}
			<Group title={say('help.title')}>
				{help.items.map((delivery) => (
					<HelpRow key={delivery.id} delivery={delivery} />
				))}
			</Group>
			<Group title={say('releases.title')}>
				{releases.items.map((release) => (
					<ReleaseRow key={`${release.postId} ${release.at}`} release={release} />
				))}
			</Group>
			<Group title={say('presence-tasks.title')}>
				{presences.items.map((task) => (
					<PresenceTaskRow key={`${task.presenceId} ${task.kind}`} task={task} />
				))}
			</Group>
			<Group title={say('answers.title')}>
				{answers.items.map((item, index) => (
					<AnswerRow key={item.id} item={item} first={index === 0} />
				))}
			</Group>
			<Group title={sayInquiries('title')}>
				{inquiries.items.map((inquiry) => (
					<InquiryRow key={inquiry.id} inquiry={inquiry} />
				))}
			</Group>
			<Group title={say('approvals.title')}>
				{approvals.items.map((post) => (
					<ApprovalRow key={post.id} post={post} />
				))}
			</Group>
			<Group title={sayReplies('title')}>
				{replies.items.map((reply) => (
					<ReplyRow key={reply.id} reply={reply} />
				))}
			</Group>
			<Group title={sayRules('title')}>
				{hidden.items.map((one) => (
					<HiddenRow key={one.actId} hidden={one} />
				))}
			</Group>
			<Group title={say('tasks.title')}>
				{tasks.items.map((task) => (
					<TaskRow key={task.commentId} task={task} />
				))}
			</Group>
			<Group title={say('rights.title')}>
				{rights.items.map((picture) => (
					<RightsRow key={picture.id} picture={picture} />
				))}
			</Group>
		</Sheet>
	);
}

type GroupProps = Readonly<{ title: string; children: ReactNode }>;

function Group({ title, children }: GroupProps) {
	const count = Children.count(children);
	if (count === 0) return null;
	return (
		<>
			<h3 className="grp">
				{title} <span className="count">{count}</span>
			</h3>
			<Rows label={title}>{children}</Rows>
		</>
	);
}
