import { type AnyRoute, createRoute, lazyRouteComponent as page } from '@tanstack/react-router';

import { readStand } from './stand.ts';
import { readView } from './view.ts';

/** `/plan`: the calendar with its filters, the topic plan, campaigns, and what planning works with. */
export const planningRoutes = <Parent extends AnyRoute>(parent: Parent) => [
	createRoute({
		getParentRoute: () => parent,
		path: '/plan',
		validateSearch: readView,
		component: page(() => import('./calendar-page.tsx'), 'CalendarPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/plan/themen',
		validateSearch: readStand,
		component: page(() => import('./topics-page.tsx'), 'TopicsPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/plan/kampagnen',
		component: page(() => import('./campaigns-page.tsx'), 'CampaignsPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/plan/kampagnen/$campaignId',
		component: page(() => import('./campaign-page.tsx'), 'CampaignPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/plan/werkzeug',
		component: page(() => import('./tools-page.tsx'), 'ToolsPage'),
	}),
];
