import { type Clock, days, type Instant, minutes, plus } from '#kernel/time.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';

/** A person needs a handful of calls to read and decide. */
const MOST = 30;
const WINDOW_MS = minutes(10);
/** So many different callers at once are an attack; the memory stays bounded. */
const MOST_KEPT = 20_000;

export interface LinkLimit {
	/** Counts one call from this address; false when there were too many. */
	take(address: string): boolean;
}

/** Slows down who tries links. Lives in memory only, under keyed fingerprints that change every day. */
export const createLinkLimit = ({ clock, sealer }: { readonly clock: Clock; readonly sealer: Sealer }): LinkLimit => {
	const counts = new Map<string, { count: number; readonly until: Instant }>();
	return {
		take(address) {
			const now = clock.now();
			const key = sealer.fingerprint(`approval links ${Math.floor(now / days(1))}`, address);
			const kept = counts.get(key);
			const entry = kept && now < kept.until ? kept : { count: 0, until: plus(now, WINDOW_MS) };
			entry.count += 1;
			if (counts.size >= MOST_KEPT) counts.clear();
			counts.set(key, entry);
			return entry.count <= MOST;
		},
	};
};
