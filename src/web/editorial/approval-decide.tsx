import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { type ApprovalView, acceptChangeEndpoint } from '#contract/approval.ts';
import { approvePostEndpoint, sendBackEndpoint } from '#contract/editorial-acts.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Callout } from '../parts/callout.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { useShortcut } from '../parts/keys.tsx';
import { ChangeDialog } from './approval-change.tsx';
import { RevisionDialog } from './history-sheet.tsx';
import type { PostView } from './shapes.ts';

type DecideProps = Readonly<{ post: PostView; approval: ApprovalView }>;
type Asking = 'yes' | 'back' | 'change' | 'see' | null;

/** Yes to exactly this, yes with own words, or back with a reason. Who cannot decide reads why. */
export function Decide({ post, approval }: DecideProps) {
	const say = useTranslations('editorial.approval');
	const sayAct = useTranslations('approval.act');
	const [asking, setAsking] = useState<Asking>(null);
	const accept = useAct(acceptChangeEndpoint, { topics: ['post'] });
	const waits = (post.correction ?? post.state) === 'in-approval';
	const mayDecide = waits && approval.refused === null;
	const { change } = approval;
	useShortcut('a', say('approve'), () => mayDecide && setAsking('yes'));
	if (!waits) return null;
	const agree = () => void accept.run({ id: post.id, contentHash: post.contentHash ?? '' });
	return (
		<>
			<FormSummary failure={accept.failure} />
			{change && <ChangeWaits name={change.by.name} />}
			<Why approval={approval} />
			<div className="acts">
				{change && (
					<Button icon="pen-line" onPress={() => setAsking('see')}>
						{sayAct('see')}
					</Button>
				)}
				{change?.mayAccept && (
					<Button kind="main" icon="check" busy={accept.busy} onPress={agree}>
						{sayAct('accept')}
					</Button>
				)}
				{mayDecide && (
					<>
						<Button kind="main" icon="stamp" shortcut="a" onPress={() => setAsking('yes')}>
							{say('approve')}
						</Button>
						<Button icon="pen-line" onPress={() => setAsking('change')}>
							{sayAct('change')}
						</Button>
					</>
				)}
				{(mayDecide || post.may.write) && (
					<Button icon="undo-2" onPress={() => setAsking('back')}>
						{say(mayDecide ? 'send-back' : 'take-back')}
					</Button>
				)}
			</div>
			<Asked post={post} approval={approval} asking={asking} onClose={() => setAsking(null)} />
		</>
	);
}

type AskedProps = DecideProps & Readonly<{ asking: Asking; onClose: () => void }>;

function Asked({ post, approval, asking, onClose }: AskedProps) {
	const say = useTranslations('editorial.approval');
	const approve = useAct(approvePostEndpoint, { topics: ['post'] });
	const back = useAct(sendBackEndpoint, { topics: ['post'] });
	const decides = approval.refused === null;
	if (asking === 'yes')
		return (
			<ConfirmDialog
				title={say('approve-title')}
				verb={say('approve')}
				safe={say('not-yet')}
				icon="stamp"
				onConfirm={() => approve.run({ id: post.id, contentHash: post.contentHash ?? '' })}
				onClose={onClose}
			>
				<p>{say('approve-text', { count: post.renditions.length })}</p>
			</ConfirmDialog>
		);
	if (asking === 'back')
		return (
			<ConfirmDialog
				title={say('back-title')}
				verb={say(decides ? 'send-back' : 'take-back')}
				safe={say('leave')}
				reason={say('back-reason')}
				onConfirm={(reason) => back.run({ id: post.id, reason })}
				onClose={onClose}
			/>
		);
	if (asking === 'change') return <ChangeDialog post={post} onClose={onClose} />;
	if (asking === 'see' && approval.change)
		return <RevisionDialog post={post} number={approval.change.revision} onClose={onClose} />;
	return null;
}

type ChangeWaitsProps = Readonly<{ name: string }>;

function ChangeWaits({ name }: ChangeWaitsProps) {
	const say = useTranslations('approval.change');
	return <Callout kind="warning">{say('waits', { name })}</Callout>;
}

const reasons = ['post.own-approval', 'post.not-asked', 'post.step-waits', 'post.approved-already'] as const;

type WhyProps = Readonly<{ approval: ApprovalView }>;

/** Why it is not this person's turn. */
function Why({ approval: { refused } }: WhyProps) {
	const say = useTranslations('approval.why');
	const known = reasons.find((reason) => reason === refused);
	if (known === undefined) return null;
	return <p>{say(known.replace('.', '-') as 'post-not-asked')}</p>; // NOTE: one of the four reasons above.
}
