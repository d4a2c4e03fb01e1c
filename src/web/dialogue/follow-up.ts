import { days, hours, type Instant, plus, readWallTime, toIso } from '#kernel/time.ts';

import { clockTime, dayOf } from '../parts/moments.ts';

const followUps = ['hours', 'tomorrow', 'days', 'monday', 'own'] as const;
export type FollowUp = (typeof followUps)[number];

/** The moment of a wall time; the first of two, the moment after a gap. Null for what is none. */
export const momentOf = (local: string, zone: string): Instant | null => {
	const read = readWallTime({ local, zone });
	if (read.kind === 'unreadable') return null;
	return read.kind === 'twice' ? read.earlier : read.at;
};

/** When something comes back: in three hours, at eight in the morning of a day, or at a time of one's own. */
export const followUpAt = (
	choice: FollowUp,
	{ now, zone, own }: { readonly now: Instant; readonly zone: string; readonly own: string },
): Instant | null => {
	const morning = (ahead: number): Instant | null => momentOf(`${dayOf(plus(now, days(ahead)), zone)}T08:00`, zone);
	if (choice === 'own') return own === '' ? null : momentOf(own, zone);
	if (choice === 'hours') return plus(now, hours(3));
	if (choice === 'tomorrow') return morning(1);
	return morning(choice === 'days' ? 3 : daysToMonday(dayOf(now, zone)));
};

/** What can be chosen: on a Sunday, tomorrow is the next Monday. */
export const offered = (where: { readonly now: Instant; readonly zone: string }): readonly FollowUp[] => {
	const at = (choice: FollowUp) => followUpAt(choice, { ...where, own: '' });
	return followUps.filter(
		(choice) => choice !== 'monday' || (at('monday') !== at('tomorrow') && at('monday') !== at('days')),
	);
};

/** 1 to 7: on a Monday, the next one. */
const daysToMonday = (day: string): number => 7 - ((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7);

/** What a field of one's own time begins with: tomorrow, the same hour. */
export const ownBeginning = (now: Instant, zone: string): string =>
	`${dayOf(plus(now, days(1)), zone)}T${clockTime(now, zone).padStart(5, '0')}`;

export const isoOf = (at: Instant | null, now: Instant): string | null => (at === null || at <= now ? null : toIso(at));
