import { Temporal } from 'temporal-polyfill';

import type { EditorialNeeds } from '../needs.ts';

/** So many days ahead an end of rights is announced. */
export const AHEAD_DAYS = 30;

export interface Days {
	readonly today: string;
	/** What ends before this day ends soon. */
	readonly soon: string;
}

/** Today where the authority is, and the day up to which it looks ahead. */
export const daysNow = async ({ people, clock }: Pick<EditorialNeeds, 'people' | 'clock'>): Promise<Days> => {
	const { zone } = await people.authority();
	const today = Temporal.Instant.fromEpochMilliseconds(clock.now()).toZonedDateTimeISO(zone).toPlainDate();
	return { today: today.toString(), soon: today.add({ days: AHEAD_DAYS + 1 }).toString() };
};
