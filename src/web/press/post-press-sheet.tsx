import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { postPressEndpoint, releasePressEndpoint, stopPressEndpoint } from '#contract/press.ts';

import type { PostView } from '../editorial/shapes.ts';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Callout } from '../parts/callout.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { RecipientTable } from './recipient-table.tsx';
import type { PostPress } from './shapes.ts';

type SheetProps = Readonly<{ post: PostView }>;

/** To whom a press release goes by mail, and what became of it. Absent where nobody chose a list. */
export function PostPressSheet({ post }: SheetProps) {
	const say = useTranslations('press.post');
	const query = useQueryOf(
		postPressEndpoint,
		{ id: post.id },
		{ topics: ['delivery', 'post', 'setting'], enabled: post.kind === 'press-release' },
	);
	const press = query.data;
	if (!press || (press.lists.length === 0 && press.mailing === null)) return null;
	const { lists, recipients, leftOut, mailing } = press;
	return (
		<Sheet title={say('title')} end={mailing && <Progress mailing={mailing} />}>
			<div className="pad f">
				<ul className="pr-lists">
					{lists.map(({ id, name, recipients: count }) => (
						<li key={id}>{name === null ? say('gone') : say('list', { name, count })}</li>
					))}
				</ul>
				{mailing === null && <p>{say('will', { count: recipients })}</p>}
				{mailing === null && leftOut > 0 && <p className="hint">{say('left-out', { count: leftOut })}</p>}
				{mailing?.total === 0 && <p>{say('nobody')}</p>}
				{mailing && post.correction !== null && <p className="hint">{say('correction')}</p>}
				{mailing && <Resting post={post} mailing={mailing} />}
			</div>
			{mailing && mailing.total > 0 && <RecipientTable postId={post.id} mailing={mailing} />}
		</Sheet>
	);
}

type MailingProps = Readonly<{ mailing: NonNullable<PostPress['mailing']> }>;

/** Sent so many of so many, and what else there is. */
function Progress({ mailing: { total, counts } }: MailingProps) {
	const say = useTranslations('press.post');
	if (total === 0) return null;
	const sent = counts.sent ?? 0;
	const rest = (['refused', 'unclear', 'stopped', 'practice'] as const).filter((state) => (counts[state] ?? 0) > 0);
	const waiting = (counts.waiting ?? 0) + (counts.sending ?? 0);
	const parts = [
		say('sent', { sent, total }),
		...(waiting > 0 ? [say('waiting', { count: waiting })] : []),
		...rest.map((state) => say(state, { count: counts[state] ?? 0 })),
	];
	return (
		<span className="hint" role="status">
			{parts.join(', ')}
		</span>
	);
}

/** Why nothing goes out at the moment, and the ways on. */
function Resting({ post, mailing: { rests, mayDecide } }: MailingProps & SheetProps) {
	const say = useTranslations('press.post');
	const [stopping, setStopping] = useState(false);
	const release = useAct(releasePressEndpoint, { topics: ['delivery'] });
	const stop = useAct(stopPressEndpoint, { topics: ['delivery'] });
	if (rests === null) return null;
	const acts = mayDecide && (
		<>
			{rests === 'held' && (
				<Button small kind="main" icon="send" busy={release.busy} onPress={() => void release.run({ id: post.id })}>
					{say('release')}
				</Button>
			)}
			<Button small icon="x" onPress={() => setStopping(true)}>
				{say('stop')}
			</Button>
		</>
	);
	return (
		<>
			<FormSummary failure={release.failure} />
			<Callout kind={rests === 'held' ? 'warning' : 'hint'} title={say(rests)} act={acts} />
			{stopping && (
				<ConfirmDialog
					title={say('stop-title')}
					verb={say('stop')}
					safe={say('keep')}
					danger
					onConfirm={() => stop.run({ id: post.id })}
					onClose={() => setStopping(false)}
				>
					<p>{say('stop-what')}</p>
				</ConfirmDialog>
			)}
		</>
	);
}
