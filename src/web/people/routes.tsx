import { type AnyRoute, createRoute, lazyRouteComponent as page } from '@tanstack/react-router';

import { SignInPage } from './door/sign-in-page.tsx';

/** Pages before the desk: sign-in, links from mails, second factor, set-up. */
export const doorRoutes = <Parent extends AnyRoute>(parent: Parent) => [
	createRoute({
		getParentRoute: () => parent,
		path: '/anmelden',
		validateSearch: ({ weiter }: Readonly<Record<string, unknown>>) => (typeof weiter === 'string' ? { weiter } : {}),
		component: SignInPage,
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/passwort-vergessen',
		component: page(() => import('./door/password-pages.tsx'), 'ForgottenPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/neues-passwort',
		component: page(() => import('./door/password-pages.tsx'), 'ResetPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/einladung',
		component: page(() => import('./door/invitation-page.tsx'), 'InvitationPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/zweiter-faktor',
		component: page(() => import('./door/enrol-page.tsx'), 'EnrolPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/einrichten',
		component: page(() => import('./wizard/wizard-page.tsx'), 'WizardPage'),
	}),
];

/** Set-up of the house and the own account, inside the desk. */
export const peopleRoutes = <Parent extends AnyRoute>(parent: Parent) => [
	createRoute({
		getParentRoute: () => parent,
		path: '/einrichtung',
		component: page(() => import('./settings/persons-page.tsx'), 'PersonsPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/einrichtung/personen/$personId',
		component: page(() => import('./settings/person-page.tsx'), 'PersonPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/einrichtung/stellen',
		component: page(() => import('./settings/units-page.tsx'), 'UnitsPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/einrichtung/mail',
		component: page(() => import('./settings/mail-page.tsx'), 'MailPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/einrichtung/schluessel',
		component: page(() => import('./settings/tokens-page.tsx'), 'TokensPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/einrichtung/behoerde',
		component: page(() => import('./settings/authority-page.tsx'), 'AuthorityPage'),
	}),
	createRoute({
		getParentRoute: () => parent,
		path: '/konto',
		component: page(() => import('./account/account-page.tsx'), 'AccountPage'),
	}),
];
