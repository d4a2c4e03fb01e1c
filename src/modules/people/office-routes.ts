import {
	changeUnitEndpoint,
	closeUnitEndpoint,
	createUnitEndpoint,
	reopenUnitEndpoint,
	unitsEndpoint,
} from '#contract/people.ts';
import {
	authorityEndpoint,
	beginSetupEndpoint,
	changeAuthorityEndpoint,
	setupAdminEndpoint,
	setupAuthorityEndpoint,
	setupStateEndpoint,
} from '#contract/setup.ts';
import { createTokenEndpoint, revokeTokenEndpoint, tokensEndpoint } from '#contract/tokens.ts';
import { ok } from '#kernel/result.ts';
import type { Mount } from '#platform/http/mount.ts';

import { changeAuthority } from './change-authority.ts';
import { changeUnit, closeUnit, createUnit, reopenUnit } from './change-unit.ts';
import { createToken, revokeToken } from './create-token.ts';
import { nobodyYet } from './domain/authority.ts';
import { nothing } from './nothing.ts';
import { beginSetUp, setUpAdmin, setUpAuthority } from './set-up.ts';
import { signIn } from './sign-in/enter.ts';
import { listTokens } from './token-list.ts';
import type { PeopleWork } from './work.ts';

const setUpProblems = { 'setup.closed': 409, 'setup.wrong-code': 403 } as const;
const refusals = { 'sign-in.refused': 403, 'sign-in.paused': 429 } as const;

/** The wizard's first steps, open only with the code and only until there is an administrator. */
export const setUpRoutes = (mount: Mount, work: PeopleWork): void => {
	mount(setupStateEndpoint, {
		problems: {},
		async handle(_, { actor }) {
			const { authority, persons } = await work.directory.now();
			return ok({ open: persons.size === 0, signedIn: actor.kind !== 'guest', authority: authority?.name ?? null });
		},
	});
	mount(beginSetupEndpoint, {
		problems: { ...setUpProblems, ...refusals },
		async handle({ code }, { address }) {
			const begun = await beginSetUp(work)(code, address);
			return nothing(begun);
		},
	});
	mount(setupAuthorityEndpoint, {
		problems: { ...setUpProblems, ...refusals },
		async handle({ code, ...authority }, { address }) {
			const opened = await beginSetUp(work)(code, address);
			if (!opened.ok) return opened;
			const named = await setUpAuthority(work)(code, authority);
			return nothing(named);
		},
	});
	mount(setupAdminEndpoint, {
		problems: { ...setUpProblems, ...refusals },
		async handle({ code, ...admin }, caller) {
			const opened = await beginSetUp(work)(code, caller.address);
			if (!opened.ok) return opened;
			const made = await setUpAdmin(work)(code, admin);
			if (!made.ok) return made;
			const entered = await signIn(work)(admin, caller);
			return entered.ok ? made : entered;
		},
	});
};

export const authorityRoutes = (mount: Mount, work: PeopleWork): void => {
	mount(authorityEndpoint, {
		problems: {},
		handle: async () => ok((await work.directory.now()).authority ?? nobodyYet),
	});
	mount(changeAuthorityEndpoint, {
		problems: {},
		handle: (next, { actor }) => changeAuthority(work)(next, actor),
	});
};

const unitProblems = {
	'unit.not-found': 404,
	'unit.no-such-parent': 422,
	'unit.below-itself': 422,
	'unit.has-units-below': 409,
} as const;

export const unitRoutes = (mount: Mount, work: PeopleWork): void => {
	mount(unitsEndpoint, {
		problems: {},
		handle: async () => ok({ items: [...(await work.directory.now()).tree.all] }),
	});
	mount(createUnitEndpoint, {
		problems: unitProblems,
		handle: (input, { actor }) => createUnit(work)(input, actor),
	});
	mount(changeUnitEndpoint, {
		problems: unitProblems,
		handle: (input, { actor }) => changeUnit(work)(input, actor),
	});
	mount(closeUnitEndpoint, {
		problems: unitProblems,
		handle: async ({ id }, { actor }) => nothing(await closeUnit(work)(id, actor)),
	});
	mount(reopenUnitEndpoint, {
		problems: unitProblems,
		handle: async ({ id }, { actor }) => nothing(await reopenUnit(work)(id, actor)),
	});
};

export const tokenRoutes = (mount: Mount, work: PeopleWork): void => {
	mount(tokensEndpoint, {
		problems: {},
		handle: async (asked) => ok(await work.db.read('access keys', (tx) => listTokens(tx, asked))),
	});
	mount(createTokenEndpoint, {
		problems: { 'unit.not-found': 404 },
		handle: (input, { actor }) => createToken(work)(input, actor),
	});
	mount(revokeTokenEndpoint, {
		problems: { 'token.not-found': 404, 'unit.not-found': 404 },
		handle: async ({ id }, { actor }) => nothing(await revokeToken(work)(id, actor)),
	});
};
