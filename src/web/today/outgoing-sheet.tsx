import { useTranslations } from 'use-intl';

import { type DeliveryView, listUpcomingDeliveriesEndpoint } from '#contract/delivery.ts';
import { type Instant, instant, readWallTime, toIso } from '#kernel/time.ts';

import { Answer } from '../parts/answer.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { DeskLink } from '../parts/desk-link.tsx';
import { useZone } from '../parts/moment.tsx';
import { clockTime, dayOf } from '../parts/moments.ts';
import { useNow } from '../parts/now.ts';
import { Plates } from '../parts/plate.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Timeline, type TimelineItem } from '../parts/timeline.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';
import { toSubject } from './subject.ts';

/** What goes out until midnight of the authority's day. */
export const useOutgoing = () => {
	const { may } = useOffice();
	const { covers } = useUnit();
	const zone = useZone();
	const until = endOfDay(dayOf(useNow(60_000), zone), zone);
	const query = useQueryOf(
		listUpcomingDeliveriesEndpoint,
		{ until: toIso(until), limit: 100 },
		{ topics: ['delivery'], enabled: may('post.read') },
	);
	const items = (query.data?.items ?? []).filter(({ unitId, source }) => source === 'editorial' && covers(unitId));
	return { query, items };
};

const endOfDay = (day: string, zone: string): Instant => {
	const reading = readWallTime({ local: `${day}T23:59`, zone });
	if (reading.kind === 'twice') return reading.later;
	// A day of our own making is readable; were it not, nothing would be left of it.
	return reading.kind === 'unreadable' ? instant(`${day}T23:59:59Z`) : reading.at;
};

type OutgoingProps = Readonly<{ outgoing: ReturnType<typeof useOutgoing> }>;

/** The rest of the day on a line: each post once, with the places it goes to. */
export function OutgoingSheet({ outgoing: { query, items } }: OutgoingProps) {
	const say = useTranslations('today.outgoing');
	const zone = useZone();
	const now = clockTime(useNow(), zone);
	return (
		<Sheet title={say('title')}>
			<Answer query={query} what={say('things')}>
				{() =>
					items.length === 0 ? (
						<p className="pad hint">{say('none')}</p>
					) : (
						<Timeline items={bySubject(items, zone)} now={now} />
					)
				}
			</Answer>
		</Sheet>
	);
}

const bySubject = (items: readonly DeliveryView[], zone: string): TimelineItem[] => {
	const subjects = Map.groupBy(items, ({ subject, dueAt }) => `${subject} ${dueAt}`);
	return [...subjects].flatMap(([key, [first, ...rest]], index): TimelineItem[] => {
		if (first === undefined) return [];
		const channels = [first, ...rest].map(({ presence }) => ({ key: presence.id, channel: presence.channel }));
		return [
			{
				key,
				time: clockTime(instant(first.dueAt), zone),
				state: index === 0 ? 'next' : 'later',
				title: <DeskLink to={toSubject(first)}>{first.title}</DeskLink>,
				below: <Plates channels={channels} />,
			},
		];
	});
};
