import { useTranslations } from 'use-intl';

import { instant } from '#kernel/time.ts';
import { useZone } from '../parts/moment.tsx';
import { useNow } from '../parts/now.ts';
import { DayHead, DayMarks } from './day-head.tsx';
import { dayAt, hourAt, isWeekend } from './days.ts';
import { DropCell } from './drop-cell.tsx';
import { MoreOfDay } from './more-of-day.tsx';
import { PlanCard } from './plan-card.tsx';
import type { Calendar, PlanItem } from './shapes.ts';
import { SlotChips } from './slot-chips.tsx';
import type { View } from './view.ts';

/** Hours that are shown even when nothing happens in them. */
const FIRST_HOUR = 7;
const LAST_HOUR = 19;
/** More cards than this in one hour are a list. */
const MOST_IN_HOUR = 4;

type WeekProps = Readonly<{ week: readonly string[]; calendar: Calendar; view: View }>;

/** A week as a table: an hour per row, a day per column. */
export function WeekView({ week, calendar, view }: WeekProps) {
	const say = useTranslations('planning.calendar');
	const zone = useZone();
	const now = useNow();
	const today = dayAt(now, zone);
	const places = placed(calendar.items, zone);
	const slots = placed(calendar.slots, zone);
	const used = [...places.keys(), ...slots.keys()].map((key) => Number(key.slice(11)));
	const [first, last] = [Math.min(FIRST_HOUR, ...used), Math.max(LAST_HOUR, ...used)];
	const hours = Array.from({ length: last - first + 1 }, (_, n) => first + n);
	return (
		<table className="cal" aria-label={say('week')}>
			<thead>
				<tr>
					<th scope="col">
						<span className="sr">{say('hour')}</span>
					</th>
					{week.map((day) => (
						<DayHead key={day} day={day} today={today} />
					))}
				</tr>
				<tr className="allday">
					<th scope="row">{say('all-day')}</th>
					{week.map((day) => (
						<td key={day}>
							<DayMarks days={calendar.days} day={day} />
						</td>
					))}
				</tr>
			</thead>
			<tbody>
				{hours.map((hour) => (
					<tr key={hour} className={hour === hourAt(now, zone) && week.includes(today) ? 'this-hour' : undefined}>
						<th scope="row">{hour}:00</th>
						{week.map((day) => {
							const key = `${day} ${hour}`;
							const items = places.get(key) ?? [];
							return (
								<DropCell key={day} day={day} hour={hour} className={cellClass(day, today)}>
									<SlotChips slots={slots.get(key) ?? []} />
									<Cards items={items.slice(0, MOST_IN_HOUR)} />
									<MoreOfDay day={day} count={items.length - MOST_IN_HOUR} view={view} />
								</DropCell>
							);
						})}
					</tr>
				))}
			</tbody>
		</table>
	);
}

export const cellClass = (day: string, today: string): string =>
	[day === today ? 'today' : '', isWeekend(day) ? 'quiet' : ''].filter(Boolean).join(' ');

type CardsProps = Readonly<{ items: readonly PlanItem[] }>;

export function Cards({ items }: CardsProps) {
	if (items.length === 0) return null;
	return (
		<ul className="evs">
			{items.map((item) => (
				<PlanCard key={`${item.id} ${item.at}`} item={item} />
			))}
		</ul>
	);
}

/** By day and hour of the wall clock: `2026-11-24 7`. The doubled hour of a clock change holds both. */
const placed = <T extends { readonly at: string | null }>(
	items: readonly T[],
	zone: string,
): ReadonlyMap<string, T[]> => {
	const found = new Map<string, T[]>();
	for (const item of items) {
		if (item.at === null) continue;
		const at = instant(item.at);
		const key = `${dayAt(at, zone)} ${hourAt(at, zone)}`;
		found.set(key, [...(found.get(key) ?? []), item]);
	}
	return found;
};
