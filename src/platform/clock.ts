import { type Clock, type Instant, plus } from '#kernel/time.ts';

/** The longest a timer of the machine may be set: beyond it `setTimeout` fires at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** The machine's clock. The one place that reads it and sets timers; a step of the clock is noticed within a minute. */
export const machineClock: Clock = {
	now: () => Date.now() as Instant,
	wake(at, work) {
		const step = 60_000;
		let timer: NodeJS.Timeout;
		const arm = () => {
			const left = at - Date.now();
			timer = setTimeout(() => (at <= Date.now() ? work() : arm()), Math.max(0, Math.min(left, step, LONGEST_MS)));
			timer.unref();
		};
		arm();
		return () => clearTimeout(timer);
	},
};

export interface WoundClock extends Clock {
	/** Moves on to `at`, firing what falls due on the way in order; `settle` is awaited after each firing. */
	windTo(at: Instant, settle: () => Promise<void>): Promise<void>;
}

interface Waiting {
	/** When it fires: a round is put off while the clock is wound far. */
	readonly at: Instant;
	/** When it was due. */
	readonly due: Instant;
	readonly work: () => void;
}

/** Up to this far every round is fired; beyond it a round lies `1/ROUNDS` of the way from the last, as on a machine that slept now and then. */
const NEAR_MS = 10 * 60_000;
const ROUNDS = 40;

/** A clock that stands until it is wound: for tests and practice. Fires due wakes in order of time. */
export const woundClock = (start: Instant): WoundClock => {
	let now = start;
	let strideMs = 0;
	const waiting = new Set<Waiting>();
	const first = (when: 'at' | 'due', until: Instant) =>
		[...waiting].filter((entry) => entry[when] <= until).sort((a, b) => a[when] - b[when])[0];
	/** Fires, in order, what has its time by `until`. */
	const fire = async (when: 'at' | 'due', until: Instant, settle: () => Promise<void>): Promise<void> => {
		for (let next = first(when, until); next; next = first(when, until)) {
			waiting.delete(next);
			if (next[when] > now) now = next[when];
			next.work();
			await settle();
		}
	};
	return {
		now: () => now,
		wake(due, work, kind) {
			const at = kind === 'round' && plus(now, strideMs) > due ? plus(now, strideMs) : due;
			const entry = { at, due, work };
			waiting.add(entry);
			return () => waiting.delete(entry);
		},
		async windTo(at, settle) {
			await settle();
			strideMs = at - now > NEAR_MS ? Math.ceil((at - now) / ROUNDS) : 0;
			await fire('at', at, settle);
			if (at > now) now = at;
			strideMs = 0;
			// Rounds put off past the end are made up for there, once each.
			await fire('due', at, settle);
			await settle();
		},
	};
};
