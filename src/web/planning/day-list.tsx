import { useTranslations } from 'use-intl';

import { instant } from '#kernel/time.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { useZone } from '../parts/moment.tsx';
import { clockTime } from '../parts/moments.ts';
import { byDay } from './by-day.ts';
import { DayMarks, useDayWords } from './day-head.tsx';
import { useMoving } from './moving.ts';
import { CardPlates, ItemStamp } from './plan-card.tsx';
import type { PlanDay, PlanItem } from './shapes.ts';

type DayListProps = Readonly<{ items: readonly PlanItem[]; days?: readonly PlanDay[] }>;

/** Posts by day: what the calendar is on a phone, and its list anywhere. */
export function DayList({ items, days = [] }: DayListProps) {
	const words = useDayWords();
	const zone = useZone();
	const found = byDay(items, zone);
	const all = [...new Set([...found.keys(), ...days.map(({ day }) => day)])].sort();
	return all.map((day) => (
		<section key={day} className="pl-day" aria-label={words.full(day)}>
			<h2>
				{words.full(day)} <DayMarks days={days} day={day} />
			</h2>
			{found.has(day) && (
				<ul className="rows">
					{found.get(day)?.map((item) => (
						<PlanRow key={`${item.id} ${item.at}`} item={item} />
					))}
				</ul>
			)}
		</section>
	));
}

type RowProps = Readonly<{ item: PlanItem }>;

/** A post as a row: when, what, how it stands, and the move. */
export function PlanRow({ item }: RowProps) {
	const say = useTranslations('planning.card');
	const zone = useZone();
	const moving = useMoving();
	const title = item.title || say('untitled');
	return (
		<li className="row pl-row" onFocus={() => moving.focus(item.comes ? null : item)} onBlur={() => moving.focus(null)}>
			<span className="pl-time">{item.at === null ? '' : clockTime(instant(item.at), zone)}</span>
			<div className="m">
				<DeskLink className="tt" to={`/redaktion/${item.id}`}>
					{title}
				</DeskLink>
				<div className="mt">
					<ItemStamp item={item} /> <CardPlates item={item} /> {item.topic}
				</div>
			</div>
			{item.mayMove && (
				<div className="act">
					<Button small icon="calendar-clock" onPress={() => moving.ask({ item })}>
						{say('move-short')}
					</Button>
				</div>
			)}
		</li>
	);
}
