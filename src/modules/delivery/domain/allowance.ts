import type { Instant } from '#kernel/time.ts';

/** What one delivery takes from a bucket, by what it does, and for each picture that goes with it. */
export interface Costs {
	readonly publish: number;
	readonly edit: number;
	readonly withdraw: number;
	readonly picture: number;
}

/** What a network still allows until `resetAt`; after it, everything anew. */
export interface Bucket {
	readonly key: string;
	readonly most: number;
	readonly remaining: number;
	/** Kept for reading the answers. */
	readonly spare: number;
	readonly costs: Costs;
	readonly resetAt: Instant;
}

/** A delivery as the networks count it. */
export interface Counted {
	readonly id: string;
	readonly host: string | null;
	readonly operation: 'publish' | 'edit' | 'withdraw';
	readonly pictures: number;
	readonly buckets: readonly string[];
}

export interface Candidate extends Counted {
	/** Its server failed last time: one delivery tries it out. */
	readonly isTrial: boolean;
}

/** So many requests to one server at a time, whichever presence asks. */
export const PER_HOST = 16;

export interface Choice {
	readonly go: readonly string[];
	/** The network allows no more before then. What waits only for others to come back is not named. */
	readonly wait: readonly { readonly candidate: Candidate; readonly until: Instant }[];
}

const costIn = ({ costs }: Bucket, { operation, pictures }: Counted): number =>
	costs[operation] + (operation === 'withdraw' ? 0 : pictures * costs.picture);

interface Circumstances {
	readonly buckets: ReadonlyMap<string, Bucket>;
	readonly underWay: readonly Counted[];
	readonly now: Instant;
}

/** Picks, in order, what may leave now: within what the networks allow, what is under way counted, and one at a time where a server is being tried out. */
export const choose = (candidates: readonly Candidate[], { buckets, underWay, now }: Circumstances): Choice => {
	const going: Counted[] = [...underWay];
	const chosen: string[] = [];
	const wait: { candidate: Candidate; until: Instant }[] = [];
	for (const candidate of candidates) {
		const tight = tightest(candidate, { buckets, underWay: going, now });
		if (tight.kind === 'later') wait.push({ candidate, until: tight.until });
		else if (tight.kind === 'free' && hasPlace(candidate, going)) {
			going.push(candidate);
			chosen.push(candidate.id);
		}
	}
	return { go: chosen, wait };
};

const hasPlace = ({ host, isTrial }: Candidate, going: readonly Counted[]): boolean =>
	host === null || going.filter((one) => one.host === host).length < (isTrial ? 1 : PER_HOST);

type Tightness = { readonly kind: 'free' | 'crowded' } | { readonly kind: 'later'; readonly until: Instant };

const tightest = (candidate: Candidate, circumstances: Circumstances): Tightness => {
	const found = candidate.buckets.flatMap((key) => {
		const bucket = circumstances.buckets.get(key);
		return bucket ? [tightnessOf(bucket, candidate, circumstances)] : [];
	});
	const later = found.filter((one) => one.kind === 'later').toSorted((a, b) => b.until - a.until);
	return later[0] ?? found.find(({ kind }) => kind === 'crowded') ?? { kind: 'free' };
};

const tightnessOf = (bucket: Bucket, candidate: Candidate, { underWay, now }: Circumstances): Tightness => {
	const cost = costIn(bucket, candidate);
	if (cost === 0) return { kind: 'free' };
	const isNew = bucket.resetAt <= now;
	const left = isNew ? bucket.most : bucket.remaining;
	const isFull = left >= bucket.most;
	const mine = underWay.filter(({ buckets }) => buckets.includes(bucket.key));
	const taken = mine.reduce((sum, one) => sum + costIn(bucket, one), 0);
	// What never fits beside the spare goes alone into a full bucket.
	if (left - bucket.spare - taken >= cost || (isFull && taken === 0)) return { kind: 'free' };
	return left - bucket.spare >= cost || isFull ? { kind: 'crowded' } : { kind: 'later', until: bucket.resetAt };
};
