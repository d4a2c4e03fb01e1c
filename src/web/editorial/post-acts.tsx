import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

import {
	correctPostEndpoint,
	duplicatePostEndpoint,
	publishCorrectionEndpoint,
	publishPostEndpoint,
	recallPostEndpoint,
	withdrawPostEndpoint,
} from '#contract/editorial-acts.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { Menu, type MenuEntry } from '../parts/menu.tsx';
import { useOffice } from '../shell/office.tsx';
import { ReleaseDialog } from './approval-release.tsx';
import { useOutletName } from './outlet-name.ts';
import { PracticeNote } from './practice-note.tsx';
import { ScheduleDialog } from './schedule-dialog.tsx';
import type { PostView } from './shapes.ts';

type ActsProps = Readonly<{ post: PostView }>;
type Asking = 'release' | 'publish' | 'publish-correction' | 'schedule' | 'recall' | 'correct' | 'withdraw' | null;

/** What can be done with the post now. The main act is filled, the one that cannot be undone asks. */
export function PostActs({ post }: ActsProps) {
	const say = useTranslations('editorial.acts');
	const [asking, setAsking] = useState<Asking>(null);
	const close = () => setAsking(null);
	return (
		<>
			<MainActs post={post} onAsk={setAsking} />
			<MoreActs post={post} onAsk={setAsking} />
			{asking === 'schedule' && <ScheduleDialog post={post} onClose={close} />}
			{asking === 'correct' && <CorrectDialog post={post} onClose={close} />}
			{asking === 'withdraw' && <WithdrawDialog post={post} onClose={close} />}
			{asking === 'publish' && <PublishDialog post={post} onClose={close} />}
			{asking === 'publish-correction' && <PublishCorrectionDialog post={post} onClose={close} />}
			{asking === 'release' && <ReleaseDialog post={post} onClose={close} />}
			{asking === 'recall' && <RecallDialog post={post} onClose={close} />}
			<span className="sr">{say('of')}</span>
		</>
	);
}

type AskProps = Readonly<{ post: PostView; onAsk: (asking: Asking) => void }>;

function MainActs({ post, onAsk }: AskProps) {
	const say = useTranslations('editorial.acts');
	const { state, correction, may } = post;
	const settled = state === 'published' && correction === null;
	return (
		<>
			{state === 'scheduled' && may.schedule && (
				<Button icon="calendar-clock" onPress={() => onAsk('schedule')}>
					{say('move')}
				</Button>
			)}
			{state === 'scheduled' && may.withdraw && (
				<Button icon="pause" onPress={() => onAsk('recall')}>
					{say('recall')}
				</Button>
			)}
			{state === 'approved' && may.schedule && (
				<>
					<Button icon="calendar-clock" onPress={() => onAsk('schedule')}>
						{say('schedule')}
					</Button>
					<Button kind="main" icon="send" onPress={() => onAsk('publish')}>
						{say('publish')}
					</Button>
				</>
			)}
			{correction === 'approved' && may.schedule && (
				<Button kind="main" icon="send" onPress={() => onAsk('publish-correction')}>
					{say('publish-correction')}
				</Button>
			)}
			{settled && may.write && (
				<Button icon="pen-line" onPress={() => onAsk('correct')}>
					{say('correct')}
				</Button>
			)}
			{state === 'published' && may.withdraw && (
				<Button kind="danger" icon="undo-2" onPress={() => onAsk('withdraw')}>
					{say('withdraw')}
				</Button>
			)}
		</>
	);
}

function MoreActs({ post, onAsk }: AskProps) {
	const say = useTranslations('editorial.acts');
	const navigate = useNavigate();
	const duplicate = useAct(duplicatePostEndpoint, {
		topics: ['post'],
		onDone: ({ id }) => void navigate({ to: `/redaktion/${id}` }),
	});
	const sayApproval = useTranslations('approval.act');
	const { may } = useOffice();
	const entries: MenuEntry[] = [];
	if (post.may.write)
		entries.push({
			key: 'duplicate',
			icon: 'copy',
			label: say('duplicate'),
			onAct: () => void duplicate.run({ id: post.id }),
		});
	entries.push({
		key: 'notice',
		icon: 'download',
		label: say('notice'),
		onAct: () => void window.open(`/api/posts/${post.id}/aushang.pdf`, '_blank', 'noopener'),
	});
	if (post.publishedAt !== null && post.state !== 'withdrawn')
		entries.push({
			key: 'open',
			icon: 'external-link',
			label: say('open-page'),
			onAct: () => void window.open(post.link, '_blank', 'noopener'),
		});
	if (post.may.withdraw && (post.state === 'approved' || post.state === 'in-approval'))
		entries.push({
			key: 'withdraw',
			icon: 'trash',
			label: say('put-away'),
			danger: true,
			parted: true,
			onAct: () => onAsk('withdraw'),
		});
	if (isWaiting(post) && may('post.release-emergency', post.unitId))
		entries.push({
			key: 'release',
			icon: 'triangle-alert',
			label: sayApproval('release'),
			danger: true,
			parted: true,
			onAct: () => onAsk('release'),
		});
	if (entries.length === 0) return null;
	return (
		<Menu label={say('more')} className="btn ico" entries={entries}>
			<Icon name="menu" size="l" />
		</Menu>
	);
}

/** Nothing of it is out or on its way yet. */
const isWaiting = ({ state }: PostView): boolean =>
	state === 'draft' || state === 'in-approval' || state === 'approved';

type DialogProps = Readonly<{ post: PostView; onClose: () => void }>;

function PublishDialog({ post, onClose }: DialogProps) {
	const say = useTranslations('editorial.acts');
	const { run } = useAct(publishPostEndpoint, { topics: ['post', 'delivery'] });
	return (
		<ConfirmDialog
			title={say('publish-title')}
			verb={say('publish')}
			safe={say('not-yet')}
			icon="send"
			onConfirm={() => run({ id: post.id })}
			onClose={onClose}
		>
			<p>{say('publish-text')}</p>
			<Copies post={post} />
			<PracticeNote post={post} />
		</ConfirmDialog>
	);
}

function PublishCorrectionDialog({ post, onClose }: DialogProps) {
	const say = useTranslations('editorial.acts');
	const nameOf = useOutletName();
	const { run } = useAct(publishCorrectionEndpoint, { topics: ['post', 'delivery'] });
	const fixed = post.outlets.filter(
		({ id, mayEdit }) => !mayEdit && post.renditions.some(({ presenceId }) => presenceId === id),
	);
	return (
		<ConfirmDialog
			title={say('publish-correction-title')}
			verb={say('publish-correction')}
			safe={say('not-yet')}
			icon="send"
			onConfirm={() => run({ id: post.id })}
			onClose={onClose}
		>
			<p>{say('publish-correction-text')}</p>
			<PracticeNote post={post} />
			{fixed.length > 0 && (
				<p>{say('cannot-edit', { names: fixed.map((outlet) => nameOf(outlet, post.outlets)).join(', ') })}</p>
			)}
		</ConfirmDialog>
	);
}

function RecallDialog({ post, onClose }: DialogProps) {
	const say = useTranslations('editorial.acts');
	const { run } = useAct(recallPostEndpoint, { topics: ['post', 'delivery'] });
	return (
		<ConfirmDialog
			title={say('recall-title')}
			verb={say('recall')}
			safe={say('let-go')}
			icon="pause"
			onConfirm={() => run({ id: post.id })}
			onClose={onClose}
		>
			<p>{say('recall-text')}</p>
		</ConfirmDialog>
	);
}

function CorrectDialog({ post, onClose }: DialogProps) {
	const say = useTranslations('editorial.acts');
	const { run } = useAct(correctPostEndpoint, { topics: ['post'] });
	return (
		<ConfirmDialog
			title={say('correct-title')}
			verb={say('correct')}
			safe={say('leave')}
			icon="pen-line"
			reason={say('correct-reason')}
			onConfirm={(reason) => run({ id: post.id, reason })}
			onClose={onClose}
		>
			<p>{say('correct-text')}</p>
		</ConfirmDialog>
	);
}

function WithdrawDialog({ post, onClose }: DialogProps) {
	const say = useTranslations('editorial.acts');
	const nameOf = useOutletName();
	const { run } = useAct(withdrawPostEndpoint, { topics: ['post', 'delivery'] });
	const out = post.state === 'published';
	const stays = post.outlets.filter(
		({ id, mayWithdraw }) => !mayWithdraw && post.renditions.some(({ presenceId }) => presenceId === id),
	);
	return (
		<ConfirmDialog
			title={say(out ? 'withdraw-title' : 'put-away-title')}
			verb={say(out ? 'withdraw-verb' : 'put-away-verb')}
			safe={say('leave')}
			icon="undo-2"
			danger
			reason={say(out ? 'withdraw-note' : 'put-away-note')}
			onConfirm={(note) => run({ id: post.id, note })}
			onClose={onClose}
		>
			{out && <Copies post={post} />}
			{out && stays.length > 0 && (
				<p>{say('cannot-withdraw', { names: stays.map((outlet) => nameOf(outlet, post.outlets)).join(', ') })}</p>
			)}
		</ConfirmDialog>
	);
}

type CopiesProps = Readonly<{ post: PostView }>;

/** Where it happens, copy by copy. */
function Copies({ post }: CopiesProps) {
	const nameOf = useOutletName();
	const sayOutlet = (presenceId: string): string => {
		const outlet = post.outlets.find(({ id }) => id === presenceId);
		return outlet ? nameOf(outlet, post.outlets) : presenceId;
	};
	return (
		<ul className="ed-copies">
			{post.renditions.map(({ presenceId }) => (
				<li key={presenceId}>{sayOutlet(presenceId)}</li>
			))}
		</ul>
	);
}
