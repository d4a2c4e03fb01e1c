import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { type ApprovalView, checkReleaseEndpoint, releaseEndpoint } from '#contract/approval.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Callout } from '../parts/callout.tsx';
import { RadioRows } from '../parts/choice.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import type { PostView } from './shapes.ts';

type BoxProps = Readonly<{ post: PostView; approval: ApprovalView }>;

/** That a post went out before anybody approved it, why, and whether somebody has looked since. */
export function ReleaseBox({ post, approval: { release } }: BoxProps) {
	const say = useTranslations('approval.release');
	const [asking, setAsking] = useState(false);
	if (release === null) return null;
	const { by, reason, verdict, checkedBy, note, mayCheck } = release;
	const checked = verdict && say(verdict, { name: checkedBy?.name ?? '', note: note ?? '' });
	return (
		<Callout kind={verdict === 'fine' ? 'passed' : 'warning'}>
			<p>{say('stands', { name: by.name, reason })}</p>
			<p>{checked ?? say('open')}</p>
			{mayCheck && (
				<Button kind="main" icon="check" onPress={() => setAsking(true)}>
					{say('check')}
				</Button>
			)}
			{asking && <CheckDialog post={post} onClose={() => setAsking(false)} />}
		</Callout>
	);
}

type DialogProps = Readonly<{ post: PostView; onClose: () => void }>;

function CheckDialog({ post, onClose }: DialogProps) {
	const say = useTranslations('approval.release');
	const [verdict, setVerdict] = useState<'fine' | 'not-fine'>('fine');
	const { run } = useAct(checkReleaseEndpoint, { topics: ['post'] });
	return (
		<ConfirmDialog
			title={say('check-title')}
			verb={say('check')}
			safe={say('later')}
			icon="check"
			reason={say('note')}
			onConfirm={(note) => run({ id: post.id, verdict, note })}
			onClose={onClose}
		>
			<RadioRows
				label={say('verdict')}
				value={verdict}
				onChange={setVerdict}
				options={(['fine', 'not-fine'] as const).map((value) => ({ value, label: say(`is-${value}`) }))}
			/>
		</ConfirmDialog>
	);
}

/** Asks before a post goes out without waiting for anybody. */
export function ReleaseDialog({ post, onClose }: DialogProps) {
	const say = useTranslations('approval.release');
	const { run } = useAct(releaseEndpoint, { topics: ['post', 'delivery'] });
	return (
		<ConfirmDialog
			title={say('title')}
			verb={say('verb')}
			safe={say('safe')}
			icon="send"
			danger
			reason={say('reason')}
			onConfirm={(reason) => run({ id: post.id, reason })}
			onClose={onClose}
		>
			<p>{say('text')}</p>
		</ConfirmDialog>
	);
}
