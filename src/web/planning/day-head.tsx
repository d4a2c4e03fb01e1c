import { useLocale, useTranslations } from 'use-intl';

import { localeOf } from '../parts/moments.ts';
import { noonOf } from './days.ts';
import type { PlanDay } from './shapes.ts';

/** Says days: `Mo`, `23.`, `Montag, 23. November`. */
export const useDayWords = () => {
	const locale = localeOf(useLocale());
	const say = (day: string, options: Intl.DateTimeFormatOptions): string =>
		new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(noonOf(day));
	return {
		short: (day: string) => say(day, { weekday: 'short' }).replace('.', ''),
		number: (day: string) => `${Number(day.slice(8))}.`,
		full: (day: string) => say(day, { weekday: 'long', day: 'numeric', month: 'long' }),
		inYear: (day: string) => say(day, { day: 'numeric', month: 'long' }),
		month: (day: string) => say(day, { month: 'long', year: 'numeric' }),
		date: (day: string) => say(day, { day: 'numeric', month: 'long', year: 'numeric' }),
	};
};

type DayHeadProps = Readonly<{ day: string; today: string }>;

/** The head of a day's column. */
export function DayHead({ day, today }: DayHeadProps) {
	const say = useTranslations('planning.calendar');
	const words = useDayWords();
	return (
		<th scope="col" className={day === today ? 'dh today' : 'dh'} abbr={words.full(day)}>
			{words.short(day)}
			{day === today && `, ${say('today')}`}
			<b>{words.number(day)}</b>
		</th>
	);
}

const isHoliday = (kind: PlanDay['kind']): boolean => kind === 'holiday' || kind === 'local-holiday';

type MarksProps = Readonly<{ days: readonly PlanDay[]; day: string }>;

/** What the day is: a holiday, or a day of the own list. */
export function DayMarks({ days, day }: MarksProps) {
	const say = useTranslations('planning.calendar');
	return days
		.filter((one) => one.day === day)
		.map(({ name, kind }) => (
			<span key={name} className={isHoliday(kind) ? 'hol' : 'hol info'}>
				{name}
				{kind === 'local-holiday' && ` ${say('local')}`}
				{isHoliday(kind) && <span className="sr"> ({say('holiday')})</span>}
			</span>
		));
}
