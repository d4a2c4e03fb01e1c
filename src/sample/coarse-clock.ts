import type { Clock, Instant } from '#kernel/time.ts';

export interface CoarseClock extends Clock {
	/** Jumps to `at` and lets everything due by then happen there, once; `settle` is awaited after each round. */
	jumpTo(at: Instant, settle: () => Promise<void>): Promise<void>;
}

/** A bound on rounds: what arms itself again for the very same moment for ever must not hold the clock. */
const MOST_ROUNDS = 50;

/**
 * A clock for telling weeks in seconds. Unlike one wound through every tick, it fires a timer that would have come round
 * thousands of times on the way just once: polls and housekeeping look at the world as it is where the clock stops.
 */
export const coarseClock = (start: Instant): CoarseClock => {
	let now = start;
	const waiting = new Set<{ readonly at: Instant; readonly work: () => void }>();
	const due = () => [...waiting].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
	return {
		now: () => now,
		wake(at, work) {
			const entry = { at, work };
			waiting.add(entry);
			return () => void waiting.delete(entry);
		},
		async jumpTo(at, settle) {
			if (at > now) now = at;
			await settle();
			for (let round = 0, ripe = due(); ripe.length > 0 && round < MOST_ROUNDS; round += 1, ripe = due()) {
				for (const entry of ripe) {
					waiting.delete(entry);
					entry.work();
				}
				await settle();
			}
		},
	};
};
