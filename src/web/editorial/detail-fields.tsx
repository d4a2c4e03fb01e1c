import { useTranslations } from 'use-intl';

import {
	type Details,
	detailsFor,
	type EventDetails,
	type JobDetails,
	type PostKind,
	type ReleaseDetails,
	type ThreadDetails,
	workingTimes,
} from '#kernel/post-kind.ts';

import { Checkbox } from '../parts/choice.tsx';
import { Select, TextArea, TextField } from '../parts/field.tsx';
import { useZone } from '../parts/moment.tsx';
import { ListChoice } from '../press/list-choice.tsx';
import { PodcastFields } from './podcast-fields.tsx';
import { PollFields } from './poll-fields.tsx';
import type { ErrorOf, Finding } from './shapes.ts';
import type { Draft } from './use-draft.ts';
import { toWall } from './wall.ts';

type DetailProps = Readonly<{ draft: Draft; findings: readonly Finding[]; unitId: string }>;

/** What an event, a vacancy or a press release says beside its text. Other kinds have no such fields. */
export function DetailFields({ draft, findings, unitId }: DetailProps) {
	const zone = useZone();
	const rule = useTranslations('editorial.rule');
	// NOTE: both fields hold what the office sent or what these fields put in.
	const kind = draft.fields['kind'] as PostKind;
	const details = detailsFor(kind, draft.fields['details'] as Details | null) ?? blankOf(kind, zone);
	const errorOf = (...rules: readonly string[]): string | undefined => {
		const found = findings.find(({ rule: id, severity }) => severity === 'block' && rules.includes(id));
		// NOTE: every rule of the office has its two texts; a test holds the files to that.
		return found && rule(`${found.rule as 'too-long'}.title`);
	};
	const set = (changed: Details): void => draft.set('details', changed);
	if (details?.kind === 'event') return <EventFields event={details} set={set} zone={zone} errorOf={errorOf} />;
	if (details?.kind === 'job') return <JobFields job={details} set={set} errorOf={errorOf} />;
	if (details?.kind === 'press-release')
		return <ReleaseFields release={details} set={set} zone={zone} errorOf={errorOf} unitId={unitId} />;
	if (details?.kind === 'podcast') return <PodcastFields episode={details} set={set} />;
	if (details?.kind === 'poll') return <PollFields poll={details} set={set} zone={zone} errorOf={errorOf} />;
	if (details?.kind === 'thread') return <ThreadOptions thread={details} set={set} />;
	return null;
}

const blankOf = (kind: PostKind, zone: string): Details | null => {
	if (kind === 'event') return { kind, start: null, end: null, place: '', accessible: null, access: '' };
	if (kind === 'job') return { kind, closes: null, zone, place: '', time: null, pay: '', apply: '' };
	if (kind === 'podcast') return { kind, number: null, season: null };
	if (kind === 'poll') return { kind, options: ['', ''], many: false, closes: null };
	if (kind === 'thread') return { kind, numbered: false, pictures: {} };
	return kind === 'press-release' ? { kind, contact: '', phone: '', mail: '', embargo: null } : null;
};

type ThreadOptionsProps = Readonly<{ thread: ThreadDetails; set: (changed: ThreadDetails) => void }>;

function ThreadOptions({ thread, set }: ThreadOptionsProps) {
	const say = useTranslations('editorial.details');
	return (
		<Checkbox
			label={say('thread-numbered')}
			hint={say('thread-numbered-hint')}
			checked={thread.numbered}
			onChange={(numbered) => set({ ...thread, numbered })}
		/>
	);
}

type EventProps = Readonly<{
	event: EventDetails;
	set: (changed: EventDetails) => void;
	zone: string;
	errorOf: ErrorOf;
}>;

function EventFields({ event, set, zone, errorOf }: EventProps) {
	const say = useTranslations('editorial.details');
	return (
		<fieldset className="stack">
			<legend className="lab">{say('event')}</legend>
			<TextField
				label={say('start')}
				type="datetime-local"
				value={event.start?.local ?? ''}
				error={errorOf('event-start-missing')}
				onChange={(value) => set({ ...event, start: toWall(value, zone) })}
			/>
			<TextField
				label={say('end')}
				optional
				type="datetime-local"
				value={event.end?.local ?? ''}
				error={errorOf('event-ends-early')}
				onChange={(value) => set({ ...event, end: toWall(value, zone) })}
			/>
			<TextField
				label={say('place')}
				value={event.place}
				error={errorOf('event-place-missing')}
				onChange={(place) => set({ ...event, place })}
			/>
			<Select
				label={say('accessible')}
				value={event.accessible ?? ''}
				empty={say('not-said')}
				// NOTE: the options are exactly the values of this field.
				onChange={(value) => set({ ...event, accessible: value === '' ? null : (value as EventDetails['accessible']) })}
				options={(['yes', 'partly', 'no'] as const).map((value) => ({ value, label: say(`accessible-${value}`) }))}
			/>
			<TextArea
				label={say('access')}
				hint={say('access-hint')}
				optional
				rows={2}
				value={event.access}
				onChange={(access) => set({ ...event, access })}
			/>
		</fieldset>
	);
}

type JobProps = Readonly<{ job: JobDetails; set: (changed: JobDetails) => void; errorOf: ErrorOf }>;

function JobFields({ job, set, errorOf }: JobProps) {
	const say = useTranslations('editorial.details');
	return (
		<fieldset className="stack">
			<legend className="lab">{say('job')}</legend>
			<TextField
				label={say('closes')}
				type="date"
				value={job.closes ?? ''}
				error={errorOf('job-closing-missing', 'job-closed')}
				onChange={(value) => set({ ...job, closes: value === '' ? null : value })}
			/>
			<Select
				label={say('time')}
				value={job.time ?? ''}
				empty={say('not-said')}
				// NOTE: the options are exactly the values of this field.
				onChange={(value) => set({ ...job, time: value === '' ? null : (value as JobDetails['time']) })}
				options={workingTimes.map((value) => ({ value, label: say(`time-${value}`) }))}
			/>
			<TextField label={say('pay')} optional value={job.pay} onChange={(pay) => set({ ...job, pay })} />
			<TextField label={say('place')} optional value={job.place} onChange={(place) => set({ ...job, place })} />
			<TextField
				label={say('apply')}
				hint={say('apply-hint')}
				inputMode="url"
				value={job.apply}
				error={errorOf('job-apply-missing')}
				onChange={(apply) => set({ ...job, apply })}
			/>
		</fieldset>
	);
}

type ReleaseProps = Readonly<{
	release: ReleaseDetails;
	set: (changed: ReleaseDetails) => void;
	zone: string;
	errorOf: ErrorOf;
	unitId: string;
}>;

function ReleaseFields({ release, set, zone, errorOf, unitId }: ReleaseProps) {
	const say = useTranslations('editorial.details');
	return (
		<fieldset className="stack">
			<legend className="lab">{say('release')}</legend>
			<TextField
				label={say('contact')}
				hint={say('contact-hint')}
				optional
				value={release.contact}
				onChange={(contact) => set({ ...release, contact })}
			/>
			<TextField label={say('phone')} optional value={release.phone} onChange={(phone) => set({ ...release, phone })} />
			<TextField
				label={say('mail')}
				optional
				type="email"
				value={release.mail}
				error={errorOf('press-mail-unreadable')}
				onChange={(mail) => set({ ...release, mail })}
			/>
			<TextField
				label={say('embargo')}
				hint={say('embargo-hint')}
				optional
				type="datetime-local"
				value={release.embargo?.local ?? ''}
				onChange={(value) => set({ ...release, embargo: toWall(value, zone) })}
			/>
			<ListChoice unitId={unitId} chosen={release.lists ?? []} onChange={(lists) => set({ ...release, lists })} />
		</fieldset>
	);
}
