import { type Clock, type Instant, seconds } from '#kernel/time.ts';
import type { Database } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';

import type { Directory } from './domain/directory.ts';
import { readDirectory } from './queries.ts';

export interface DirectoryKeeper {
	now(): Promise<Directory>;
	/** Forget what was read: something changed. */
	stale(): void;
	/** Grows with every change heard of; what was read under an older number may be out of date. */
	generation(): number;
	close(): void;
}

/** A process that lost its connection for live events still notices a change within this time. */
export const OLDEST_MS = seconds(5);

interface Needs {
	readonly db: Database;
	readonly clock: Clock;
	readonly events: Events;
}

/** Keeps the directory in memory: a few hundred rows that every request asks for. A change made here is seen at once. */
export const keepDirectory = ({ db, clock, events }: Needs): DirectoryKeeper => {
	let kept: { readonly at: Instant; readonly reading: Promise<Directory> } | null = null;
	let generation = 0;
	const stale = (): void => {
		kept = null;
		generation += 1;
	};
	const off = events.subscribe(({ topic }) => {
		if (topic === 'person' || topic === 'setting') stale();
	}, stale);
	return {
		stale,
		generation: () => generation,
		now() {
			const at = clock.now();
			if (kept !== null && at - kept.at < OLDEST_MS) return kept.reading;
			const reading = db.read('directory of people', readDirectory);
			kept = { at, reading };
			reading.catch(stale);
			return reading;
		},
		close: off,
	};
};
