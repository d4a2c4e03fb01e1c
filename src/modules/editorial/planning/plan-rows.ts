import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';

import type { PlanItemShape } from '#contract/planning.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import type { PostTable } from '../tables.ts';
import { perUnit, unitsAsked } from './per-unit.ts';
import { planning } from './tables.ts';

export interface PlanQuery {
	readonly unitId?: string | undefined;
	readonly presenceId?: string | undefined;
	readonly topic?: string | undefined;
	readonly kind?: PostTable['kind'] | undefined;
}

export interface PlanRow
	extends Pick<
		PostTable,
		'id' | 'unit_id' | 'title' | 'kind' | 'topic' | 'state' | 'correction' | 'author_id' | 'changed_at'
	> {
	readonly calendar_at: Date | null;
	readonly presence_ids: string[];
}

/** The very expression of the index. */
export const calendarAt = sql.raw('coalesce(published_at, due_at, plan_at)');
/** What was never public and is put away stands in no calendar. */
const shown = sql.raw(`(state <> 'withdrawn' or published_at is not null)`);

interface Between {
	readonly start: Instant;
	readonly end: Instant;
	readonly query: PlanQuery;
	readonly actor: Actor;
	readonly most: number;
}

/** Posts that stand in the calendar between two moments, in order. */
export const rowsBetween = (tx: Tx, { start, end, query, actor, most }: Between): Promise<readonly PlanRow[]> => {
	const within = sql`${calendarAt} >= ${toDate(start)} and ${calendarAt} < ${toDate(end)} and ${shown}`;
	return planRows(tx, { query, actor, most, where: within, order: sql`${calendarAt}, id` });
};

interface Wanted {
	readonly query: PlanQuery;
	readonly actor: Actor;
	readonly most: number;
	readonly where: RawBuilder<unknown>;
	readonly order: RawBuilder<unknown>;
}

/** Posts of the units the actor may read. */
export const planRows = async (tx: Tx, { query, actor, most, where, order }: Wanted): Promise<readonly PlanRow[]> => {
	const units = unitsAsked(actor, query.unitId);
	if (units.length === 0) return [];
	const all = sql.join([where, ...filters(query)], sql` and `);
	const list = (more: RawBuilder<unknown>) =>
		sql`select * from editorial_post p where ${all} and ${more} order by ${order} limit ${most}`;
	const found = perUnit(units, { list, order, most });
	const answer = await sql<PlanRow>`
		select id, unit_id, title, kind, topic, state, correction, author_id, changed_at, ${calendarAt} as calendar_at,
			array(select presence_id from editorial_rendition r where r.post_id = posts.id order by position) as presence_ids
		from (${found}) posts order by ${order}`.execute(planning(tx));
	return answer.rows;
};

export const filters = ({ presenceId, topic, kind }: PlanQuery): RawBuilder<unknown>[] => [
	...(topic === undefined ? [] : [sql`topic = ${topic}`]),
	...(kind === undefined ? [] : [sql`kind = ${kind}`]),
	...(presenceId === undefined
		? []
		: [sql`exists (select 1 from editorial_rendition r where r.post_id = p.id and r.presence_id = ${presenceId})`]),
];

const movable = new Set(['draft', 'in-approval', 'approved', 'scheduled']);

export type PlanItem = z.input<typeof PlanItemShape>;
/** Which posts have a copy that needs a person, and why. */
export type Troubles = ReadonlyMap<string, 'unclear' | 'refused'>;

export const itemsOf = (rows: readonly PlanRow[], actor: Actor, troubles: Troubles): PlanItem[] =>
	rows.map((row) => ({
		id: row.id,
		unitId: row.unit_id,
		title: row.title,
		kind: row.kind,
		topic: row.topic,
		state: row.state,
		correction: row.correction,
		at: row.calendar_at?.toISOString() ?? null,
		presenceIds: row.presence_ids,
		mayMove: movable.has(row.state) && may(actor, 'post.schedule', row.unit_id),
		comes: false,
		trouble: troubles.get(row.id) ?? null,
	}));
