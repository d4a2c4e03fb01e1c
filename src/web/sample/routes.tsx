import { type AnyRoute, createRoute } from '@tanstack/react-router';

import { CityPage } from './city-page.tsx';

/** Where one changes seats in the sample city, and ends it. */
export const sampleRoutes = <Parent extends AnyRoute>(parent: Parent) => [
	createRoute({ getParentRoute: () => parent, path: '/musterstadt', component: CityPage }),
];
