import { networkNames } from '#kernel/channel-name.ts';
import { fail, ok, type Result } from '#kernel/result.ts';

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

/** What a network itself allows at most to be kept; null: it sets no term and asks only that deletions are followed. */
export type NetworkMost = number | null;

/** SPEC: none of these sets a term in days; they ask that deletions are followed, which receiving does as far as it is told of them. */
export const networkMost: Readonly<Record<KeptSource, NetworkMost>> = {
	form: null,
	mail: null,
	mastodon: null,
	bluesky: null,
	activitypub: null,
	x: null,
	linkedin: null,
	facebook: null,
	youtube: null,
	instagram: null,
	threads: null,
};

/** Whether terms make sense together. A name is never kept longer than what was said under it. */
export const checkTerms = (terms: Terms): Result<Terms, TermsFailure> =>
	terms.nameDays > terms.wordDays ? fail({ type: 'retention.name-outlives-words' }) : ok(terms);

/** What holds: the house's own terms, never longer than the network allows. */
export const termsInForce = (set: Terms, most: NetworkMost): Terms => {
	if (most === null) return set;
	return { ...set, nameDays: Math.min(set.nameDays, most), wordDays: Math.min(set.wordDays, most) };
};
