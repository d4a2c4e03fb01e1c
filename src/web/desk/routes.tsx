import { type AnyRoute, createRoute, lazyRouteComponent as page } from '@tanstack/react-router';

export const deskRoutes = <Parent extends AnyRoute>(parent: Parent) => [
	createRoute({
		getParentRoute: () => parent,
		path: '/benachrichtigungen',
		component: page(() => import('./notices-page.tsx'), 'NoticesPage'),
	}),
];
