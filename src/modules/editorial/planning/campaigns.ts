import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';

import type {
	CampaignShape,
	changeCampaignEndpoint,
	createCampaignEndpoint,
	listCampaignsEndpoint,
	readCampaignEndpoint,
} from '#contract/planning-topics.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toDate, toIso } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import { fromCursor, toCursor } from '#platform/http/cursor.ts';

import type { PlanningNeeds } from './needs.ts';
import { perUnit, unitsAsked } from './per-unit.ts';
import { calendarAt } from './plan-rows.ts';
import { type CampaignRow, planning } from './tables.ts';

type Made = { readonly id: string };
type NotThere = { readonly type: 'plan.no-such-campaign' };
export type CampaignFailure = NotThere | { readonly type: 'access.denied' } | { readonly type: 'plan.days-reversed' };

/** Begins a campaign: what it wants to reach, and when. */
export const createCampaign =
	(needs: PlanningNeeds) =>
	async (
		{ unitId, name, goal, firstDay, lastDay }: z.output<typeof createCampaignEndpoint.input>,
		actor: Actor,
	): Promise<Result<Made, CampaignFailure>> => {
		if (!may(actor, 'post.write', unitId)) return fail({ type: 'access.denied' });
		if (firstDay > lastDay) return fail({ type: 'plan.days-reversed' });
		return needs.act<Made, CampaignFailure>('begin campaign', actor, async (tx) => {
			const id = needs.ids.next('campaign');
			const row = { id, unit_id: unitId, name, goal, first_day: firstDay, last_day: lastDay };
			const created_at = toDate(needs.clock.now());
			await planning(tx)
				.insertInto('editorial_campaign')
				.values({ ...row, created_at })
				.execute();
			const payload = { name, goal, firstDay, lastDay };
			return done({ id }, { kind: 'campaign.begun', subject: id, unitId, payload });
		});
	};

export const changeCampaign =
	(needs: PlanningNeeds) =>
	async (
		{ id, name, goal, firstDay, lastDay }: z.output<typeof changeCampaignEndpoint.input>,
		actor: Actor,
	): Promise<Result<Made, CampaignFailure>> => {
		if (firstDay > lastDay) return fail({ type: 'plan.days-reversed' });
		return needs.act<Made, CampaignFailure>('change campaign', actor, async (tx) => {
			const campaigns = planning(tx);
			const row = await campaigns
				.selectFrom('editorial_campaign')
				.selectAll()
				.where('id', '=', id)
				.forUpdate()
				.executeTakeFirst();
			if (row === undefined) return fail({ type: 'plan.no-such-campaign' });
			if (!may(actor, 'post.write', row.unit_id)) return fail({ type: 'access.denied' });
			const set = { name, goal, first_day: firstDay, last_day: lastDay };
			await campaigns.updateTable('editorial_campaign').set(set).where('id', '=', id).execute();
			const payload = { name, goal, firstDay, lastDay };
			return done({ id }, { kind: 'campaign.changed', subject: id, unitId: row.unit_id, payload });
		});
	};

type View = z.input<typeof CampaignShape>;
type Query = z.output<typeof listCampaignsEndpoint.input>;

/** Campaigns by their last day, the latest first. */
export const listCampaigns =
	({ db }: PlanningNeeds) =>
	async ({ unitId, cursor, limit }: Query, actor: Actor): Promise<Result<{ items: View[]; next?: string }, never>> => {
		const after = fromCursor(cursor, 2);
		const deep = after ? sql`(last_day, id) < (${String(after[0])}, ${String(after[1])})` : sql`true`;
		const list = (more: RawBuilder<unknown>) =>
			sql`select * from editorial_campaign where ${deep} and ${more} order by last_day desc, id desc limit ${limit + 1}`;
		const order = sql`last_day desc, id desc`;
		const found = perUnit(unitsAsked(actor, unitId), { list, order, most: limit + 1 });
		const { rows } = await db.read('campaigns', (tx) => sql<CampaignRow>`${found}`.execute(planning(tx)));
		const shown = rows.slice(0, limit);
		const last = rows.length > limit ? shown.at(-1) : undefined;
		const items = shown.map((row) => toView(row, actor));
		return ok(last ? { items, next: toCursor([last.last_day, last.id]) } : { items });
	};

const toView = (row: CampaignRow, actor: Actor): View => ({
	id: row.id,
	unitId: row.unit_id,
	name: row.name,
	goal: row.goal,
	firstDay: row.first_day,
	lastDay: row.last_day,
	mayChange: may(actor, 'post.write', row.unit_id),
});

/** A campaign of more parts than this is read in the calendar. */
const MOST_PARTS = 200;

interface Part {
	readonly id: string;
	readonly unit_id: string;
	readonly title: string;
	readonly state: string;
	readonly slug: string | null;
	readonly published_at: Date | null;
	readonly calendar_at: Date | null;
}

/** A campaign with its report: every part, where it went, and how many voices came back as far as we hear them. */
export const readCampaign =
	(needs: PlanningNeeds) =>
	async ({ id }: Made, actor: Actor): Promise<Result<z.input<typeof readCampaignEndpoint.output>, NotThere>> => {
		const found = await needs.db.read('campaign', async (tx) => {
			const of = planning(tx);
			const row = await of.selectFrom('editorial_campaign').selectAll().where('id', '=', id).executeTakeFirst();
			const parts = await sql<Part>`select id, unit_id, title, state, slug, published_at, ${calendarAt} as calendar_at
				from editorial_post where campaign_id = ${id} order by ${calendarAt} nulls last, id limit ${MOST_PARTS + 1}`.execute(
				of,
			);
			return { row, parts: parts.rows };
		});
		if (found.row === undefined || !may(actor, 'post.read', found.row.unit_id))
			return fail({ type: 'plan.no-such-campaign' });
		const parts = found.parts.slice(0, MOST_PARTS).filter((part) => may(actor, 'post.read', part.unit_id));
		const ids = parts.map((part) => part.id);
		const copies = (await needs.delivery.deliveriesOf(ids)).filter(({ operation }) => operation === 'publish');
		const voices = await needs.voicesOf(ids);
		return ok({
			...toView(found.row, actor),
			parts: parts.map(({ id: partId, title, state, slug, published_at, calendar_at }) => ({
				id: partId,
				title,
				state,
				at: calendar_at?.toISOString() ?? null,
				link: slug !== null && published_at !== null ? `${needs.origin}/beitrag/${slug}` : null,
				copies: copies
					.filter(({ subject }) => subject === partId)
					.map((copy) => ({ presenceId: copy.presenceId, state: copy.state, url: copy.remote?.url ?? null })),
				voices: voices.get(partId) ?? 0,
			})),
			more: found.parts.length > MOST_PARTS,
			asOf: toIso(needs.clock.now()),
		});
	};
