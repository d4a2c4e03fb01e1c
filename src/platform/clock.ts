import type { Clock, Instant } from '#kernel/time.ts';

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

/** A clock that stands until it is wound: for tests and practice. Fires due wakes in order of time. */
export const woundClock = (start: Instant): WoundClock => {
	let now = start;
	const waiting = new Set<{ at: Instant; work: () => void }>();
	const first = (until: Instant) => [...waiting].filter((entry) => entry.at <= until).sort((a, b) => a.at - b.at)[0];
	return {
		now: () => now,
		wake(at, work) {
			const entry = { at, work };
			waiting.add(entry);
			return () => waiting.delete(entry);
		},
		async windTo(at, settle) {
			await settle();
			for (let due = first(at); due; due = first(at)) {
				waiting.delete(due);
				if (due.at > now) now = due.at;
				due.work();
				await settle();
			}
			if (at > now) now = at;
			await settle();
		},
	};
};
