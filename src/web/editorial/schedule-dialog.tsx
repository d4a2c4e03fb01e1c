import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { reschedulePostEndpoint, schedulePostEndpoint } from '#contract/editorial-acts.ts';
import { instant } from '#kernel/time.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import type { CallFailure } from '../parts/call.ts';
import { RadioRows } from '../parts/choice.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextField } from '../parts/field.tsx';
import { useZone } from '../parts/moment.tsx';
import { clockTime } from '../parts/moments.ts';
import { PracticeNote } from './practice-note.tsx';
import type { PostView } from './shapes.ts';

type ScheduleProps = Readonly<{ post: PostView; onClose: () => void }>;
type Doubt = 'earlier' | 'later' | 'after-gap';

/** Asks for the wall time. On the two nights of the clock change it asks what is meant instead of guessing. */
export function ScheduleDialog({ post, onClose }: ScheduleProps) {
	const say = useTranslations('editorial.schedule');
	const zone = useZone();
	const [local, setLocal] = useState(post.wall?.local ?? '');
	const [doubt, setDoubt] = useState<Doubt>();
	const moves = post.state === 'scheduled';
	const { run, busy, failure } = useAct(moves ? reschedulePostEndpoint : schedulePostEndpoint, {
		topics: ['post'],
		onDone: onClose,
	});
	const asked = failure?.type === 'post.time-twice' || failure?.type === 'post.time-missing';
	const send = () =>
		void run({
			id: post.id,
			local: local.slice(0, 16),
			zone,
			...(doubt === 'earlier' || doubt === 'later' ? { occurrence: doubt } : {}),
			...(doubt === 'after-gap' ? { acceptMissing: true } : {}),
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
			{!asked && <FormSummary failure={failure} />}
			<TextField
				label={say('when')}
				hint={say('zone', { zone })}
				type="datetime-local"
				value={local}
				onChange={(value) => {
					setLocal(value);
					setDoubt(undefined);
				}}
				autoFocus
			/>
			<PracticeNote post={post} />
			{asked && failure && <DoubtRows failure={failure} zone={zone} value={doubt} onChange={setDoubt} />}
		</Dialog>
	);
}

type DoubtProps = Readonly<{
	failure: CallFailure;
	zone: string;
	value: Doubt | undefined;
	onChange: (doubt: Doubt) => void;
}>;

function DoubtRows({ failure, zone, value, onChange }: DoubtProps) {
	const say = useTranslations('editorial.schedule');
	const time = (name: string): string => clockTime(instant(String(failure.detail[name])), zone);
	const twice = [
		{ value: 'earlier' as const, label: say('before-change') },
		{ value: 'later' as const, label: say('after-change') },
	];
	const gap = [
		{
			value: 'after-gap' as const,
			label: say('after-gap', { time: failure.type === 'post.time-missing' ? time('instead') : '' }),
		},
	];
	const missing = failure.type === 'post.time-missing';
	return (
		<RadioRows<Doubt>
			label={say(missing ? 'missing' : 'twice')}
			options={missing ? gap : twice}
			value={value}
			onChange={onChange}
		/>
	);
}
