import { type AnyRoute, createRoute, lazyRouteComponent as page } from '@tanstack/react-router';

/** `/einrichtung/fediverse`: the accounts of the own house, who follows, what waits, who is refused. */
export const federationRoutes = <Parent extends AnyRoute>(parent: Parent) => [
	createRoute({
		getParentRoute: () => parent,
		path: '/einrichtung/fediverse',
		component: page(() => import('./fediverse-page.tsx'), 'FediversePage'),
	}),
];
