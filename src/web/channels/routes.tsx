import { type AnyRoute, createRoute, lazyRouteComponent as page } from '@tanstack/react-router';

import { readNetwork, readOutcome } from './search.ts';

/** `/einrichtung/auftritte`, one presence, and the assistant that connects a new one. */
export const channelsRoutes = <Parent extends AnyRoute>(parent: Parent) => [
	createRoute({
		getParentRoute: () => parent,
		path: '/einrichtung/auftritte',
		validateSearch: readOutcome,
		component: page(() => import('./presences-page.tsx'), 'PresencesPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/einrichtung/auftritte/neu',
		validateSearch: readNetwork,
		component: page(() => import('./connect-page.tsx'), 'ConnectPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/einrichtung/auftritte/$presenceId',
		component: page(() => import('./presence-page.tsx'), 'PresencePage'),
	}),
];
