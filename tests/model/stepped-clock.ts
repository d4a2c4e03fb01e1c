import { type Instant, minutes, plus } from '#kernel/time.ts';
import { type WoundClock, woundClock } from '#platform/clock.ts';

/** As long as the machine's clock takes to notice that it was stepped. */
const NOTICED_MS = minutes(1);

export interface SteppedClock extends WoundClock {
	/** Somebody sets the machine's clock: forward, or back. */
	step(ms: number): void;
}

/** A wound clock whose hands can be set, and which notices it like the machine's: within a minute. */
export const steppedClock = (start: Instant): SteppedClock => {
	const real = woundClock(start);
	let off = 0;
	const now = (): Instant => plus(real.now(), off);
	return {
		now,
		wake(at, work) {
			let cancel = (): unknown => undefined;
			const arm = (): void => {
				const soon = Math.min(at - now(), NOTICED_MS);
				cancel = real.wake(plus(real.now(), Math.max(0, soon)), () => (at <= now() ? work() : arm()));
			};
			arm();
			return () => void cancel();
		},
		windTo: (at, settle) => real.windTo(plus(at, -off), settle),
		step(ms) {
			off += ms;
		},
	};
};
