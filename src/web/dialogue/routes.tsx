import { type AnyRoute, createRoute, lazyRouteComponent as page } from '@tanstack/react-router';

import { readFilter } from './filter.ts';
import { inquiryRoutes } from './inquiry-routes.tsx';

/** `/dialog` and `/dialog/<conversation>`; view and search stand in the address. */
export const dialogueRoutes = <Parent extends AnyRoute>(parent: Parent) => [
	createRoute({
		getParentRoute: () => parent,
		path: '/dialog',
		validateSearch: readFilter,
		component: page(() => import('./dialogue-desk.tsx'), 'DialogueDesk'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/einrichtung/uebergaben',
		component: page(() => import('./hand-over-page.tsx'), 'HandOverPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/einrichtung/schlagwoerter',
		component: page(() => import('./labels-page.tsx'), 'LabelsPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/akte/auskunft',
		component: page(() => import('./counterparts-page.tsx'), 'CounterpartsPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/einrichtung/aufbewahrung',
		component: page(() => import('./retention-page.tsx'), 'RetentionPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/dialog/moderation',
		component: page(() => import('./moderation-page.tsx'), 'ModerationPage'),
	}),
	...ruleRoutes(parent),
	createRoute({
		getParentRoute: () => parent,
		path: '/dialog/zahlen',
		component: page(() => import('./times-page.tsx'), 'TimesPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/dialog/dienst',
		component: page(() => import('./duty-page.tsx'), 'DutyPage'),
	}),
	...inquiryRoutes(parent),
	createRoute({
		getParentRoute: () => parent,
		path: '/einrichtung/dienstplan',
		component: page(() => import('./roster-page.tsx'), 'RosterPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/einrichtung/notfall',
		component: page(() => import('./emergency-page.tsx'), 'EmergencyPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/dialog/$conversationId',
		validateSearch: readFilter,
		component: page(() => import('./dialogue-desk.tsx'), 'DialogueDesk'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/einrichtung/antworten',
		component: page(() => import('./reply-rule-page.tsx'), 'ReplyRulePage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/einrichtung/servicezeiten',
		component: page(() => import('./service-page.tsx'), 'ServicePage'),
	}),
];

const ruleRoutes = <Parent extends AnyRoute>(parent: Parent) => [
	createRoute({
		getParentRoute: () => parent,
		path: '/dialog/verborgen',
		component: page(() => import('./hidden-page.tsx'), 'HiddenPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/einrichtung/dialogregeln',
		component: page(() => import('./rules-page.tsx'), 'RulesPage'),
	}),
];
