import { type AnyRoute, createRoute } from '@tanstack/react-router';

import { ConnectPage, readNetwork } from './connect-page.tsx';
import { PresencePage } from './presence-page.tsx';
import { PresencesPage, readOutcome } from './presences-page.tsx';

/** `/einrichtung/auftritte`, one presence, and the assistant that connects a new one. */
export const channelsRoutes = <Parent extends AnyRoute>(parent: Parent) => [
	createRoute({
		getParentRoute: () => parent,
		path: '/einrichtung/auftritte',
		validateSearch: readOutcome,
		component: PresencesPage,
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/einrichtung/auftritte/neu',
		validateSearch: readNetwork,
		component: ConnectPage,
	}),
	createRoute({ getParentRoute: () => parent, path: '/einrichtung/auftritte/$presenceId', component: PresencePage }),
];
