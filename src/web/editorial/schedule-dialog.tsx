import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { reschedulePostEndpoint, schedulePostEndpoint } from '#contract/editorial-acts.ts';
import { readPostPlanEndpoint } from '#contract/planning-topics.ts';
import { startSeriesEndpoint } from '#contract/series.ts';

import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextField } from '../parts/field.tsx';
import { useZone } from '../parts/moment.tsx';
import { FreeSlots } from '../planning/free-slots.tsx';
import { PracticeNote } from './practice-note.tsx';
import { once, RepeatFields, ruleText } from './repeat-fields.tsx';
import { type Doubt, DoubtRows, isDoubt, toDecision } from './schedule-doubt.tsx';
import type { PostView } from './shapes.ts';

type ScheduleProps = Readonly<{ post: PostView; onClose: () => void }>;

/** Asks for the wall time. On the two nights of the clock change it asks what is meant instead of guessing. */
export function ScheduleDialog({ post, onClose }: ScheduleProps) {
	const say = useTranslations('editorial.schedule');
	const zone = useZone();
	const { data: plan } = useQueryOf(readPostPlanEndpoint, { id: post.id }, { topics: ['post'] });
	const [chosen, setLocal] = useState<string>();
	const local = chosen ?? post.wall?.local ?? plan?.wish?.local ?? '';
	const [doubt, setDoubt] = useState<Doubt>();
	const [repeat, setRepeat] = useState(once);
	const moves = post.state === 'scheduled';
	const { run, busy, failure } = useAct(moves ? reschedulePostEndpoint : schedulePostEndpoint, {
		topics: ['post'],
		onDone: () => void repeatIt(),
	});
	const series = useAct(startSeriesEndpoint, { topics: ['post'], onDone: onClose });
	const repeatIt = async () => {
		const wall = { start: local.slice(0, 16), zone };
		if (repeat.every === 'never') onClose();
		else await series.run({ id: post.id, rule: ruleText(repeat), approval: repeat.approval, ...wall });
	};
	const asked = isDoubt(failure);
	const choose = (value: string) => {
		setLocal(value);
		setDoubt(undefined);
	};
	const send = () =>
		void run({
			id: post.id,
			local: local.slice(0, 16),
			zone,
			...toDecision(doubt),
		});
	const acts = (
		<>
			<Button onPress={onClose}>{say('leave')}</Button>
			<Button
				kind="main"
				icon="calendar-clock"
				busy={busy}
				blocked={local === '' ? say('no-time') : undefined}
				onPress={send}
			>
				{say(moves ? 'move' : 'plan')}
			</Button>
		</>
	);
	return (
		<Dialog title={say(moves ? 'title-move' : 'title')} onClose={onClose} acts={acts}>
			{!asked && <FormSummary failure={failure ?? series.failure} />}
			<TextField
				label={say('when')}
				hint={say('zone', { zone })}
				type="datetime-local"
				value={local}
				onChange={choose}
				autoFocus
			/>
			<FreeSlots postId={post.id} onTake={choose} />
			{!moves && <RepeatFields value={repeat} onChange={setRepeat} />}
			<PracticeNote post={post} />
			{asked && <DoubtRows failure={failure} zone={zone} value={doubt} onChange={setDoubt} />}
		</Dialog>
	);
}
