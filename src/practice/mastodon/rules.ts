import type { Answer, Asked } from '../server.ts';

/** SPEC: docs.joinmastodon.org/api/rate-limits. */
const FIVE_MINUTES = 5 * 60_000;
const HALF_HOUR = 30 * 60_000;
const buckets = {
	all: { most: 300, ms: FIVE_MINUTES },
	media: { most: 30, ms: HALF_HOUR },
	delete: { most: 30, ms: HALF_HOUR },
} as const;

export const refuse = (status: number, error: string): Answer => ({ status, json: { error } });

const bucketOf = ({ method, path }: Asked): keyof typeof buckets => {
	if (method === 'POST' && path === '/api/v2/media') return 'media';
	return method === 'DELETE' ? 'delete' : 'all';
};

export interface Allowance {
	readonly allowed: boolean;
	readonly headers: Readonly<Record<string, string>>;
}

/** Counts one request of an account; the answer's headers always say what is left. */
export const spend = (
	asked: Asked,
	{ accountId, now, used }: { accountId: string; now: number; used: Record<string, { from: number; used: number }> },
): Allowance => {
	const name = bucketOf(asked);
	const { most, ms } = buckets[name];
	const place = `${accountId}:${name}`;
	const known = used[place];
	const bucket = known && now - known.from < ms ? known : { from: now, used: 0 };
	used[place] = bucket;
	const allowed = bucket.used < most;
	if (allowed) bucket.used += 1;
	const headers = {
		'x-ratelimit-limit': String(most),
		'x-ratelimit-remaining': String(most - bucket.used),
		'x-ratelimit-reset': new Date(bucket.from + ms).toISOString(),
	};
	return { allowed, headers };
};

/** SPEC: scopes are hierarchical, `write` holds `write:statuses`. */
export const hasScope = (granted: string, needed: string): boolean => {
	const [wide = needed] = needed.split(':');
	return granted.split(/[\s+]+/).some((scope) => scope === needed || scope === wide);
};

/** Fields that a request may have; anything else is a mistake of ours that the real network might hide. */
export const unknownField = (fields: Readonly<Record<string, unknown>>, known: readonly string[]): string | undefined =>
	Object.keys(fields).find((name) => !known.includes(name));
