import { type AnyRoute, createRoute } from '@tanstack/react-router';

import { readFilter } from './filter.ts';
import { ListPage } from './list-page.tsx';
import { NewPostPage } from './new-post-page.tsx';
import { PostPlace } from './post-place.tsx';

const readView = (search: Readonly<Record<string, unknown>>): { fassung?: string } =>
	typeof search['fassung'] === 'string' ? { fassung: search['fassung'] } : {};

/** `/redaktion` with its filters, `/redaktion/neu`, and one post: its composer while it is written, its page after. */
export const editorialRoutes = <Parent extends AnyRoute>(parent: Parent) => [
	createRoute({ getParentRoute: () => parent, path: '/redaktion', validateSearch: readFilter, component: ListPage }),
	createRoute({ getParentRoute: () => parent, path: '/redaktion/neu', component: NewPostPage }),
	createRoute({
		getParentRoute: () => parent,
		path: '/redaktion/$postId',
		validateSearch: readView,
		component: PostPlace,
	}),
];
