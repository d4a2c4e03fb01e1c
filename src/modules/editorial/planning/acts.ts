import { makeCalendarLink, readCalendarLink, revokeCalendarLink } from './calendar-link.ts';
import { changeCampaign, createCampaign, listCampaigns, readCampaign } from './campaigns.ts';
import { readCoverage } from './coverage.ts';
import { importPlan, previewImport } from './import-plan.ts';
import { listPitches, listWriters } from './list-pitches.ts';
import { listPlan, listUndated } from './list-plan.ts';
import { movePost, undatePost } from './move-post.ts';
import type { PlanningNeeds } from './needs.ts';
import { assignPitch, createPitch, decidePitch, draftPitch } from './pitches.ts';
import { readPostPlan, savePostPlan } from './post-plan.ts';
import { readCalendar } from './read-calendar.ts';
import { readSilence, saveSilence } from './silence.ts';
import { nextSlots, readSlots, saveSlots } from './slots.ts';
import { addSource, listSources, removeSource } from './sources.ts';
import {
	addDay,
	changeTargetGroup,
	createTargetGroup,
	listDays,
	listTargetGroups,
	removeDay,
} from './target-groups.ts';

/** Everything that can be planned, and everything that can be read of it. */
export const createPlanningActs = (needs: PlanningNeeds) => ({
	listTargetGroups: listTargetGroups(needs),
	createTargetGroup: createTargetGroup(needs),
	changeTargetGroup: changeTargetGroup(needs),
	listDays: listDays(needs),
	addDay: addDay(needs),
	removeDay: removeDay(needs),
	readPostPlan: readPostPlan(needs),
	savePostPlan: savePostPlan(needs),
	listPitches: listPitches(needs),
	listWriters: listWriters(needs),
	createPitch: createPitch(needs),
	decidePitch: decidePitch(needs),
	assignPitch: assignPitch(needs),
	draftPitch: draftPitch(needs),
	readCoverage: readCoverage(needs),
	readSilence: readSilence(needs),
	saveSilence: saveSilence(needs),
	listCampaigns: listCampaigns(needs),
	readCampaign: readCampaign(needs),
	createCampaign: createCampaign(needs),
	changeCampaign: changeCampaign(needs),
	previewImport: previewImport(needs),
	importPlan: importPlan(needs),
	readCalendarLink: readCalendarLink(needs),
	makeCalendarLink: makeCalendarLink(needs),
	revokeCalendarLink: revokeCalendarLink(needs),
	listSources: listSources(needs),
	addSource: addSource(needs),
	removeSource: removeSource(needs),
	readCalendar: readCalendar(needs),
	listPlan: listPlan(needs),
	listUndated: listUndated(needs),
	movePost: movePost(needs),
	undatePost: undatePost(needs),
	saveSlots: saveSlots(needs),
	readSlots: readSlots(needs),
	nextSlots: nextSlots(needs),
});
export type PlanningActs = ReturnType<typeof createPlanningActs>;
