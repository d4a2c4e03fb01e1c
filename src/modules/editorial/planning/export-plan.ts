import type { Context, Hono } from 'hono';

import { type Actor, may } from '#kernel/permission.ts';
import { fromDate } from '#kernel/time.ts';
import { problem } from '#platform/http/problem.ts';

import { formatCsv } from '../domain/planning/csv.ts';
import { addDays, startOfDay, wallAt } from '../domain/planning/days.ts';
import { columns, kindNames } from '../domain/planning/plan-table.ts';
import type { PlanningNeeds } from './needs.ts';
import { type PlanRow, rowsBetween } from './plan-rows.ts';
import { planning } from './tables.ts';

type Needs = PlanningNeeds & { readonly identify: (request: Request) => Promise<Actor | null> };

/** A year of a large authority. */
const MOST_ROWS = 20_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The plan as a table, in the very columns that `import` reads. */
export const mountExport = (app: Hono, needs: Needs): void => {
	app.get('/api/planning/export.csv', async (c) => {
		const actor = await needs.identify(c.req.raw);
		if (actor === null) return problem(c, 401, { type: 'access.sign-in' });
		if (!may(actor, 'post.read')) return problem(c, 403, { type: 'access.denied' });
		const [from, until] = [c.req.query('from') ?? '', c.req.query('until') ?? ''];
		if (!DAY.test(from) || !DAY.test(until)) return problem(c, 422, { type: 'request.invalid' });
		return send(
			c,
			await tableOf(needs, { from, until, actor, unitId: c.req.query('unitId') }),
			`plan-${from}-${until}.csv`,
		);
	});
};

const send = (c: Context, text: string, name: string): Response =>
	c.body(text, 200, {
		'content-type': 'text/csv; charset=utf-8',
		'content-disposition': `attachment; filename="${name}"`,
		'cache-control': 'no-store',
	});

interface Asked {
	readonly from: string;
	readonly until: string;
	readonly actor: Actor;
	readonly unitId: string | undefined;
}

const tableOf = async (needs: PlanningNeeds, { from, until, actor, unitId }: Asked): Promise<string> => {
	const { zone } = await needs.people.authority();
	const span = { start: startOfDay(from, zone), end: startOfDay(addDays(until, 1), zone) };
	const found = await needs.db.read('plan as a table', async (tx) => {
		const of = planning(tx);
		const rows = await rowsBetween(tx, { ...span, query: { unitId }, actor, most: MOST_ROWS });
		const ids = rows.map(({ id }) => id);
		const select = ['id', 'text', 'target_groups', 'campaign_id'] as const;
		const more =
			ids.length === 0 ? [] : await of.selectFrom('editorial_post').select(select).where('id', 'in', ids).execute();
		return {
			rows,
			more: new Map(more.map((one) => [one.id, one])),
			groups: await of.selectFrom('editorial_target_group').select(['id', 'name']).execute(),
			campaigns: await of.selectFrom('editorial_campaign').select(['id', 'name']).execute(),
		};
	});
	const presences = new Map<string, string>();
	for (const id of new Set(found.rows.flatMap((row) => row.presence_ids)))
		presences.set(id, (await needs.channels.visible(actor, id))?.name ?? '');
	const named = (list: readonly { id: string; name: string }[], id: string): string =>
		list.find((one) => one.id === id)?.name ?? '';
	const lineOf = (row: PlanRow): string[] => {
		const more = found.more.get(row.id);
		const local = row.calendar_at === null ? '' : wallAt(fromDate(row.calendar_at), zone);
		return [
			local.slice(0, 10).split('-').reverse().join('.'),
			local.slice(11),
			row.title,
			more?.text ?? '',
			kindNames[row.kind],
			row.topic ?? '',
			row.presence_ids.map((id) => presences.get(id) ?? '').join(', '),
			(more?.target_groups ?? []).map((id) => named(found.groups, id)).join(', '),
			more?.campaign_id ? named(found.campaigns, more.campaign_id) : '',
			row.state,
		];
	};
	return formatCsv([[...Object.values(columns), 'Stand'], ...found.rows.map(lineOf)]);
};
