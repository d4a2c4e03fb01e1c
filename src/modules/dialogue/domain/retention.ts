import { networkNames } from '#kernel/channel-name.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { hours, type Instant, plus } from '#kernel/time.ts';

import { OBJECTION_DAYS } from './ladder.ts';

/** How long something of others is kept, in days. */
export interface Terms {
	/** Since somebody was last heard, until only a number stands for their name. */
	readonly nameDays: number;
	/** Since the last word of a conversation, until it goes. */
	readonly wordDays: number;
	/** Since it was taken, until evidence of moderation goes. */
	readonly evidenceDays: number;
}

/** Where words of others come from: every network that can be connected has its terms. */
export const keptSources = ['form', ...networkNames, 'activitypub', 'mail'] as const;
export type KeptSource = (typeof keptSources)[number];

export const usualTerms: Terms = { nameDays: 90, wordDays: 730, evidenceDays: 365 };

/** LAW: Art. 20 DSA: who is moderated may object for six months, so what it was about stays as long. */
export const LEAST_EVIDENCE_DAYS = OBJECTION_DAYS + 1;

export type TermsFailure = { readonly type: 'retention.name-outlives-words' };

/**
 * What a network itself allows at most to be kept of others, in hours: who they are, and what they said. Null: it sets no term
 * and asks only that deletions are followed.
 */
export type NetworkMost = { readonly nameHours: number; readonly wordHours: number } | null;

/**
 * SPEC: LinkedIn Marketing API Program, data storage requirements: profile data of other members may be cached for 24 hours,
 * their social activity kept for 48. The others set no term; they ask that deletions are followed, which receiving does as far as
 * it is told of them.
 */
export const networkMost: Readonly<Record<KeptSource, NetworkMost>> = {
	form: null,
	mail: null,
	mastodon: null,
	bluesky: null,
	activitypub: null,
	x: null,
	linkedin: { nameHours: 24, wordHours: 48 },
	facebook: null,
	youtube: null,
	instagram: null,
	threads: null,
};

/** Whether terms make sense together. A name is never kept longer than what was said under it. */
export const checkTerms = (terms: Terms): Result<Terms, TermsFailure> =>
	terms.nameDays > terms.wordDays ? fail({ type: 'retention.name-outlives-words' }) : ok(terms);

/** So often what a network sets an end to is looked for. */
export const LAPSE_ROUND_MS = hours(1);

/** What was heard before this moment goes now: what would be over before the next round is not waited for. */
export const lapsesAt = (now: Instant, most: number): Instant => plus(now, LAPSE_ROUND_MS - hours(most));
