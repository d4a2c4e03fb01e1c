import type { z } from 'zod';

import type { readPostPlanEndpoint, savePostPlanEndpoint } from '#contract/planning-topics.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import type { NotFound } from '../store.ts';
import { type WorkFailure, workOnPost } from '../work-on-post.ts';
import type { PlanningNeeds } from './needs.ts';
import { planning } from './tables.ts';

type PlanView = z.input<typeof readPostPlanEndpoint.output>;

/** What planning keeps with a post. */
export const readPostPlan =
	({ db }: PlanningNeeds) =>
	async ({ id }: { readonly id: string }, actor: Actor): Promise<Result<PlanView, NotFound>> => {
		const row = await db.read('plan of a post', (tx) =>
			planning(tx).selectFrom('editorial_post').selectAll().where('id', '=', id).executeTakeFirst(),
		);
		if (row === undefined || !may(actor, 'post.read', row.unit_id)) return fail({ type: 'post.not-found' });
		const { plan_local, plan_zone, plan_occurrence, campaign_id, target_groups } = row;
		const wish =
			plan_local === null || plan_zone === null
				? null
				: { local: plan_local, zone: plan_zone, ...(plan_occurrence ? { occurrence: plan_occurrence } : {}) };
		return ok({ wish, campaignId: campaign_id, targetGroups: target_groups });
	};

type Refusal = { readonly type: 'plan.no-such-campaign' } | { readonly type: 'plan.no-such-group' };
export type PostPlanFailure = WorkFailure | Refusal;

/** Sets campaign and target groups of a post, at any time: they are no content, so an approval holds. */
export const savePostPlan =
	(needs: PlanningNeeds) =>
	(
		{ id, campaignId, targetGroups }: z.output<typeof savePostPlanEndpoint.input>,
		actor: Actor,
	): Promise<Result<{ id: string }, PostPlanFailure>> =>
		workOnPost<{ id: string }, Refusal>(needs, actor, {
			job: { label: 'plan of a post', id, permission: 'post.write' },
			async work({ tx, post, settle }) {
				if (campaignId !== null && !(await campaignFits(tx, campaignId, actor)))
					return fail({ type: 'plan.no-such-campaign' });
				const groups = await knownGroups(tx, targetGroups);
				if (groups.length !== new Set(targetGroups).size) return fail({ type: 'plan.no-such-group' });
				await planning(tx)
					.updateTable('editorial_post')
					.set({ campaign_id: campaignId, target_groups: groups })
					.where('id', '=', id)
					.execute();
				const payload = { campaignId, targetGroups: groups };
				return done({ id }, await settle(post, { what: 'plan-set', payload }));
			},
		});

const campaignFits = async (tx: Tx, id: string, actor: Actor): Promise<boolean> => {
	const row = await planning(tx)
		.selectFrom('editorial_campaign')
		.select('unit_id')
		.where('id', '=', id)
		.executeTakeFirst();
	return row !== undefined && may(actor, 'post.read', row.unit_id);
};

/** Those of the groups that exist, each once. */
export const knownGroups = async (tx: Tx, ids: readonly string[]): Promise<string[]> => {
	if (ids.length === 0) return [];
	const rows = await planning(tx).selectFrom('editorial_target_group').select('id').where('id', 'in', ids).execute();
	return rows.map(({ id }) => id);
};
