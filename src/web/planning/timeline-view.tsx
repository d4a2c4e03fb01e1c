import { useTranslations } from 'use-intl';

import { useZone } from '../parts/moment.tsx';
import { useNow } from '../parts/now.ts';
import { Plate } from '../parts/plate.tsx';
import { byDay } from './by-day.ts';
import { DayHead } from './day-head.tsx';
import { dayAt } from './days.ts';
import { DropCell } from './drop-cell.tsx';
import { MoreOfDay } from './more-of-day.tsx';
import { usePresences } from './presences.ts';
import type { Calendar } from './shapes.ts';
import { SlotChips } from './slot-chips.tsx';
import type { View } from './view.ts';
import { Cards, cellClass } from './week-view.tsx';

const MOST_IN_DAY = 3;

type TimelineProps = Readonly<{ week: readonly string[]; calendar: Calendar; view: View }>;

/** A week by presence: who speaks when, and where it is silent. */
export function TimelineView({ week, calendar, view }: TimelineProps) {
	const say = useTranslations('planning.calendar');
	const zone = useZone();
	const today = dayAt(useNow(), zone);
	const { all } = usePresences();
	const shown = all.filter(({ id }) => view.auftritt === undefined || view.auftritt === id);
	return (
		<table className="cal lanes" aria-label={say('by-presence')}>
			<thead>
				<tr>
					<th scope="col">{say('presence')}</th>
					{week.map((day) => (
						<DayHead key={day} day={day} today={today} />
					))}
				</tr>
			</thead>
			<tbody>
				{shown.map(({ id, channel, name, practice }) => {
					const items = byDay(
						calendar.items.filter(({ presenceIds }) => presenceIds.includes(id)),
						zone,
					);
					const slots = byDay(
						calendar.slots.filter(({ presenceId }) => presenceId === id),
						zone,
					);
					return (
						<tr key={id}>
							<th scope="row">
								<Plate channel={channel} practice={practice} /> {name}
							</th>
							{week.map((day) => (
								<DropCell key={day} day={day} className={cellClass(day, today)}>
									<SlotChips slots={slots.get(day) ?? []} />
									<Cards items={(items.get(day) ?? []).slice(0, MOST_IN_DAY)} />
									<MoreOfDay
										day={day}
										count={(items.get(day) ?? []).length - MOST_IN_DAY}
										view={{ ...view, auftritt: id }}
									/>
								</DropCell>
							))}
						</tr>
					);
				})}
			</tbody>
		</table>
	);
}
