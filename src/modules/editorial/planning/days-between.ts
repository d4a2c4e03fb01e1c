import type { z } from 'zod';

import type { PlanDayShape } from '#contract/planning.ts';
import { holidaysOf } from '#kernel/holidays.ts';
import type { Tx } from '#platform/db/database.ts';
import { addDays } from '../domain/planning/days.ts';
import { planning } from './tables.ts';

interface Between {
	readonly from: string;
	readonly until: string;
	readonly land: string | null;
}

type PlanDay = z.input<typeof PlanDayShape>;

/** The days that matter between two days: the Land's holidays, then those of the own list. */
export const daysBetween = async (tx: Tx, { from, until, land }: Between): Promise<readonly PlanDay[]> => {
	const years = [...new Set([Number(from.slice(0, 4)), Number(until.slice(0, 4))])];
	const holidays = years
		.flatMap((year) => holidaysOf(year, land))
		.map(({ day, name, local }): PlanDay => ({ day, name, kind: local ? 'local-holiday' : 'holiday' }));
	const own = await planning(tx).selectFrom('editorial_day').selectAll().orderBy('first_day').execute();
	const listed = own.flatMap(({ name, kind, first_day, last_day }) =>
		years.flatMap((year) => {
			const whole = (day: string): string => (day.length === 5 ? `${year}-${day}` : day);
			return stretch(whole(first_day), whole(last_day), { from, until }).map(
				(day): PlanDay => ({ day, name, kind: kind === 'own' ? 'awareness' : kind }),
			);
		}),
	);
	const within = holidays.filter(({ day }) => day >= from && day <= until);
	const once = new Map([...within, ...listed].map((day) => [`${day.day} ${day.name}`, day]));
	return [...once.values()];
};

/** The days of a stretch that lie in the span asked for. */
const stretch = (first: string, last: string, { from, until }: Omit<Between, 'land'>): readonly string[] => {
	const days: string[] = [];
	const end = last < until ? last : until;
	for (let day = first > from ? first : from; day <= end; day = addDays(day, 1)) days.push(day);
	return days;
};
