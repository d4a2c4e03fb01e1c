import { type AnyRoute, createRoute } from '@tanstack/react-router';

import { NewsroomSettings } from './newsroom-settings.tsx';

/** `/einrichtung/newsroom`: the texts and details of the public site. */
export const newsroomRoutes = <Parent extends AnyRoute>(parent: Parent) => [
	createRoute({ getParentRoute: () => parent, path: '/einrichtung/newsroom', component: NewsroomSettings }),
];
