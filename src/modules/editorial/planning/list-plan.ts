import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';

import type { listPlanEndpoint, listUndatedEndpoint } from '#contract/planning.ts';
import type { Actor } from '#kernel/permission.ts';
import { ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { fromCursor, toCursor } from '#platform/http/cursor.ts';

import { startOfDay } from '../domain/planning/days.ts';
import type { PlanningNeeds } from './needs.ts';
import { calendarAt, itemsOf, type PlanItem, type PlanRow, planRows, type Troubles } from './plan-rows.ts';

type Page = { items: PlanItem[]; next?: string };

/** Posts from a day on, page by page, by the time they stand in the calendar. */
export const listPlan =
	({ db, people, delivery }: PlanningNeeds) =>
	async (query: z.output<typeof listPlanEndpoint.input>, actor: Actor): Promise<Result<Page, never>> => {
		const { zone } = await people.authority();
		const after = fromCursor(query.cursor, 2);
		const from = sql`${calendarAt} >= ${toDate(startOfDay(query.from, zone))} and (state <> 'withdrawn' or published_at is not null)`;
		const where = after ? sql`${from} and (${calendarAt}, id) > (${moment(after[0])}, ${String(after[1])})` : from;
		const order = sql`${calendarAt}, id`;
		const rows = await db.read('plan', (tx) => planRows(tx, { query, actor, where, order, most: query.limit + 1 }));
		const troubles = await delivery.troublesOf(rows.map(({ id }) => id));
		return ok(pageFrom(rows, { actor, troubles, limit: query.limit, key: ({ calendar_at }) => calendar_at }));
	};

/** Posts being written that have no date yet, last touched first. */
export const listUndated =
	({ db }: PlanningNeeds) =>
	async (query: z.output<typeof listUndatedEndpoint.input>, actor: Actor): Promise<Result<Page, never>> => {
		const after = fromCursor(query.cursor, 2);
		const open = sql`plan_at is null and state in ('draft', 'in-approval', 'approved')`;
		const where = after ? sql`${open} and (changed_at, id) < (${moment(after[0])}, ${String(after[1])})` : open;
		const order = sql`changed_at desc, id desc`;
		const rows = await db.read('undated', (tx) => planRows(tx, { query, actor, where, order, most: query.limit + 1 }));
		const key = ({ changed_at }: PlanRow) => changed_at;
		return ok(pageFrom(rows, { actor, troubles: new Map(), limit: query.limit, key }));
	};

const moment = (part: string | number | null | undefined): RawBuilder<unknown> => sql`${String(part)}::timestamptz`;

interface Paging {
	readonly actor: Actor;
	readonly troubles: Troubles;
	readonly limit: number;
	readonly key: (row: PlanRow) => Date | null;
}

const pageFrom = (rows: readonly PlanRow[], { actor, troubles, limit, key }: Paging): Page => {
	const shown = rows.slice(0, limit);
	const last = rows.length > limit ? shown.at(-1) : undefined;
	const items = itemsOf(shown, actor, troubles);
	return last ? { items, next: toCursor([key(last)?.toISOString() ?? null, last.id]) } : { items };
};
