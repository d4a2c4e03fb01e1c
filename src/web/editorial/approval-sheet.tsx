import { useTranslations } from 'use-intl';

import { type ApprovalView, readApprovalEndpoint } from '#contract/approval.ts';

import { Answer } from '../parts/answer.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { Hash } from '../parts/hash.tsx';
import { Moment } from '../parts/moment.tsx';
import { Avatar } from '../parts/person.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { Decide } from './approval-decide.tsx';
import { GuestLinks } from './approval-links.tsx';
import { ReleaseBox } from './approval-release.tsx';
import { RuleLine, Steps, useRuleSentence } from './approval-steps.tsx';
import { frozenToShow } from './frozen-to-show.ts';
import type { PostView } from './shapes.ts';
import { VerdictLine } from './verdict-line.tsx';

type SheetProps = Readonly<{ post: PostView }>;

/** Who wrote, who said yes in which step and to exactly which content; and the answers for who is asked. */
export function ApprovalSheet({ post }: SheetProps) {
	const say = useTranslations('editorial.approval');
	const query = useQueryOf(readApprovalEndpoint, { id: post.id }, { topics: ['post', 'setting', 'person'] });
	const stage = post.correction ?? post.state;
	const holds = stage !== 'draft' && stage !== 'in-approval' && query.data?.release == null;
	return (
		<Sheet
			title={say('title')}
			end={
				holds ? (
					<Stamp state="published">{say('holds')}</Stamp>
				) : (
					query.data?.release == null && <Stamp state="approval">{say('open')}</Stamp>
				)
			}
		>
			<Answer query={query} what={say('title')}>
				{(approval) => <Body post={post} approval={approval} />}
			</Answer>
		</Sheet>
	);
}

type BodyProps = Readonly<{ post: PostView; approval: ApprovalView }>;

function Body({ post, approval }: BodyProps) {
	const say = useTranslations('editorial.approval');
	const sayStep = useTranslations('approval.step');
	const sentence = useRuleSentence();
	const { hash, frozen } = frozenToShow(post);
	const attached = frozen?.renditions.flatMap(({ media, document }) => [...media, ...(document ? [document] : [])]);
	const attachments = new Set(attached?.map(({ sha256 }) => sha256)).size;
	const others = post.editors.filter(({ id }) => id !== post.author.id);
	const voided = post.approvals.filter(({ contentHash, voidAt }) => contentHash === hash && voidAt !== null);
	return (
		<div className="pad stack">
			<ReleaseBox post={post} approval={approval} />
			<p>{sentence(approval)}</p>
			<VerdictLine post={post} />
			<div className="sigs">
				<Writer name={post.author.name} what={sayStep('wrote')} />
				{others.map(({ id, name }) => (
					<Writer key={id} name={name} what={sayStep('wrote-too')} />
				))}
				{voided.map(({ person, at }) => (
					<Writer key={`${person.id}-${at}`} name={person.name} what={sayStep('void')} at={at} />
				))}
			</div>
			{approval.release === null && <Steps approval={approval} />}
			<GuestLinks post={post} approval={approval} />
			{hash && (
				<div>
					<span className="lab">
						{say('hash')}{' '}
						<span className="hint">{say('hash-of', { renditions: frozen?.renditions.length ?? 0, attachments })}</span>
					</span>
					<Hash value={hash} />
				</div>
			)}
			<RuleLine approval={approval} />
			<p className="hint">{say('any-change')}</p>
			<Decide post={post} approval={approval} />
		</div>
	);
}

type WriterProps = Readonly<{ name: string; what: string; at?: string }>;

function Writer({ name, what, at }: WriterProps) {
	return (
		<div className="sig">
			<Avatar name={name} tone="citizen" />
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
