import { type AnyRoute, createRoute, lazyRouteComponent as page } from '@tanstack/react-router';

/** Where one changes seats in the sample city, and ends it. */
export const sampleRoutes = <Parent extends AnyRoute>(parent: Parent) => [
	createRoute({
		getParentRoute: () => parent,
		path: '/musterstadt',
		component: page(() => import('./city-page.tsx'), 'CityPage'),
	}),
];
