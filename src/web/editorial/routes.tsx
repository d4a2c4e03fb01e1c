import { type AnyRoute, createRoute, lazyRouteComponent as page } from '@tanstack/react-router';

import { readFilter as readPressFilter } from '../press/filter.ts';
import { readFilter } from './filter.ts';

const readView = (search: Readonly<Record<string, unknown>>): { fassung?: string } =>
	typeof search['fassung'] === 'string' ? { fassung: search['fassung'] } : {};

const readKind = (search: Readonly<Record<string, unknown>>): { art?: string } =>
	typeof search['art'] === 'string' ? { art: search['art'] } : {};

/** `/redaktion` with its filters, `/redaktion/neu`, and one post: its composer while it is written, its page after. */
export const editorialRoutes = <Parent extends AnyRoute>(parent: Parent) => [
	createRoute({
		getParentRoute: () => parent,
		path: '/redaktion',
		validateSearch: readFilter,
		component: page(() => import('./list-page.tsx'), 'ListPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/redaktion/neu',
		component: page(() => import('./new-post-page.tsx'), 'NewPostPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/redaktion/bausteine',
		validateSearch: readKind,
		component: page(() => import('./pieces-page.tsx'), 'PiecesPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/redaktion/verteiler',
		validateSearch: readPressFilter,
		component: page(() => import('../press/press-page.tsx'), 'PressPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/redaktion/$postId',
		validateSearch: readView,
		component: page(() => import('./post-place.tsx'), 'PostPlace'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/einrichtung/freigabe',
		component: page(() => import('./approval-rules-page.tsx'), 'ApprovalRulesPage'),
	}),
];

/** Before the door: where a named person without an account decides, and where a preview is looked at. */
export const guestRoutes = <Parent extends AnyRoute>(parent: Parent) => [
	createRoute({
		getParentRoute: () => parent,
		path: '/freigabe',
		component: page(() => import('./approval-guest-page.tsx'), 'GuestPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/vorschau',
		component: page(() => import('./preview-guest-page.tsx'), 'PreviewPage'),
	}),
];
