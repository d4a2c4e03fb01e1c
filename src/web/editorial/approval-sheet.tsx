import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { approvePostEndpoint, sendBackEndpoint } from '#contract/editorial-acts.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Hash } from '../parts/hash.tsx';
import { useShortcut } from '../parts/keys.tsx';
import { Moment } from '../parts/moment.tsx';
import { Avatar } from '../parts/person.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { useOffice } from '../shell/office.tsx';
import { frozenToShow } from './frozen-to-show.ts';
import type { PostView } from './shapes.ts';

type ApprovalProps = Readonly<{ post: PostView }>;

/** Who wrote and who said yes, to exactly which content; and the two answers for who is asked. */
export function ApprovalSheet({ post }: ApprovalProps) {
	const say = useTranslations('editorial.approval');
	const { hash, frozen } = frozenToShow(post);
	const given = post.approvals.filter(({ contentHash }) => contentHash === hash);
	const holds = given.some(({ voidAt }) => voidAt === null);
	const pictures = new Set(frozen?.renditions.flatMap(({ media }) => media.map(({ sha256 }) => sha256))).size;
	return (
		<Sheet
			title={say('title')}
			end={holds ? <Stamp state="published">{say('holds')}</Stamp> : <Stamp state="approval">{say('open')}</Stamp>}
		>
			<div className="pad stack">
				<div className="sigs">
					<Signature name={post.author.name} what={say('wrote')} tone="citizen" />
					{given.map(({ person, at, voidAt }) => (
						<Signature
							key={`${person.id}-${at}`}
							name={person.name}
							what={say(voidAt ? 'void' : 'said-yes')}
							at={at}
							tone="warm"
						/>
					))}
				</div>
				{hash && (
					<div>
						<span className="lab">
							{say('hash')}{' '}
							<span className="hint">{say('hash-of', { renditions: frozen?.renditions.length ?? 0, pictures })}</span>
						</span>
						<Hash value={hash} />
					</div>
				)}
				<p className="hint">{say('any-change')}</p>
				<Decide post={post} />
			</div>
		</Sheet>
	);
}

type SignatureProps = Readonly<{ name: string; what: string; at?: string; tone: 'warm' | 'citizen' }>;

function Signature({ name, what, at, tone }: SignatureProps) {
	return (
		<div className="sig">
			<Avatar name={name} tone={tone} />
			<span>
				<b>{name}</b>
				<br />
				<span className="hint">
					{what}
					{at && (
						<>
							, <Moment at={at} />
						</>
					)}
				</span>
			</span>
		</div>
	);
}

/** Yes to exactly this, or back with a reason. Who wrote it reads why it is somebody else's turn. */
function Decide({ post }: ApprovalProps) {
	const say = useTranslations('editorial.approval');
	const [asking, setAsking] = useState<'yes' | 'back' | null>(null);
	const approve = useAct(approvePostEndpoint, { topics: ['post'] });
	const back = useAct(sendBackEndpoint, { topics: ['post'] });
	const waits = (post.correction ?? post.state) === 'in-approval';
	const mayDecide = waits && post.may.approve;
	useShortcut('a', say('approve'), () => mayDecide && setAsking('yes'));
	if (!waits) return null;
	return (
		<>
			<FormSummary failure={approve.failure} />
			<Turn post={post} />
			<div className="acts">
				{mayDecide && (
					<Button kind="main" icon="stamp" shortcut="a" onPress={() => setAsking('yes')}>
						{say('approve')}
					</Button>
				)}
				{(mayDecide || post.may.write) && (
					<Button icon="undo-2" onPress={() => setAsking('back')}>
						{say(mayDecide ? 'send-back' : 'take-back')}
					</Button>
				)}
			</div>
			{asking === 'yes' && (
				<ConfirmDialog
					title={say('approve-title')}
					verb={say('approve')}
					safe={say('not-yet')}
					icon="stamp"
					onConfirm={() => approve.run({ id: post.id, contentHash: post.contentHash ?? '' })}
					onClose={() => setAsking(null)}
				>
					<p>{say('approve-text', { count: post.renditions.length })}</p>
				</ConfirmDialog>
			)}
			{asking === 'back' && (
				<ConfirmDialog
					title={say('back-title')}
					verb={say(mayDecide ? 'send-back' : 'take-back')}
					safe={say('leave')}
					reason={say('back-reason')}
					onConfirm={(reason) => back.run({ id: post.id, reason })}
					onClose={() => setAsking(null)}
				/>
			)}
		</>
	);
}

/** Whose turn it is, for who cannot decide. */
function Turn({ post }: ApprovalProps) {
	const say = useTranslations('editorial.approval');
	const { person } = useOffice();
	const wrote = post.author.id === person.id || post.editors.some(({ id }) => id === person.id);
	if (wrote) return <p>{say('own')}</p>;
	return post.may.approve ? null : (
		<p>{say('waits-for', { names: post.approvers.map(({ name }) => name).join(', ') })}</p>
	);
}
