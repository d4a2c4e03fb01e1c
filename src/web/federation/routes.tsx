import { type AnyRoute, createRoute } from '@tanstack/react-router';

import { FediversePage } from './fediverse-page.tsx';

/** `/einrichtung/fediverse`: the accounts of the own house, who follows, what waits, who is refused. */
export const federationRoutes = <Parent extends AnyRoute>(parent: Parent) => [
	createRoute({ getParentRoute: () => parent, path: '/einrichtung/fediverse', component: FediversePage }),
];
