import { type Instant, minutes, plus } from '#kernel/time.ts';

/** Failures in a row that are borne before the pause. */
const MOST = 5;
const PAUSE_MS = minutes(15);

export interface Attempts {
	readonly failures: number;
	readonly lastAt: Instant;
}

export type Standing =
	| { readonly kind: 'free'; readonly left: number }
	| { readonly kind: 'paused'; readonly until: Instant };

/** How one stands after some failures. Failures are forgotten a pause after the last one. */
export const standing = (attempts: Attempts | undefined, now: Instant, most: number = MOST): Standing => {
	if (attempts === undefined || now >= plus(attempts.lastAt, PAUSE_MS)) return { kind: 'free', left: most };
	if (attempts.failures >= most) return { kind: 'paused', until: plus(attempts.lastAt, PAUSE_MS) };
	return { kind: 'free', left: most - attempts.failures };
};

/** Counts one more failure. A paused one does not get a longer pause by knocking. */
export const failedAgain = (attempts: Attempts | undefined, now: Instant, most: number = MOST): Attempts => {
	if (attempts === undefined || now >= plus(attempts.lastAt, PAUSE_MS)) return { failures: 1, lastAt: now };
	return standing(attempts, now, most).kind === 'paused' ? attempts : { failures: attempts.failures + 1, lastAt: now };
};
