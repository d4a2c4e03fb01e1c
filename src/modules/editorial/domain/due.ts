import { detailsFor } from '#kernel/post-kind.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { type Instant, minutes, plus, readWallTime, toIso, type WallTime } from '#kernel/time.ts';

import { embargoOf } from './details.ts';
import type { Post } from './post.ts';

/** How long "now" can still be called back before anything leaves. */
export const RECALL_MS = minutes(1);
/** Nothing is planned further ahead than this: it is a slip of the year. */
const FURTHEST_MS = minutes(60 * 24 * 366 * 2);

export type DueFailure =
	| { readonly type: 'post.time-unreadable' }
	/** The clock change skips this time; `instead` is the first moment after it. */
	| { readonly type: 'post.time-missing'; readonly instead: string }
	/** The clock change gives this time twice: a person says which is meant. */
	| { readonly type: 'post.time-twice'; readonly earlier: string; readonly later: string }
	| { readonly type: 'post.time-past' }
	| { readonly type: 'post.time-too-far' };

/** A press release may not go out before its embargo ends. */
export interface EmbargoFailure {
	readonly type: 'post.embargoed';
	readonly until: string;
}

export interface Wanted extends WallTime {
	/** The person has seen that the clock change skips this time and wants the first moment after. */
	readonly acceptMissing?: boolean;
}

/** An embargo holds, whoever asks. */
export const afterEmbargo = ({ content }: Pick<Post, 'content'>, at: Instant): Result<void, EmbargoFailure> => {
	const until = embargoOf(detailsFor(content.kind, content.details));
	return until !== null && at < until ? fail({ type: 'post.embargoed', until: toIso(until) }) : ok(undefined);
};

/** The instant of a wall time. What the clock change makes doubtful comes back as a question, never as a guess. */
export const decideDue = (wanted: Wanted, now: Instant): Result<Instant, DueFailure> => {
	const read = readInstant(wanted);
	if (!read.ok) return read;
	if (read.value <= now) return fail({ type: 'post.time-past' });
	return read.value > plus(now, FURTHEST_MS) ? fail({ type: 'post.time-too-far' }) : read;
};

const readInstant = (wanted: Wanted): Result<Instant, DueFailure> => {
	const reading = readWallTime(wanted);
	if (reading.kind === 'unreadable') return fail({ type: 'post.time-unreadable' });
	if (reading.kind === 'once') return ok(reading.at);
	if (reading.kind === 'missing')
		return wanted.acceptMissing ? ok(reading.at) : fail({ type: 'post.time-missing', instead: toIso(reading.at) });
	if (wanted.occurrence === undefined)
		return fail({ type: 'post.time-twice', earlier: toIso(reading.earlier), later: toIso(reading.later) });
	return ok(reading[wanted.occurrence]);
};

interface Given {
	readonly local: string;
	readonly zone: string;
	readonly occurrence?: 'earlier' | 'later' | undefined;
	readonly acceptMissing?: boolean | undefined;
}

/** What came over the wire, without the fields that were left open. */
export const toWanted = ({ local, zone, occurrence, acceptMissing }: Given): Wanted => ({
	local,
	zone,
	...(occurrence === undefined ? {} : { occurrence }),
	...(acceptMissing === undefined ? {} : { acceptMissing }),
});
