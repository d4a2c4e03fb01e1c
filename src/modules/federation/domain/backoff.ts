import { days, hours, type Instant, minutes, plus, seconds } from '#kernel/time.ts';

/** After this long without a success an activity is given up for a server. */
export const GIVE_UP_MS = days(7);
/** A server that answered nothing for so long counts as dead: the desk shows it, and it is asked rarely. */
export const DEAD_MS = days(2);
/** So many failures one after the other and the server is left alone for a while. */
const PATIENT = 3;
const FIRST_MS = seconds(30);
const LONGEST_MS = hours(6);

/** `luck` between 0 and 1 spreads what failed together; the waits double and never pass six hours. */
export const retryAt = (now: Instant, attempts: number, luck: number): Instant => {
	const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts, 12));
	return plus(now, Math.round(wait * (0.75 + luck / 2)));
};

/** Until when a whole server is left alone after so many failures in a row; null while it is still worth trying. */
export const hostOpensAt = (now: Instant, failures: number): Instant | null =>
	failures < PATIENT ? null : plus(now, Math.min(LONGEST_MS, minutes(1) * 2 ** Math.min(failures - PATIENT, 9)));
