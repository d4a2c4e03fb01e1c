import { hours, type Instant, plus, seconds } from '#kernel/time.ts';

/** What a copy lacks until something passes. */
export interface Passing {
	/** Since when it has lacked it. */
	readonly since: Instant;
	/** Not before this moment. */
	readonly again: Instant;
}

const SHORTEST_MS = seconds(5);
/** Each pause is so many times what has passed: a handful of tries, as networks count them. */
const GROWTH = 3;
const MOST_MS = hours(2);

/** When the copy is completed by itself; null when that was tried for long enough and a person has to look. */
export const nextCompletion = ({ since, again }: Passing, now: Instant): Instant | null => {
	const soonest = plus(now, Math.max(SHORTEST_MS, (now - since) * GROWTH));
	const at = again > soonest ? again : soonest;
	return at - since > MOST_MS ? null : at;
};
