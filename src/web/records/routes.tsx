import { type AnyRoute, createRoute, lazyRouteComponent as page } from '@tanstack/react-router';

import { readFilter } from './filter.ts';

/** `/akte` with its filters in the address, one record, and the page for holds and erasures. */
export const recordsRoutes = <Parent extends AnyRoute>(parent: Parent) => [
	createRoute({
		getParentRoute: () => parent,
		path: '/akte',
		validateSearch: readFilter,
		component: page(() => import('./records-page.tsx'), 'RecordsPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/akte/loeschen',
		component: page(() => import('./erasure-page.tsx'), 'ErasurePage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/akte/$recordId',
		component: page(() => import('./record-page.tsx'), 'RecordPage'),
	}),
];
