import { listPlan, listUndated } from './list-plan.ts';
import { movePost, undatePost } from './move-post.ts';
import type { PlanningNeeds } from './needs.ts';
import { readCalendar } from './read-calendar.ts';
import { nextSlots, readSlots, saveSlots } from './slots.ts';

/** Everything that can be planned, and everything that can be read of it. */
export const createPlanningActs = (needs: PlanningNeeds) => ({
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
