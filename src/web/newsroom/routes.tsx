import { type AnyRoute, createRoute, lazyRouteComponent as page } from '@tanstack/react-router';

/** `/einrichtung/newsroom`: the texts and details of the public site. */
export const newsroomRoutes = <Parent extends AnyRoute>(parent: Parent) => [
	createRoute({
		getParentRoute: () => parent,
		path: '/einrichtung/newsroom',
		component: page(() => import('./newsroom-settings.tsx'), 'NewsroomSettings'),
	}),
];
