import { saveSlotsEndpoint } from '#contract/planning.ts';
import {
	assignPitchEndpoint,
	createCampaignEndpoint,
	createPitchEndpoint,
	createTargetGroupEndpoint,
	decidePitchEndpoint,
	savePostPlanEndpoint,
} from '#contract/planning-topics.ts';

import type { SampleCampaign, SamplePitch, SamplePlan } from './course.ts';
import { actor, type Telling } from './write-posts.ts';

/** What is planned as of today, by whom it concerns; told once the posts are written. */
export const tellPlan = async (telling: Telling, { manager, groups, slots, campaigns, pitches }: SamplePlan) => {
	const { house, staff } = telling;
	const ids = new Map<string, string>();
	for (const { key, ...group } of groups)
		ids.set(key, (await house.call(createTargetGroupEndpoint, group, actor(telling, manager))).id);
	for (const { account, by, times } of slots) {
		const id = staff.presences.get(account) ?? '';
		await house.call(saveSlotsEndpoint, { id, slots: [...times] }, actor(telling, by));
	}
	for (const campaign of campaigns) await tellCampaign(telling, campaign);
	for (const pitch of pitches) await tellPitch(telling, pitch, ids);
};

const tellCampaign = async (telling: Telling, { unit, by, name, goal, from, until, posts }: SampleCampaign) => {
	const { house, staff } = telling;
	const dayOf = (day: number): string => house.wall({ day, at: '00:00' }).slice(0, 10);
	const unitId = staff.units.get(unit) ?? '';
	const span = { firstDay: dayOf(from), lastDay: dayOf(until) };
	const { id: campaignId } = await house.call(
		createCampaignEndpoint,
		{ unitId, name, goal, ...span },
		actor(telling, by),
	);
	for (const key of posts) {
		const id = telling.posts.get(key)?.id ?? '';
		await house.call(savePostPlanEndpoint, { id, campaignId, targetGroups: [] }, actor(telling, by));
	}
};

const tellPitch = async (telling: Telling, pitch: SamplePitch, groups: ReadonlyMap<string, string>) => {
	const { house, staff } = telling;
	const { unit, by, title, topic, note, wished, state } = pitch;
	const wishedOn = wished === null ? null : house.wall({ day: wished, at: '00:00' }).slice(0, 10);
	const targetGroups = pitch.groups.map((key) => groups.get(key) ?? '');
	const unitId = staff.units.get(unit) ?? '';
	const fields = { unitId, title, topic, note, wishedOn, targetGroups };
	const { id } = await house.call(createPitchEndpoint, fields, actor(telling, by));
	if (state === 'pitched') return;
	const decider = actor(telling, pitch.decider ?? '');
	const accept = state !== 'declined';
	await house.call(decidePitchEndpoint, { id, accept, reason: pitch.reason ?? '' }, decider);
	if (state === 'assigned')
		await house.call(assignPitchEndpoint, { id, personId: actor(telling, pitch.writer ?? '').id }, decider);
};
