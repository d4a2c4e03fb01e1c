import { Fragment } from 'react';
import { useLocale, useTranslations } from 'use-intl';

import { type Details, type EventDetails, type JobDetails, optionsOf, type PollDetails } from '#kernel/post-kind.ts';
import { instantOf, type WallTime } from '#kernel/time.ts';

import { exactMoment } from '../parts/moments.ts';

type DetailListProps = Readonly<{ details: Details }>;

/** What an event, a vacancy or a press release says beside its text, as facts to read. */
export function DetailList({ details }: DetailListProps) {
	const say = useTranslations('editorial.details');
	const language = useLocale();
	const moment = (wall: WallTime | null): string => {
		const at = wall === null ? null : instantOf(wall);
		return at === null || wall === null ? '' : exactMoment(at, { zone: wall.zone, language });
	};
	const rows = rowsOf(details, { say, moment }).filter(([, value]) => value.trim() !== '');
	return (
		<dl className="kv">
			{rows.map(([label, value]) => (
				<Fragment key={label}>
					<dt>{say(label)}</dt>
					<dd>{value}</dd>
				</Fragment>
			))}
		</dl>
	);
}

type Words = Readonly<{
	say: ReturnType<typeof useTranslations<'editorial.details'>>;
	moment: (wall: WallTime | null) => string;
}>;
type Label = Parameters<Words['say']>[0];

type Rows = readonly (readonly [Label, string])[];

const rowsOf = (details: Details, words: Words): Rows => {
	if (details.kind === 'event') return eventRows(details, words);
	if (details.kind === 'job') return jobRows(details, words);
	if (details.kind === 'poll') return pollRows(details, words);
	if (details.kind === 'podcast')
		return [
			['season', String(details.season ?? '')],
			['episode', String(details.number ?? '')],
		];
	if (details.kind === 'thread') return [['thread-numbered', details.numbered ? words.say('thread-numbered-yes') : '']];
	const { contact, phone, mail, embargo } = details;
	return [
		['contact', contact],
		['phone', phone],
		['mail', mail],
		['embargo', words.moment(embargo)],
	];
};

const eventRows = ({ start, end, place, accessible, access }: EventDetails, { say, moment }: Words): Rows => [
	['start', moment(start)],
	['end', moment(end)],
	['place', place],
	['accessible', accessible === null ? '' : say(`accessible-${accessible}`)],
	['access', access],
];

const jobRows = ({ closes, time, pay, place, apply }: JobDetails, { say }: Words): Rows => [
	['closes', closes ?? ''],
	['time', time === null ? '' : say(`time-${time}`)],
	['pay', pay],
	['place', place],
	['apply', apply],
];

const pollRows = (poll: PollDetails, { say, moment }: Words): Rows => [
	['poll', optionsOf(poll).join(' · ')],
	['poll-many', poll.many ? say('poll-many-yes') : ''],
	['poll-closes', moment(poll.closes)],
];
