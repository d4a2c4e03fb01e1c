import { type Clock, type Instant, minutes } from '#kernel/time.ts';

/** Knows for a while who read what, so that one visit is one leaf however often the page asks again. Forgets at a restart. */
export interface Readings {
	isFresh(actorId: string, recordId: string): boolean;
	note(actorId: string, recordId: string): void;
}

const VISIT_MS = minutes(10);

export const createReadings = (clock: Pick<Clock, 'now'>): Readings => {
	/** In the order they were noted, so that the oldest stand first. */
	const noted = new Map<string, Instant>();
	const key = (actorId: string, recordId: string): string => `${actorId} ${recordId}`;
	const isOver = (at: Instant): boolean => clock.now() - at >= VISIT_MS;
	return {
		isFresh(actorId, recordId) {
			const at = noted.get(key(actorId, recordId));
			return at !== undefined && !isOver(at);
		},
		note(actorId, recordId) {
			for (const [old, at] of noted) {
				if (!isOver(at)) break;
				noted.delete(old);
			}
			noted.delete(key(actorId, recordId));
			noted.set(key(actorId, recordId), clock.now());
		},
	};
};
