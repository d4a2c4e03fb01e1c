import { type Instant, minutes, seconds } from '#kernel/time.ts';

/** How often each source is asked. SPEC: Mastodon allows 300 calls in 5 minutes per account; this takes 75 of them. */
export const EVERY_MS = seconds(4);
/** The longest a failing source is left alone, unless its network names a moment. */
const LONGEST_PAUSE_MS = minutes(5);
/** This share of what a network allows is left to what goes out: in a flood of questions the answer must still get through. */
const LEFT_SHARE = 0.25;

interface Bucket {
	readonly most: number;
	readonly remaining: number;
	readonly resetAt: Instant;
}

/** A network that allows little more, or nothing, before it allows all again. */
export interface Scarcity {
	readonly until: Instant;
	readonly spent: boolean;
}

/** What a network said is left to ask, as far as it is little; null where there is enough. */
export const scarcityOf = (buckets: readonly Bucket[], now: Instant): Scarcity | null => {
	const [first, ...rest] = buckets.filter(
		({ most, remaining, resetAt }) => resetAt > now && remaining <= most * LEFT_SHARE,
	);
	if (first === undefined) return null;
	const all = [first, ...rest];
	return {
		until: all.reduce((last, { resetAt }) => (resetAt > last ? resetAt : last), first.resetAt),
		spent: all.some(({ remaining }) => remaining <= 0),
	};
};

interface Failure {
	readonly type: string;
	readonly until?: Instant;
}

/** How long a source is left alone after its `failures`-th failure in a row: as long as its network says, else twice as long each time. */
export const pauseAfter = ({ until }: Failure, failures: number, now: Instant): number =>
	until === undefined
		? Math.min(LONGEST_PAUSE_MS, EVERY_MS * 2 ** Math.min(failures, 10))
		: Math.max(EVERY_MS, until - now);
