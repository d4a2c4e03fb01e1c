import { Fragment } from 'react';
import { useLocale, useTranslations } from 'use-intl';

import { type Details, optionsOf } from '#kernel/post-kind.ts';
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

const rowsOf = (details: Details, { say, moment }: Words): readonly (readonly [Label, string])[] => {
	if (details.kind === 'event') {
		const { start, end, place, accessible, access } = details;
		return [
			['start', moment(start)],
			['end', moment(end)],
			['place', place],
			['accessible', accessible === null ? '' : say(`accessible-${accessible}`)],
			['access', access],
		];
	}
	if (details.kind === 'job') {
		const { closes, time, pay, place, apply } = details;
		return [
			['closes', closes ?? ''],
			['time', time === null ? '' : say(`time-${time}`)],
			['pay', pay],
			['place', place],
			['apply', apply],
		];
	}
	if (details.kind === 'poll')
		return [
			['poll', optionsOf(details).join(' · ')],
			['poll-many', details.many ? say('poll-many-yes') : ''],
			['poll-closes', moment(details.closes)],
		];
	const { contact, phone, mail, embargo } = details;
	return [
		['contact', contact],
		['phone', phone],
		['mail', mail],
		['embargo', moment(embargo)],
	];
};
