import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { reschedulePostEndpoint, schedulePostEndpoint } from '#contract/editorial-acts.ts';
import { readPostPlanEndpoint } from '#contract/planning-topics.ts';
import { startSeriesEndpoint } from '#contract/series.ts';

import { useAct, useQueryOf } from '../parts/asking.ts';
import { PracticeNote } from './practice-note.tsx';
import { once, RepeatFields, ruleText } from './repeat-fields.tsx';
import type { PostView } from './shapes.ts';
import { type ChosenTime, TimeDialog } from './time-dialog.tsx';

type ScheduleProps = Readonly<{ post: PostView; onClose: () => void }>;

/** Plans an approved post, or moves a planned one; once planned, it may come round again. */
export function ScheduleDialog({ post, onClose }: ScheduleProps) {
	const say = useTranslations('editorial.schedule');
	const { data: plan } = useQueryOf(readPostPlanEndpoint, { id: post.id }, { topics: ['post'] });
	const [chosen, setLocal] = useState<string>();
	const local = chosen ?? post.wall?.local ?? plan?.wish?.local ?? '';
	const [repeat, setRepeat] = useState(once);
	const moves = post.state === 'scheduled';
	const { run, busy, failure } = useAct(moves ? reschedulePostEndpoint : schedulePostEndpoint, { topics: ['post'] });
	const series = useAct(startSeriesEndpoint, { topics: ['post'], onDone: onClose });
	const send = async (time: ChosenTime) => {
		if (!(await run({ id: post.id, ...time })).ok) return;
		const wall = { start: time.local, zone: time.zone };
		if (repeat.every === 'never') onClose();
		else await series.run({ id: post.id, rule: ruleText(repeat), approval: repeat.approval, ...wall });
	};
	return (
		<TimeDialog
			title={say(moves ? 'title-move' : 'title')}
			verb={say(moves ? 'move' : 'plan')}
			postId={post.id}
			local={local}
			onLocal={setLocal}
			failure={failure ?? series.failure}
			busy={busy}
			onSend={(time) => void send(time)}
			onClose={onClose}
		>
			{!moves && <RepeatFields value={repeat} onChange={setRepeat} />}
			<PracticeNote post={post} />
		</TimeDialog>
	);
}
