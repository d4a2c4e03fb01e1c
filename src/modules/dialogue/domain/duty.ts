import { Temporal } from 'temporal-polyfill';

import { fail, ok, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';
import { type CycleWeek, cycleWeekOf } from '#kernel/week-cycle.ts';

/** From and until as wall times; until is on the next day where it does not come after from. */
export interface Turn {
	readonly from: string;
	readonly until: string;
	readonly personId: string;
}

/** A turn of the week. Monday is 0; without `week` it is every week's. */
export interface WeekTurn extends Turn {
	readonly weekday: number;
	readonly week?: CycleWeek | undefined;
}

/** Who is on duty when: a week that repeats, or two that take turns, and days that go otherwise. */
export interface Roster {
	readonly turns: readonly WeekTurn[];
	/** A day of a week A; null: every week is alike. */
	readonly anchor: string | null;
	/** On such a day nothing of the week begins, only what stands here. */
	readonly exceptions: readonly { readonly day: string; readonly note: string; readonly turns: readonly Turn[] }[];
	/** New conversations go to who is on duty. */
	readonly assigns: boolean;
}

export interface Shift {
	readonly from: Instant;
	readonly until: Instant;
	readonly personId: string;
}

interface Span {
	readonly from: Instant;
	readonly days: number;
	readonly zone: string;
}

/** Every shift that is going on then or begins in so many days, in order. */
export const shiftsOf = (roster: Roster, { from, days, zone }: Span): readonly Shift[] => {
	const today = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).toPlainDate();
	const found: Shift[] = [];
	for (let ahead = -1; ahead < days; ahead += 1)
		for (const turn of turnsOn(roster, today.add({ days: ahead })))
			found.push(toShift(turn, today.add({ days: ahead }), zone));
	return found.filter(({ until }) => until > from).toSorted((a, b) => a.from - b.from || a.until - b.until);
};

const turnsOn = ({ turns, exceptions, anchor }: Roster, date: Temporal.PlainDate): readonly Turn[] => {
	const day = date.toString();
	const other = exceptions.find((one) => one.day === day);
	if (other) return other.turns;
	const now = anchor === null ? undefined : cycleWeekOf(day, anchor);
	return turns.filter(
		({ weekday, week }) => weekday === date.dayOfWeek - 1 && (week === undefined || now === undefined || week === now),
	);
};

const toShift = ({ from, until, personId }: Turn, date: Temporal.PlainDate, zone: string): Shift => {
	const at = (day: Temporal.PlainDate, time: string) =>
		day.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds as Instant;
	return { from: at(date, from), until: at(until > from ? date : date.add({ days: 1 }), until), personId };
};

/** Who is on duty at a moment, and who comes next. */
export const dutyAt = (
	shifts: readonly Shift[],
	now: Instant,
): { readonly now: readonly Shift[]; readonly next: Shift | null } => ({
	now: shifts.filter(({ from, until }) => from <= now && now < until),
	next: shifts.find(({ from }) => from > now) ?? null,
});

export type RosterFault =
	/** Two entries for the same day. */
	| { readonly type: 'duty.day-twice' }
	/** The same person twice at the same time of a weekday or day. */
	| { readonly type: 'duty.turn-twice' }
	/** Some turns are of one week only, and nobody says which week is which. */
	| { readonly type: 'duty.no-anchor' };

export const checkRoster = ({ turns, exceptions, anchor }: Roster): Result<void, RosterFault> => {
	if (anchor === null && turns.some(({ week }) => week !== undefined)) return fail({ type: 'duty.no-anchor' });
	const days = exceptions.map(({ day }) => day);
	if (new Set(days).size < days.length) return fail({ type: 'duty.day-twice' });
	const keys = [
		...turns.flatMap(({ weekday, from, personId, week }) =>
			(week === undefined ? (['a', 'b'] as const) : [week]).map((one) => `${one} ${weekday} ${from} ${personId}`),
		),
		...exceptions.flatMap(({ day, turns: own }) => own.map(({ from, personId }) => `${day} ${from} ${personId}`)),
	];
	return new Set(keys).size < keys.length ? fail({ type: 'duty.turn-twice' }) : ok(undefined);
};

export const personsIn = ({ turns, exceptions }: Roster): readonly string[] => [
	...new Set([...turns, ...exceptions.flatMap(({ turns: own }) => own)].map(({ personId }) => personId)),
];
