import { useState } from 'react';
import { useTranslations } from 'use-intl';

import {
	changeSeriesEndpoint,
	readSeriesEndpoint,
	type SeriesView,
	skipOccurrenceEndpoint,
	stopSeriesEndpoint,
} from '#contract/series.ts';
import { instant } from '#kernel/time.ts';

import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { ConfirmDialog, Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextField } from '../parts/field.tsx';
import { useSpeakMoment } from '../parts/moment.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { once, RepeatFields, readRuleText, ruleText } from './repeat-fields.tsx';
import type { PostView } from './shapes.ts';

type SeriesSheetProps = Readonly<{ post: PostView }>;

/** When a post comes round again. Absent for a post that comes once. */
export function SeriesSheet({ post }: SeriesSheetProps) {
	const say = useTranslations('editorial.series');
	const { data } = useQueryOf(readSeriesEndpoint, { id: post.id }, { topics: ['post'] });
	const series = data?.series;
	if (!series) return null;
	const mayChange = post.may.schedule && series.state === 'running';
	return (
		<Sheet title={say('title')} end={mayChange && <Acts post={post} series={series} />}>
			<div className="pad">
				<p className="hint">
					{say(series.state)} {say(`approval-${series.approval}`)}{' '}
					{series.approval === 'once' && series.changed && say('changed')}
				</p>
				<ul className="plain-list">
					{series.occurrences.map((one) => (
						<Occurrence key={one.local} postId={post.id} one={one} mayChange={mayChange} />
					))}
				</ul>
			</div>
		</Sheet>
	);
}

type OccurrenceProps = Readonly<{ postId: string; one: SeriesView['occurrences'][number]; mayChange: boolean }>;

function Occurrence({ postId, one, mayChange }: OccurrenceProps) {
	const say = useTranslations('editorial.series');
	const speak = useSpeakMoment();
	const skip = useAct(skipOccurrenceEndpoint, { topics: ['post'] });
	const { local, at, state } = one;
	const isMine = one.postId === null || one.postId === postId;
	return (
		<li className="stop">
			<span>
				{speak(instant(at))} <span className="hint">{say(`state.${state}`)}</span>{' '}
				{!isMine && one.postId && <DeskLink to={`/redaktion/${one.postId}`}>{say('open')}</DeskLink>}
				<FormSummary failure={skip.failure} />
			</span>
			{mayChange && (state === 'coming' || state === 'skipped') && one.postId === null && (
				<Button
					small
					kind="quiet"
					busy={skip.busy}
					onPress={() => void skip.run({ id: postId, local, skip: state === 'coming' })}
				>
					{say(state === 'coming' ? 'skip' : 'unskip')}
				</Button>
			)}
		</li>
	);
}

type ActsProps = Readonly<{ post: PostView; series: SeriesView }>;

function Acts({ post, series }: ActsProps) {
	const say = useTranslations('editorial.series');
	const [open, setOpen] = useState<'change' | 'stop'>();
	const stop = useAct(stopSeriesEndpoint, { topics: ['post'] });
	const close = () => setOpen(undefined);
	return (
		<>
			<Button small onPress={() => setOpen('change')}>
				{say('change')}
			</Button>
			<Button small onPress={() => setOpen('stop')}>
				{say('stop')}
			</Button>
			{open === 'change' && <ChangeDialog post={post} series={series} onClose={close} />}
			{open === 'stop' && (
				<ConfirmDialog
					title={say('stop-title')}
					verb={say('stop-verb')}
					safe={say('leave')}
					danger
					onConfirm={() => stop.run({ id: post.id })}
					onClose={close}
				>
					<p>{say('stop-text')}</p>
				</ConfirmDialog>
			)}
		</>
	);
}

function ChangeDialog({ post, series, onClose }: ActsProps & Readonly<{ onClose: () => void }>) {
	const say = useTranslations('editorial.series');
	const [repeat, setRepeat] = useState({ ...once, ...readRuleText(series.rule) });
	const [start, setStart] = useState(series.start);
	const { run, busy, failure } = useAct(changeSeriesEndpoint, { topics: ['post'], onDone: onClose });
	const acts = (
		<>
			<Button onPress={onClose}>{say('leave')}</Button>
			<Button
				kind="main"
				busy={busy}
				onPress={() => void run({ id: post.id, rule: ruleText(repeat), start: start.slice(0, 16) })}
			>
				{say('change-verb')}
			</Button>
		</>
	);
	return (
		<Dialog title={say('change-title')} onClose={onClose} acts={acts}>
			<FormSummary failure={failure} />
			<p>{say('change-text')}</p>
			<TextField label={say('start')} type="datetime-local" value={start} onChange={setStart} />
			<RepeatFields value={repeat} onChange={setRepeat} standing />
		</Dialog>
	);
}
