import { type AnyRoute, createRoute, lazyRouteComponent as page } from '@tanstack/react-router';

/** `/regeln`: how the house checks what it says, and what it holds for its own. */
export const policyRoutes = <Parent extends AnyRoute>(parent: Parent) => [
	createRoute({
		getParentRoute: () => parent,
		path: '/regeln',
		component: page(() => import('./rules-page.tsx'), 'RulesPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/regeln/stadt',
		component: page(() => import('./profile-page.tsx'), 'ProfilePage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/regeln/netiquette',
		component: page(() => import('./netiquette-page.tsx'), 'NetiquettePage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/regeln/auftritte',
		component: page(() => import('./openings-page.tsx'), 'OpeningsPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/regeln/nummern',
		component: page(() => import('./paragraphs-page.tsx'), 'ParagraphsPage'),
	}),
];
