import { createHmac, randomBytes } from 'node:crypto';
import { addressPrefix } from '#kernel/address-prefix.ts';
import { type Clock, days, type Instant, plus } from '#kernel/time.ts';

export interface RateLimit {
	/** Counts one try from this address; false when there were too many within the window. */
	take(address: string): boolean;
	/** Whether another try would be one too many; counts nothing. */
	isSpent(address: string): boolean;
}

interface Rule {
	readonly clock: Pick<Clock, 'now'>;
	readonly most: number;
	readonly windowMs: number;
}

/** More connections than this at once are an attack; the oldest counts are forgotten first. */
const MOST_COUNTS = 20_000;

/** Counts tries per address prefix, in memory only, under a keyed fingerprint whose key is new every day. */
export const createRateLimit = ({ clock, most, windowMs }: Rule): RateLimit => {
	const counts = new Map<string, { count: number; until: Instant }>();
	let key = randomBytes(32);
	let keyUntil = plus(clock.now(), days(1));
	const nameOf = (address: string, now: Instant): string => {
		if (now >= keyUntil) {
			key = randomBytes(32);
			keyUntil = plus(now, days(1));
			counts.clear();
		}
		return createHmac('sha256', key).update(addressPrefix(address)).digest('base64url');
	};
	const countOf = (name: string, now: Instant) => {
		const counted = counts.get(name);
		return counted && now < counted.until ? counted : { count: 0, until: plus(now, windowMs) };
	};

	return {
		isSpent(address) {
			const now = clock.now();
			return countOf(nameOf(address, now), now).count >= most;
		},
		take(address) {
			const now = clock.now();
			const name = nameOf(address, now);
			const entry = countOf(name, now);
			entry.count += 1;
			counts.delete(name);
			counts.set(name, entry);
			const oldest = counts.keys().next();
			if (counts.size > MOST_COUNTS && !oldest.done) counts.delete(oldest.value);
			return entry.count <= most;
		},
	};
};
