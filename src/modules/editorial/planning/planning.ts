import type { Mount } from '#platform/http/mount.ts';

import { createPlanningActs } from './acts.ts';
import type { PlanningNeeds } from './needs.ts';
import { planningRoutes } from './routes.ts';
import { topicRoutes } from './topic-routes.ts';

/** Planning: when what is said, on which topic, for whom, and in which campaign. */
export const createPlanning = (needs: PlanningNeeds) => {
	const acts = createPlanningActs(needs);
	return {
		mountRoutes(mount: Mount): void {
			planningRoutes(mount, acts);
			topicRoutes(mount, acts);
		},
	};
};
