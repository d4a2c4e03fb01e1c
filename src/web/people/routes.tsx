import { type AnyRoute, createRoute } from '@tanstack/react-router';

import { AccountPage } from './account/account-page.tsx';
import { EnrolPage } from './door/enrol-page.tsx';
import { InvitationPage } from './door/invitation-page.tsx';
import { ForgottenPage, ResetPage } from './door/password-pages.tsx';
import { SignInPage } from './door/sign-in-page.tsx';
import { AuthorityPage } from './settings/authority-page.tsx';
import { MailPage } from './settings/mail-page.tsx';
import { PersonPage } from './settings/person-page.tsx';
import { PersonsPage } from './settings/persons-page.tsx';
import { TokensPage } from './settings/tokens-page.tsx';
import { UnitsPage } from './settings/units-page.tsx';
import { WizardPage } from './wizard/wizard-page.tsx';

/** Pages before the desk: sign-in, links from mails, second factor, set-up. */
export const doorRoutes = <Parent extends AnyRoute>(parent: Parent) => [
	createRoute({
		getParentRoute: () => parent,
		path: '/anmelden',
		validateSearch: ({ weiter }: Readonly<Record<string, unknown>>) => (typeof weiter === 'string' ? { weiter } : {}),
		component: SignInPage,
	}),
	createRoute({ getParentRoute: () => parent, path: '/passwort-vergessen', component: ForgottenPage }),
	createRoute({ getParentRoute: () => parent, path: '/neues-passwort', component: ResetPage }),
	createRoute({ getParentRoute: () => parent, path: '/einladung', component: InvitationPage }),
	createRoute({ getParentRoute: () => parent, path: '/zweiter-faktor', component: EnrolPage }),
	createRoute({ getParentRoute: () => parent, path: '/einrichten', component: WizardPage }),
];

/** Set-up of the house and the own account, inside the desk. */
export const peopleRoutes = <Parent extends AnyRoute>(parent: Parent) => [
	createRoute({ getParentRoute: () => parent, path: '/einrichtung', component: PersonsPage }),
	createRoute({ getParentRoute: () => parent, path: '/einrichtung/personen/$personId', component: PersonPage }),
	createRoute({ getParentRoute: () => parent, path: '/einrichtung/stellen', component: UnitsPage }),
	createRoute({ getParentRoute: () => parent, path: '/einrichtung/mail', component: MailPage }),
	createRoute({ getParentRoute: () => parent, path: '/einrichtung/schluessel', component: TokensPage }),
	createRoute({ getParentRoute: () => parent, path: '/einrichtung/behoerde', component: AuthorityPage }),
	createRoute({ getParentRoute: () => parent, path: '/konto', component: AccountPage }),
];
