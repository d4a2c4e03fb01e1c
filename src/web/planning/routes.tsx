import { type AnyRoute, createRoute, lazyRouteComponent as page } from '@tanstack/react-router';

import { readView } from './view.ts';

/** `/plan`: the calendar with its filters. */
export const planningRoutes = <Parent extends AnyRoute>(parent: Parent) => [
	createRoute({
		getParentRoute: () => parent,
		path: '/plan',
		validateSearch: readView,
		component: page(() => import('./calendar-page.tsx'), 'CalendarPage'),
	}),
];
