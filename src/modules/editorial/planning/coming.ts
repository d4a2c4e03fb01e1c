import { sql } from 'kysely';

import { type Actor, may } from '#kernel/permission.ts';
import { type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { occurrencesIn, wallAt } from '../domain/series.ts';
import { ruleOf, type SeriesRow } from '../series-store.ts';
import { editorial } from '../tables.ts';
import { unitsAsked } from './per-unit.ts';
import { filters, type PlanItem, type PlanQuery, type PlanRow } from './plan-rows.ts';

/** More running series than this in one look nobody reads. */
const MOST_SERIES = 200;

interface Between {
	readonly start: Instant;
	readonly end: Instant;
	readonly now: Instant;
	readonly query: PlanQuery;
	readonly actor: Actor;
}

type Running = SeriesRow & Pick<PlanRow, 'title' | 'kind' | 'topic' | 'presence_ids'>;

/** Times at which series come round and of which no post was made yet. Each leads to the first post of its series. */
export const comingBetween = async (tx: Tx, { start, end, now, query, actor }: Between): Promise<PlanItem[]> => {
	const from = now > start ? now : start;
	if (from >= end) return [];
	const all = await runningSeries(tx, query, actor);
	const known = await enteredOf(tx, all, { from, end });
	return all.flatMap((series) => {
		const times = occurrencesIn(ruleOf(series), wallAt(from, series.zone), wallAt(end, series.zone));
		return times
			.filter(({ local, at }) => at > now && at >= start && at < end && !known.has(`${series.id} ${local}`))
			.map(({ at }) => itemOf(series, at));
	});
};

const itemOf = (series: Running, at: Instant): PlanItem => ({
	id: series.post_id,
	unitId: series.unit_id,
	title: series.title,
	kind: series.kind,
	topic: series.topic,
	state: 'scheduled',
	correction: null,
	at: toDate(at).toISOString(),
	presenceIds: series.presence_ids,
	mayMove: false,
	comes: true,
	trouble: null,
});

const runningSeries = async (tx: Tx, query: PlanQuery, actor: Actor): Promise<readonly Running[]> => {
	const units = unitsAsked(actor, query.unitId);
	if (units.length === 0) return [];
	const within = units === 'all' ? sql`true` : sql`s.unit_id = any(${[...units]}::text[])`;
	const where = sql.join([sql`s.state = 'running'`, within, ...filters(query)], sql` and `);
	const { rows } = await sql<Running>`
		select s.*, p.title, p.kind, p.topic,
			array(select presence_id from editorial_rendition r where r.post_id = p.id order by position) as presence_ids
		from editorial_series s join editorial_post p on p.id = s.post_id
		where ${where} order by s.id limit ${MOST_SERIES}`.execute(editorial(tx));
	return rows.filter(({ unit_id }) => may(actor, 'post.read', unit_id));
};

/** Times that are posts by now, or were left out: those stand in the calendar by themselves, or not at all. */
const enteredOf = async (
	tx: Tx,
	all: readonly SeriesRow[],
	{ from, end }: { readonly from: Instant; readonly end: Instant },
): Promise<ReadonlySet<string>> => {
	if (all.length === 0) return new Set();
	const ids = all.map(({ id }) => id);
	const rows = await editorial(tx)
		.selectFrom('editorial_occurrence')
		.select(['series_id', 'local'])
		.where('series_id', 'in', ids)
		.where('at', '>=', toDate(from))
		.where('at', '<', toDate(end))
		.where((is) => is.or([is('state', '<>', 'planned'), is('post_id', 'is not', null)]))
		.execute();
	return new Set(rows.map(({ series_id, local }) => `${series_id} ${local}`));
};
