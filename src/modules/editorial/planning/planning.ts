import type { Hono } from 'hono';

import type { Actor } from '#kernel/permission.ts';
import type { Mount } from '#platform/http/mount.ts';

import { createPlanningActs } from './acts.ts';
import { mountNotice } from './aushang.ts';
import { mountCalendarLink } from './calendar-link.ts';
import { exchangeRoutes } from './exchange-routes.ts';
import { mountExport } from './export-plan.ts';
import type { PlanningNeeds } from './needs.ts';
import { sourcesChore } from './poll-sources.job.ts';
import { planningRoutes } from './routes.ts';
import { topicRoutes } from './topic-routes.ts';

/** Planning: when what is said, on which topic, for whom, and in which campaign. */
export const createPlanning = (
	needs: PlanningNeeds & { readonly identify: (request: Request) => Promise<Actor | null> },
) => {
	const acts = createPlanningActs(needs);
	return {
		chores: [sourcesChore(needs)],
		mountRoutes(mount: Mount): void {
			planningRoutes(mount, acts);
			topicRoutes(mount, acts);
			exchangeRoutes(mount, acts);
		},
		/** What is no JSON: the table, the notice, and the calendar to subscribe to. */
		mountRaw(app: Hono): void {
			mountExport(app, needs);
			mountNotice(app, needs);
			mountCalendarLink(app, needs);
		},
	};
};
