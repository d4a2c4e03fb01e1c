import * as wire from '#contract/planning-topics.ts';
import type { Mount } from '#platform/http/mount.ts';

import type { PlanningActs } from './acts.ts';

const pitch = {
	'access.denied': 403,
	'plan.no-such-pitch': 404,
	'plan.pitch-elsewhere': 409,
	'plan.reason-missing': 422,
	'plan.cannot-write': 422,
} as const;
const campaign = { 'access.denied': 403, 'plan.no-such-campaign': 404, 'plan.days-reversed': 422 } as const;

/** Hangs topics, target groups, days and campaigns on their addresses. */
export const topicRoutes = (mount: Mount, act: PlanningActs): void => {
	mount(wire.listPitchesEndpoint, { problems: {}, handle: (input, { actor }) => act.listPitches(input, actor) });
	mount(wire.createPitchEndpoint, { problems: pitch, handle: (input, { actor }) => act.createPitch(input, actor) });
	mount(wire.decidePitchEndpoint, { problems: pitch, handle: (input, { actor }) => act.decidePitch(input, actor) });
	mount(wire.assignPitchEndpoint, { problems: pitch, handle: (input, { actor }) => act.assignPitch(input, actor) });
	mount(wire.draftPitchEndpoint, { problems: pitch, handle: (input, { actor }) => act.draftPitch(input, actor) });
	mount(wire.listWritersEndpoint, {
		problems: { 'access.denied': 403 },
		handle: (input, { actor }) => act.listWriters(input, actor),
	});
	mount(wire.readCoverageEndpoint, { problems: {}, handle: (input, { actor }) => act.readCoverage(input, actor) });
	mount(wire.readSilenceEndpoint, { problems: {}, handle: (input, { actor }) => act.readSilence(input, actor) });
	mount(wire.saveSilenceEndpoint, {
		problems: { 'presence.not-found': 404, 'access.denied': 403 },
		handle: (input, { actor }) => act.saveSilence(input, actor),
	});
	mount(wire.listCampaignsEndpoint, { problems: {}, handle: (input, { actor }) => act.listCampaigns(input, actor) });
	mount(wire.createCampaignEndpoint, {
		problems: campaign,
		handle: (input, { actor }) => act.createCampaign(input, actor),
	});
	mount(wire.changeCampaignEndpoint, {
		problems: campaign,
		handle: (input, { actor }) => act.changeCampaign(input, actor),
	});
	mount(wire.readCampaignEndpoint, {
		problems: { 'plan.no-such-campaign': 404 },
		handle: (input, { actor }) => act.readCampaign(input, actor),
	});
	sharedRoutes(mount, act);
};

/** What all units plan with, and what planning keeps with a post. */
const sharedRoutes = (mount: Mount, act: PlanningActs): void => {
	mount(wire.listTargetGroupsEndpoint, { problems: {}, handle: () => act.listTargetGroups() });
	mount(wire.createTargetGroupEndpoint, {
		problems: { 'plan.ages-reversed': 422 },
		handle: (input, { actor }) => act.createTargetGroup(input, actor),
	});
	mount(wire.changeTargetGroupEndpoint, {
		problems: { 'plan.ages-reversed': 422, 'plan.no-such-group': 404 },
		handle: (input, { actor }) => act.changeTargetGroup(input, actor),
	});
	mount(wire.listDaysEndpoint, { problems: {}, handle: () => act.listDays() });
	mount(wire.addDayEndpoint, {
		problems: { 'plan.days-reversed': 422 },
		handle: (input, { actor }) => act.addDay(input, actor),
	});
	mount(wire.removeDayEndpoint, {
		problems: { 'plan.no-such-day': 404 },
		handle: (input, { actor }) => act.removeDay(input, actor),
	});
	mount(wire.readPostPlanEndpoint, {
		problems: { 'post.not-found': 404 },
		handle: (input, { actor }) => act.readPostPlan(input, actor),
	});
	mount(wire.savePostPlanEndpoint, {
		problems: {
			'access.denied': 403,
			'post.not-found': 404,
			'plan.no-such-campaign': 422,
			'plan.no-such-group': 422,
		},
		handle: (input, { actor }) => act.savePostPlan(input, actor),
	});
};
