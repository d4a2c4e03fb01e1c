import { type AnyRoute, createRoute, lazyRouteComponent as page } from '@tanstack/react-router';

import { readFilter } from './filter.ts';

/** `/medien` with its filters, and one picture. */
export const libraryRoutes = <Parent extends AnyRoute>(parent: Parent) => [
	createRoute({
		getParentRoute: () => parent,
		path: '/medien',
		validateSearch: readFilter,
		component: page(() => import('./library-page.tsx'), 'LibraryPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/medien/$mediaId',
		component: page(() => import('./item-page.tsx'), 'ItemPage'),
	}),
];
