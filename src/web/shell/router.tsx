import type { QueryClient } from '@tanstack/react-query';
import {
	type AnyRoute,
	createRootRouteWithContext,
	createRoute,
	createRouter,
	Outlet,
	redirect,
} from '@tanstack/react-router';

import { setupStateEndpoint } from '#contract/setup.ts';
import { channelsRoutes } from '../channels/routes.tsx';
import { deskRoutes } from '../desk/routes.tsx';
import { dialogueRoutes } from '../dialogue/routes.tsx';
import { editorialRoutes, guestRoutes } from '../editorial/routes.tsx';
import { federationRoutes } from '../federation/routes.tsx';
import { libraryRoutes } from '../library/routes.tsx';
import { newsroomRoutes } from '../newsroom/routes.tsx';
import { call } from '../parts/call.ts';
import { doorRoutes, peopleRoutes } from '../people/routes.tsx';
import { planningRoutes } from '../planning/routes.tsx';
import { policyRoutes } from '../policy/routes.tsx';
import { recordsRoutes } from '../records/routes.tsx';
import { sampleRoutes } from '../sample/routes.tsx';
import { todayRoutes } from '../today/routes.tsx';
import { BrokenPage, MissingPage, MorePage } from './pages.tsx';
import { Shell } from './shell.tsx';

/** What a module gives the desk: its pages below the given parent. */
export type ModuleRoutes = (parent: AnyRoute) => readonly AnyRoute[];

/** Pages inside the shell, for who is signed in. Each module adds its line. */
const inside: readonly ModuleRoutes[] = [
	todayRoutes,
	deskRoutes,
	dialogueRoutes,
	editorialRoutes,
	libraryRoutes,
	planningRoutes,
	policyRoutes,
	recordsRoutes,
	newsroomRoutes,
	channelsRoutes,
	federationRoutes,
	peopleRoutes,
	sampleRoutes,
];
/** Pages before the door: sign-in, invitation, set-up. */
const outside: readonly ModuleRoutes[] = [doorRoutes, guestRoutes];

const rootRoute = createRootRouteWithContext<{ client: QueryClient }>()({ component: Outlet });

/** Sends a new installation to its set-up and who is not signed in to the sign-in. */
const door = async (href: string): Promise<void> => {
	const state = await call(setupStateEndpoint, {});
	if (!state.ok) return;
	if (state.value.open) throw redirect({ to: '/einrichten' });
	if (!state.value.signedIn) throw redirect({ to: '/anmelden', search: { weiter: href } });
};

const deskRoute = createRoute({
	getParentRoute: () => rootRoute,
	id: 'desk',
	component: Shell,
	beforeLoad: ({ location, cause }) => (cause === 'stay' ? undefined : door(location.href)),
	notFoundComponent: MissingPage,
	errorComponent: BrokenPage,
});

const moreRoute = createRoute({ getParentRoute: () => deskRoute, path: '/mehr', component: MorePage });
const missingRoute = createRoute({ getParentRoute: () => deskRoute, path: '$', component: MissingPage });

export const createDeskRouter = (client: QueryClient) =>
	createRouter({
		routeTree: rootRoute.addChildren([
			...outside.flatMap((routes) => routes(rootRoute)),
			deskRoute.addChildren([...inside.flatMap((routes) => routes(deskRoute)), moreRoute, missingRoute]),
		]),
		basepath: '/desk',
		context: { client },
		defaultErrorComponent: BrokenPage,
		defaultPreload: false,
		scrollRestoration: true,
	});
