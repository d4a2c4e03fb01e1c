import type { SeriesView } from '#contract/series.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { days, type Instant, plus, toIso } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Post } from './domain/post.ts';
import { occurrencesIn, type Rule, type RuleFailure, readRule, wallAt } from './domain/series.ts';
import type { EditorialNeeds } from './needs.ts';
import {
	digestOf,
	dropPlanned,
	enterOccurrences,
	findSeries,
	lockOccurrence,
	lockSeries,
	markOccurrence,
	type OccurrenceRow,
	occurrencesOf,
	ruleOf,
	type SeriesRow,
	yesOf,
} from './series-store.ts';
import { findPost } from './store.ts';
import { editorial } from './tables.ts';
import { type Bench, type WorkFailure, workOnPost } from './work-on-post.ts';

/** So long before its time each post of a series is made. */
export const AHEAD_MS = days(7);
/** How far ahead the desk shows when it comes round, and how far back. */
const SHOWN_MS = days(60);
const BACK_MS = days(14);
const MOST_SHOWN = 12;

type Answer = { readonly series: SeriesView | null };
export type SeriesFailure =
	| WorkFailure
	| RuleFailure
	| { readonly type: 'series.none' }
	| { readonly type: 'series.exists' }
	| { readonly type: 'series.not-approved' }
	| { readonly type: 'series.own-approval' }
	| { readonly type: 'series.made-already' };
export type SeriesAnswer = Promise<Result<Answer, SeriesFailure>>;

export interface OnPost {
	readonly id: string;
}

/** Tells whether a post comes round again, and when. */
export const readSeries =
	({ db, clock }: EditorialNeeds) =>
	({ id }: OnPost, actor: Actor): SeriesAnswer =>
		db.read('series of a post', async (tx) => {
			const post = await findPost(tx, id);
			if (post === null || !may(actor, 'post.read', post.unitId)) return fail({ type: 'post.not-found' });
			return ok(await viewOf(tx, post, clock.now()));
		});

/** Another rule or time of day; times that were skipped stay out if they still come round. */
export const changeSeries =
	(needs: EditorialNeeds) =>
	({ id, rule, start }: OnPost & Pick<Rule, 'rule' | 'start'>, actor: Actor): SeriesAnswer =>
		onSeries(needs, actor, {
			id,
			label: 'change series',
			async work({ tx, post, settle }) {
				const series = await running(tx, id);
				if (!series.ok) return series;
				const read = readRule({ rule, start, zone: series.value.zone });
				if (!read.ok) return read;
				await dropPlanned(tx, series.value.id);
				await setSeries(tx, series.value.id, { rule, start_local: start });
				return ok(await settle(post, { what: 'series-changed', detail: { rule, start } }));
			},
		});

export const stopSeries =
	(needs: EditorialNeeds) =>
	({ id }: OnPost, actor: Actor): SeriesAnswer =>
		onSeries(needs, actor, {
			id,
			label: 'stop series',
			async work({ tx, post, settle }) {
				const series = await running(tx, id);
				if (!series.ok) return series;
				await dropPlanned(tx, series.value.id);
				await setSeries(tx, series.value.id, { state: 'stopped' });
				return ok(await settle(post, { what: 'series-stopped' }));
			},
		});

interface Skip extends OnPost {
	readonly local: string;
	readonly skip: boolean;
}

/** Leaves one time out, or takes it in again. What was made already is a post of its own, and is recalled as one. */
export const skipOccurrence =
	(needs: EditorialNeeds) =>
	({ id, local, skip }: Skip, actor: Actor): SeriesAnswer =>
		onSeries(needs, actor, {
			id,
			label: 'skip occurrence',
			async work({ tx, post, settle }) {
				const series = await running(tx, id);
				if (!series.ok) return series;
				const row = await takeTime(tx, series.value, local);
				if (!row.ok) return row;
				await markOccurrence(tx, row.value, { state: skip ? 'skipped' : 'planned' });
				return ok(await settle(post, { what: skip ? 'series-skipped' : 'series-unskipped', detail: { local } }));
			},
		});

const running = async (tx: Tx, postId: string): Promise<Result<SeriesRow, SeriesFailure>> => {
	const series = await lockSeries(tx, postId);
	return series?.state === 'running' ? ok(series) : fail({ type: 'series.none' });
};

/** One time at which the series comes round and of which nothing was made yet. */
const takeTime = async (tx: Tx, series: SeriesRow, local: string): Promise<Result<OccurrenceRow, SeriesFailure>> => {
	await enterOccurrences(tx, series.id, occurrencesIn(ruleOf(series), local, local));
	const row = await lockOccurrence(tx, { series_id: series.id, local });
	if (row === undefined) return fail({ type: 'series.none' });
	return row.post_id === null ? ok(row) : fail({ type: 'series.made-already' });
};

const setSeries = async (tx: Tx, id: string, set: Partial<SeriesRow>): Promise<void> => {
	await editorial(tx).updateTable('editorial_series').set(set).where('id', '=', id).execute();
};

type Leaf = Awaited<ReturnType<Bench['settle']>>;

interface Job extends OnPost {
	readonly label: string;
	readonly work: (bench: Bench) => Promise<Result<Leaf, SeriesFailure>>;
}

/** One act on the series of a post; it answers how the series stands then. */
export const onSeries = async (needs: EditorialNeeds, actor: Actor, { id, label, work }: Job): SeriesAnswer =>
	workOnPost<Answer, SeriesFailure>(needs, actor, {
		job: { label, id, permission: 'post.schedule' },
		async work(bench) {
			const leaf = await work(bench);
			return leaf.ok ? done(await viewOf(bench.tx, bench.post, bench.now), leaf.value) : leaf;
		},
	});

const viewOf = async (tx: Tx, post: Post, now: Instant): Promise<Answer> => {
	const series = await findSeries(tx, post.id);
	if (series === undefined) return { series: null };
	const known = await occurrencesOf(tx, series.id, plus(now, -BACK_MS));
	const names = new Set(known.map(({ local }) => local));
	const isRunning = series.state === 'running';
	const until = wallAt(plus(now, SHOWN_MS), series.zone);
	const coming = isRunning ? occurrencesIn(ruleOf(series), wallAt(now, series.zone), until) : [];
	const states = { planned: 'coming', asked: 'made', done: 'made', skipped: 'skipped', missed: 'missed' } as const;
	const entered = known.map((row) => ({
		local: row.local,
		at: row.at.toISOString(),
		state: states[row.state],
		postId: row.post_id,
	}));
	const open = coming
		.filter(({ local, at }) => at > now && !names.has(local))
		.map(({ local, at }) => ({ local, at: toIso(at), state: 'coming' as const, postId: null }));
	return {
		series: {
			id: series.id,
			rule: series.rule,
			start: series.start_local,
			zone: series.zone,
			state: series.state,
			approval: yesOf(series).length > 0 ? 'once' : 'each',
			changed: series.content_sha256 !== digestOf(post.content),
			occurrences: [...entered, ...open].toSorted((a, b) => (a.at < b.at ? -1 : 1)).slice(0, MOST_SHOWN),
		},
	};
};
