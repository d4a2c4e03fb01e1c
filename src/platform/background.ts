import { errorFields, type Log } from './log.ts';

/** Work that runs beside requests. It is never lost from sight: errors are logged, a stop waits for it, tests await it. */
export interface Background {
	/** Starts `work`; the same name may run more than once at a time. */
	run(name: string, work: () => Promise<void>): void;
	/** Resolves when nothing runs any more, work started meanwhile included. */
	idle(): Promise<void>;
}

export const createBackground = (log: Log): Background => {
	const running = new Set<Promise<void>>();
	return {
		run(name, work) {
			const task = work()
				.catch((thrown: unknown) => log.error('background work failed', { name, ...errorFields(thrown) }))
				.finally(() => running.delete(task));
			running.add(task);
		},
		async idle() {
			while (running.size > 0) await Promise.allSettled(running);
		},
	};
};
