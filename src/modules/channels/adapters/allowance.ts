import { hours, type Instant, plus } from '#kernel/time.ts';

import type { Allowance } from '../channel.ts';
import { readUsage } from './meta/usage.ts';
import { readMoment } from './outcome.ts';

type Place = Pick<Allowance, 'app' | 'account'>;
/** What is known of a bucket before an answer says how full it is. */
export type Kind = Pick<Allowance, 'bucket' | 'costs'> & { readonly spareShare: number };

export interface Allowances {
	/** Reads what an answer says is left of one bucket; an answer that says nothing changes nothing. */
	note(headers: Headers, kind: Kind, now: Instant): void;
	/** The newest word on each bucket. */
	all(): readonly Allowance[];
}

/** SPEC: docs.joinmastodon.org/api/rate-limits (`X-RateLimit-*`), draft-polli-ratelimit-headers (`RateLimit-*`). */
const FAMILIES = ['x-ratelimit', 'ratelimit', 'x-rate-limit'] as const;

/** Collects what the answers to one account say about what it may still ask. */
export const collectAllowances = (place: Place): Allowances => {
	const newest = new Map<string, Allowance>();
	return {
		note(headers, { bucket, costs, spareShare }, now) {
			const read = readAllowance(headers, now) ?? readShare(headers, now);
			if (read) newest.set(bucket, { ...place, ...read, bucket, costs, spare: Math.floor(read.most * spareShare) });
		},
		all: () => [...newest.values()],
	};
};

const readAllowance = (headers: Headers, now: Instant): Pick<Allowance, 'most' | 'remaining' | 'resetAt'> | null => {
	for (const family of FAMILIES) {
		const [most, remaining] = ['limit', 'remaining'].map((part) => number(headers.get(`${family}-${part}`)));
		const resetAt = readMoment(headers.get(`${family}-reset`)?.trim() ?? '', now);
		if (most === undefined || remaining === undefined || Number.isNaN(resetAt)) continue;
		// NOTE: a moment in milliseconds is an instant.
		return { most, remaining, resetAt: Math.round(resetAt) as Instant };
	}
	return null;
};

/** Where the network tells in per cent what of a rolling hour is used. */
const readShare = (headers: Headers, now: Instant): Pick<Allowance, 'most' | 'remaining' | 'resetAt'> | null => {
	const usage = readUsage(headers);
	if (usage === null) return null;
	const resetAt = plus(now, usage.regainMs > 0 ? usage.regainMs : hours(1));
	return { most: 100, remaining: Math.max(0, 100 - Math.ceil(usage.used)), resetAt };
};

const number = (text: string | null): number | undefined =>
	text !== null && /^\s*\d+\s*$/.test(text) ? Number(text) : undefined;
