import { createHash } from 'node:crypto';

import type { Selectable } from 'kysely';

import { canonicalJson, type Json } from '#kernel/json.ts';
import { type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Content } from './domain/post.ts';
import type { Occurrence, Rule } from './domain/series.ts';
import { type EditorialTables, editorial } from './tables.ts';

export type SeriesRow = Selectable<EditorialTables['editorial_series']>;
export type OccurrenceRow = Selectable<EditorialTables['editorial_occurrence']>;

/** What a yes to a series is bound to: everything a person writes, whichever post it stands in. */
export const digestOf = (content: Content): string =>
	// NOTE: content is made of strings, lists and plain objects, so it is JSON.
	createHash('sha256')
		.update(canonicalJson(content as unknown as Json))
		.digest('hex');

/** A yes that counts for every time: whose, and in which step of the rule it was given. */
export interface StandingYes {
	readonly personId: string;
	readonly step: string;
}

// NOTE: what was written as a list of these is read back as one.
export const yesOf = ({ yes }: SeriesRow): readonly StandingYes[] => JSON.parse(yes) as StandingYes[];

export const ruleOf = ({ rule, start_local, zone }: SeriesRow): Rule => ({ rule, start: start_local, zone });

/** Reads a post's series for changing it. */
export const lockSeries = (tx: Tx, postId: string): Promise<SeriesRow | undefined> =>
	editorial(tx).selectFrom('editorial_series').selectAll().where('post_id', '=', postId).forUpdate().executeTakeFirst();

export const findSeries = (tx: Tx, postId: string): Promise<SeriesRow | undefined> =>
	editorial(tx).selectFrom('editorial_series').selectAll().where('post_id', '=', postId).executeTakeFirst();

/** Running series after `after`, a page at a time. */
export const runningSeries = (tx: Tx, after: string, limit: number): Promise<SeriesRow[]> =>
	editorial(tx)
		.selectFrom('editorial_series')
		.selectAll()
		.where('state', '=', 'running')
		.where('id', '>', after)
		.orderBy('id')
		.limit(limit)
		.execute();

/** Enters times that come round; one that is known already stays as it is. */
export const enterOccurrences = async (tx: Tx, seriesId: string, found: readonly Occurrence[]): Promise<void> => {
	if (found.length === 0) return;
	const rows = found.map(({ local, at }) => ({
		series_id: seriesId,
		local,
		at: toDate(at),
		state: 'planned' as const,
	}));
	await editorial(tx)
		.insertInto('editorial_occurrence')
		.values(rows.map((row) => ({ ...row, post_id: null })))
		.onConflict((conflict) => conflict.columns(['series_id', 'local']).doNothing())
		.execute();
};

/** Times of running series on which something is to be done, the earliest first. */
export const openOccurrences = (tx: Tx, limit: number): Promise<OccurrenceRow[]> =>
	editorial(tx)
		.selectFrom('editorial_occurrence')
		.selectAll()
		.where('state', 'in', ['planned', 'asked'])
		.orderBy('at')
		.orderBy('series_id')
		.limit(limit)
		.execute();

type OccurrenceKey = Pick<OccurrenceRow, 'series_id' | 'local'>;

const occurrence = (tx: Tx, { series_id, local }: OccurrenceKey) =>
	editorial(tx)
		.selectFrom('editorial_occurrence')
		.selectAll()
		.where('series_id', '=', series_id)
		.where('local', '=', local);

export const findOccurrence = (tx: Tx, key: OccurrenceKey): Promise<OccurrenceRow | undefined> =>
	occurrence(tx, key).executeTakeFirst();

export const lockOccurrence = (tx: Tx, key: OccurrenceKey): Promise<OccurrenceRow | undefined> =>
	occurrence(tx, key).forUpdate().executeTakeFirst();

export const markOccurrence = async (
	tx: Tx,
	{ series_id, local }: OccurrenceKey,
	set: Partial<Pick<OccurrenceRow, 'state' | 'post_id'>>,
): Promise<void> => {
	await editorial(tx)
		.updateTable('editorial_occurrence')
		.set(set)
		.where('series_id', '=', series_id)
		.where('local', '=', local)
		.execute();
};

/** What was entered of a series since `from`, in order. */
export const occurrencesOf = (tx: Tx, seriesId: string, from: Instant): Promise<OccurrenceRow[]> =>
	editorial(tx)
		.selectFrom('editorial_occurrence')
		.selectAll()
		.where('series_id', '=', seriesId)
		.where('at', '>=', toDate(from))
		.orderBy('at')
		.limit(60)
		.execute();

/** What was planned under another rule and not made yet is forgotten; what a person skipped is theirs and stays. */
export const dropPlanned = async (tx: Tx, seriesId: string): Promise<void> => {
	await editorial(tx)
		.deleteFrom('editorial_occurrence')
		.where('series_id', '=', seriesId)
		.where('state', '=', 'planned')
		.where('post_id', 'is', null)
		.execute();
};
