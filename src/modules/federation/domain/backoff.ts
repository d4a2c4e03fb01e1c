import { days, hours, type Instant, minutes, plus, seconds } from '#kernel/time.ts';

/** After this long without a success an activity is given up for a server. */
export const GIVE_UP_MS = days(7);
/** A server that answered nothing for so long counts as dead: the desk shows it, and it is asked rarely. */
export const DEAD_MS = days(2);
/** So many failures one after the other and the server is left alone for a while. */
const PATIENT = 3;
/** A server that failed so often in a row was really asked all the time. */
const CERTAIN = 10;
const FIRST_MS = seconds(30);
const LONGEST_MS = hours(6);
/** Servers answer 404 while they are being mended, too. */
const MISSING_TIMES = 5;
const MISSING_MS = days(1);
/** For a server that is overburdened and does not say until when. */
const BREATHER_MS = minutes(1);

/** `luck` between 0 and 1 spreads what failed together; the waits double and never pass six hours. */
export const retryAt = (now: Instant, attempts: number, luck: number): Instant => {
	const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts, 12));
	return plus(now, Math.round(wait * (0.75 + luck / 2)));
};

/** Until when a whole server is left alone after so many failures in a row; null while it is still worth trying. */
export const hostOpensAt = (now: Instant, failures: number): Instant | null =>
	failures < PATIENT ? null : plus(now, Math.min(LONGEST_MS, minutes(1) * 2 ** Math.min(failures - PATIENT, 9)));

/** Silent for a week although it was asked again and again: nobody is there any more. */
export const isForgotten = (
	{ failures, failingSince }: { readonly failures: number; readonly failingSince: Instant | null },
	now: Instant,
): boolean => failingSince !== null && failures >= CERTAIN && now - failingSince >= GIVE_UP_MS;

/** An inbox that was not there once may come back; one that was not there again and again for a day does not. */
export const isMissingForGood = (
	{ missing, madeAt }: { readonly missing: number; readonly madeAt: Instant },
	now: Instant,
): boolean => missing >= MISSING_TIMES && now - madeAt >= MISSING_MS;

/**
 * Until when a server that says "later" is left alone: as it says, in seconds or as a date; a minute when it says
 * nothing one can read. Never in the past, never longer than anything is kept. SPEC: RFC 9110, 10.2.3.
 */
export const askedUntil = (retryAfter: string | null, now: Instant): Instant => {
	const said = retryAfter?.trim() ?? '';
	const at = /^\d+(\.\d+)?$/.test(said) ? now + seconds(Number(said)) : Date.parse(said);
	const wait = Number.isNaN(at) ? BREATHER_MS : Math.max(seconds(1), Math.ceil(at - now));
	return plus(now, Math.min(wait, GIVE_UP_MS));
};
