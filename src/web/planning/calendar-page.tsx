import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';

import { readCalendarEndpoint } from '#contract/planning.ts';

import { Answer } from '../parts/answer.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Callout } from '../parts/callout.tsx';
import { Empty } from '../parts/empty.tsx';
import { useZone } from '../parts/moment.tsx';
import { useNarrow } from '../parts/narrow.ts';
import { useNow } from '../parts/now.ts';
import { Segments } from '../parts/segments.tsx';
import { PageHead } from '../parts/sheet.tsx';
import { useUnit } from '../shell/unit.tsx';
import { useDayWords } from './day-head.tsx';
import { DayList } from './day-list.tsx';
import { addDays, addMonths, dayAt, monthOf, weekNumber, weekOf } from './days.ts';
import { Legend } from './legend.tsx';
import { ListView } from './list-view.tsx';
import { MonthView } from './month-view.tsx';
import { Mover } from './mover.tsx';
import { PlanFilter } from './plan-filter.tsx';
import { PlanTabs } from './plan-tabs.tsx';
import type { Calendar } from './shapes.ts';
import { TimelineView } from './timeline-view.tsx';
import { UndatedSheet } from './undated-sheet.tsx';
import { type Look, looks, readView, toQuery, toSearch, type View } from './view.ts';
import { WeekView } from './week-view.tsx';

/** The plan of all that is said: week, month, list, and by presence. */
export function CalendarPage() {
	const say = useTranslations('planning.calendar');
	const navigate = useNavigate();
	const zone = useZone();
	const today = dayAt(useNow(), zone);
	const view = readView(useSearch({ strict: false }));
	const unit = useUnit();
	const unitId = view.stelle ?? unit.unitId;
	const day = view.tag ?? today;
	const look = view.ansicht ?? 'woche';
	const title = useTitle(look, day);
	const change = (next: View) => void navigate({ to: '/plan', search: toSearch(next), replace: true });
	const go = (tag: string) => change({ ...view, tag });
	return (
		<Mover>
			<PageHead
				title={title}
				{...(look === 'woche'
					? { mark: <span className="hint">{say('week-number', { week: weekNumber(day) })}</span> }
					: {})}
				end={<Steps look={look} day={day} today={today} onGo={go} />}
			/>
			<PlanTabs current="calendar" />
			<section className="sheet pl-sheet" aria-label={title}>
				<div className="pl-bar">
					<Segments<Look>
						label={say('look')}
						value={look}
						options={looks.map((one) => ({ value: one, label: say(`looks.${one}`) }))}
						onChange={(ansicht) => change({ ...view, ansicht, tag: day })}
					/>
				</div>
				<PlanFilter view={view} onChange={change} />
				{look === 'liste' ? (
					<ListView from={day} view={view} unitId={unitId} />
				) : (
					<Loaded look={look} day={day} view={view} unitId={unitId} />
				)}
			</section>
			<UndatedSheet view={view} unitId={unitId} />
			<Legend />
		</Mover>
	);
}

const useTitle = (look: Look, day: string): string => {
	const say = useTranslations('planning.calendar');
	const words = useDayWords();
	if (look === 'monat') return words.month(day);
	if (look === 'liste') return say('from-day', { day: words.date(day) });
	const week = weekOf(day);
	return say('span', { from: words.number(week[0] ?? day), until: words.date(week[6] ?? day) });
};

type StepsProps = Readonly<{ look: Look; day: string; today: string; onGo: (day: string) => void }>;

function Steps({ look, day, today, onGo }: StepsProps) {
	const say = useTranslations('planning.calendar');
	const step = (by: number): string => (look === 'monat' ? addMonths(day, by) : addDays(day, 7 * by));
	return (
		<>
			<Button icon="chevron-left" label={say('before')} onPress={() => onGo(step(-1))} />
			<Button onPress={() => onGo(today)}>{say('to-today')}</Button>
			<Button icon="chevron-right" label={say('after')} onPress={() => onGo(step(1))} />
		</>
	);
}

type LoadedProps = Readonly<{ look: Exclude<Look, 'liste'>; day: string; view: View; unitId: string | undefined }>;

function Loaded({ look, day, view, unitId }: LoadedProps) {
	const say = useTranslations('planning.calendar');
	const days = look === 'monat' ? monthOf(day).flat() : weekOf(day);
	const asked = { from: days[0] ?? day, until: days.at(-1) ?? day, ...toQuery(view, unitId) };
	const query = useQueryOf(readCalendarEndpoint, asked, { topics: ['post'], keep: true });
	return (
		<Answer query={query} what={say('posts')}>
			{(calendar) => (
				<>
					{calendar.more && <Callout kind="warning">{say('too-many')}</Callout>}
					<Shown look={look} day={day} view={view} calendar={calendar} />
				</>
			)}
		</Answer>
	);
}

type ShownProps = Readonly<{ look: LoadedProps['look']; day: string; view: View; calendar: Calendar }>;

function Shown({ look, day, view, calendar }: ShownProps) {
	const say = useTranslations('planning.calendar');
	const narrow = useNarrow();
	if (narrow && calendar.items.length + calendar.days.length === 0) return <Empty kind="done" title={say('none')} />;
	if (narrow) return <DayList items={calendar.items} days={calendar.days} />;
	if (look === 'monat') return <MonthView day={day} calendar={calendar} view={view} />;
	if (look === 'auftritte') return <TimelineView week={weekOf(day)} calendar={calendar} view={view} />;
	return <WeekView week={weekOf(day)} calendar={calendar} view={view} />;
}
