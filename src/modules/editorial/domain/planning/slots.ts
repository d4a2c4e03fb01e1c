import { Temporal } from 'temporal-polyfill';

import { type Instant, minutes, readWallTime } from '#kernel/time.ts';

/** A time of the week in the authority's wall time: "always Tuesday, 7:30". */
export interface Slot {
	readonly presenceId: string;
	/** Monday is 1. */
	readonly weekday: number;
	/** `07:30`. */
	readonly time: string;
}

export interface SlotMoment {
	readonly presenceId: string;
	readonly at: Instant;
	readonly local: string;
}

/** A post this near to a slot has taken it. */
const TAKEN_WITHIN_MS = minutes(15);

interface Span {
	/** First and last day, `2026-11-23`. */
	readonly from: string;
	readonly until: string;
	readonly zone: string;
}

/** The moments of slots on the days of a span, in order. A time the clock change skips is no slot on that day; of a doubled one the first is meant. */
export const slotMoments = (slots: readonly Slot[], { from, until, zone }: Span): readonly SlotMoment[] => {
	const found: SlotMoment[] = [];
	const last = Temporal.PlainDate.from(until);
	for (
		let day = Temporal.PlainDate.from(from);
		Temporal.PlainDate.compare(day, last) <= 0;
		day = day.add({ days: 1 })
	) {
		for (const { presenceId, weekday, time } of slots) {
			if (weekday !== day.dayOfWeek) continue;
			const local = `${day.toString()}T${time}`;
			const reading = readWallTime({ local, zone });
			if (reading.kind === 'once') found.push({ presenceId, local, at: reading.at });
			if (reading.kind === 'twice') found.push({ presenceId, local, at: reading.earlier });
		}
	}
	return found.sort((a, b) => a.at - b.at || a.presenceId.localeCompare(b.presenceId));
};

/** When which presence speaks already. */
export interface Spoken {
	readonly presenceId: string;
	readonly at: Instant;
}

/** Slots still to come that no post has taken. */
export const freeSlots = (
	moments: readonly SlotMoment[],
	{ taken, now }: { readonly taken: readonly Spoken[]; readonly now: Instant },
): readonly SlotMoment[] => {
	const byPresence = new Map<string, Instant[]>();
	for (const { presenceId, at } of taken) byPresence.set(presenceId, [...(byPresence.get(presenceId) ?? []), at]);
	return moments.filter(
		({ presenceId, at }) =>
			at > now && !(byPresence.get(presenceId) ?? []).some((other) => Math.abs(other - at) <= TAKEN_WITHIN_MS),
	);
};
