import { type Clock, plus, seconds } from '#kernel/time.ts';
import type { Background } from '#platform/background.ts';
import type { Events } from '#platform/events.ts';
import type { Log } from '#platform/log.ts';

import { PENDING } from './leave.ts';
import { BATCH, type SequenceNeeds, sequenceBatch } from './sequence.ts';

/** Rows gather this long, so that one signature covers many acts. */
const GATHER_MS = 250;
const AFTER_ERROR_MS = seconds(1);

interface Needs extends SequenceNeeds {
	readonly clock: Clock;
	readonly events: Events;
	readonly background: Background;
	readonly log: Log;
}

export interface Sequencer {
	start(): void;
	stop(): void;
	/** There may be something to number soon. */
	arm(): void;
	/** Numbers all that is committed now; waits for no timer, but for whoever is numbering. */
	sequenceNow(): Promise<void>;
}

/** Wakes the numbering: told by the acts of this process, by events of others, after a lost connection, and at the start. */
export const createSequencer = (needs: Needs): Sequencer => {
	const { clock, events, background, log } = needs;
	let running = false;
	let callOff: (() => void) | undefined;
	let unsubscribe: (() => void) | undefined;

	const armIn = (ms: number): void => {
		if (!running || callOff) return;
		callOff = clock.wake(plus(clock.now(), ms), () => {
			callOff = undefined;
			background.run('number records', tend);
		});
	};
	const arm = (): void => armIn(GATHER_MS);
	const tend = async (): Promise<void> => {
		try {
			await sequence({ wait: false });
		} catch (thrown) {
			armIn(AFTER_ERROR_MS);
			throw thrown;
		}
	};
	const sequence = async ({ wait }: { readonly wait: boolean }): Promise<void> => {
		for (;;) {
			const numbered = await sequenceBatch(needs, { wait });
			if (!numbered.ok) return log.error('the record log cannot be signed', { reason: numbered.error.type });
			if (numbered.value === 'busy') return arm();
			if (numbered.value < BATCH) return;
		}
	};
	return {
		start() {
			running = true;
			unsubscribe = events.subscribe(({ topic, id }) => {
				if (topic === 'record' && id === PENDING) arm();
			}, arm);
			arm();
		},
		stop() {
			running = false;
			callOff?.();
			callOff = undefined;
			unsubscribe?.();
		},
		arm,
		sequenceNow: () => sequence({ wait: true }),
	};
};
