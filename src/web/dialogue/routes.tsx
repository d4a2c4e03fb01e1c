import { type AnyRoute, createRoute } from '@tanstack/react-router';

import { DialogueDesk } from './dialogue-desk.tsx';
import { readFilter } from './filter.ts';

/** `/dialog` and `/dialog/<conversation>`; view and search stand in the address. */
export const dialogueRoutes = <Parent extends AnyRoute>(parent: Parent) => [
	createRoute({ getParentRoute: () => parent, path: '/dialog', validateSearch: readFilter, component: DialogueDesk }),
	createRoute({
		getParentRoute: () => parent,
		path: '/dialog/$conversationId',
		validateSearch: readFilter,
		component: DialogueDesk,
	}),
];
