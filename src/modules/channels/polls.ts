import type { Instant } from '#kernel/time.ts';

export interface OutgoingPoll {
	readonly options: readonly string[];
	readonly many: boolean;
	readonly closesAt: Instant;
}

export interface PollLimits {
	readonly most: number;
	/** Characters of one answer. */
	readonly optionMost: number;
	readonly shortestMs: number;
	readonly longestMs: number;
	/** A poll may carry pictures as well. */
	readonly withMedia: boolean;
}
