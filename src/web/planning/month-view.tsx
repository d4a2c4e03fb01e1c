import { useTranslations } from 'use-intl';

import { useZone } from '../parts/moment.tsx';
import { useNow } from '../parts/now.ts';
import { byDay } from './by-day.ts';
import { DayMarks, useDayWords } from './day-head.tsx';
import { dayAt, monthOf, sameMonth } from './days.ts';
import { DropCell } from './drop-cell.tsx';
import { MoreOfDay } from './more-of-day.tsx';
import type { Calendar } from './shapes.ts';
import type { View } from './view.ts';
import { Cards, cellClass } from './week-view.tsx';

/** More cards than this on a day are a list. */
const MOST_IN_DAY = 3;

type MonthProps = Readonly<{ day: string; calendar: Calendar; view: View }>;

/** A month as a table: a week per row. */
export function MonthView({ day, calendar, view }: MonthProps) {
	const say = useTranslations('planning.calendar');
	const words = useDayWords();
	const zone = useZone();
	const today = dayAt(useNow(), zone);
	const weeks = monthOf(day);
	const places = byDay(calendar.items, zone);
	return (
		<table className="cal month" aria-label={words.month(day)}>
			<thead>
				<tr>
					{weeks[0]?.map((one) => (
						<th key={one} scope="col" className="dh">
							{words.short(one)}
						</th>
					))}
				</tr>
			</thead>
			<tbody>
				{weeks.map((week) => (
					<tr key={week[0]}>
						{week.map((one) => {
							const items = places.get(one) ?? [];
							return (
								<DropCell
									key={one}
									day={one}
									className={`${cellClass(one, today)}${sameMonth(one, day) ? '' : ' out'}`}
								>
									<b className="n">
										<span aria-hidden="true">{words.number(one)}</span>
										<span className="sr">{words.full(one)}</span>
										{one === today && <span className="sr">, {say('today')}</span>}
									</b>
									<DayMarks days={calendar.days} day={one} />
									<Cards items={items.slice(0, MOST_IN_DAY)} />
									<MoreOfDay day={one} count={items.length - MOST_IN_DAY} view={view} />
								</DropCell>
							);
						})}
					</tr>
				))}
			</tbody>
		</table>
	);
}
