import { type Clock, type Instant, plus } from '#kernel/time.ts';
import { machineClock } from '#platform/clock.ts';

export interface ForwardClock {
	readonly clock: Clock;
	jump(ms: number): void;
	/** By how much it is ahead of the machine's. */
	ahead(): number;
}

/** The machine's clock, which can be put forward: nobody waits for the minute in which a post can be called back. */
export const forwardClock = (): ForwardClock => {
	let ahead = 0;
	const waiting = new Map<object, { readonly at: Instant; readonly work: () => void; cancel: () => void }>();
	const now = (): Instant => plus(machineClock.now(), ahead);
	const arm = (key: object, at: Instant, work: () => void): void => {
		const fire = () => {
			if (waiting.delete(key)) work();
		};
		waiting.set(key, { at, work, cancel: machineClock.wake(plus(at, -ahead), fire) });
	};
	const clock: Clock = {
		now,
		wake(at, work) {
			const key = {};
			arm(key, at, work);
			return () => {
				waiting.get(key)?.cancel();
				waiting.delete(key);
			};
		},
	};
	const jump = (ms: number): void => {
		ahead += ms;
		for (const [key, { at, work, cancel }] of [...waiting].sort(([, a], [, b]) => a.at - b.at)) {
			cancel();
			arm(key, at, work);
		}
	};
	return { clock, jump, ahead: () => ahead };
};
