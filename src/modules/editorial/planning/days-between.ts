import type { z } from 'zod';

import type { PlanDayShape } from '#contract/planning.ts';
import type { Tx } from '#platform/db/database.ts';

import { holidaysOf } from '../domain/planning/holidays.ts';

interface Between {
	readonly from: string;
	readonly until: string;
	readonly land: string | null;
}

type PlanDay = z.input<typeof PlanDayShape>;

/** The days that matter between two days: the Land's holidays, then those of the own list. */
export const daysBetween = async (_tx: Tx, { from, until, land }: Between): Promise<readonly PlanDay[]> => {
	const years = [...new Set([Number(from.slice(0, 4)), Number(until.slice(0, 4))])];
	return years
		.flatMap((year) => holidaysOf(year, land))
		.filter(({ day }) => day >= from && day <= until)
		.map(({ day, name, local }) => ({ day, name, kind: local ? 'local-holiday' : 'holiday' }));
};
