import { type AnyRoute, createRoute, lazyRouteComponent as page } from '@tanstack/react-router';

/** `/dialog/fachfragen`: what one was asked, and each of it. */
export const inquiryRoutes = <Parent extends AnyRoute>(parent: Parent) => [
	createRoute({
		getParentRoute: () => parent,
		path: '/dialog/fachfragen',
		component: page(() => import('./inquiries-page.tsx'), 'InquiriesPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/dialog/fachfragen/$inquiryId',
		component: page(() => import('./inquiry-page.tsx'), 'InquiryPage'),
	}),
];
