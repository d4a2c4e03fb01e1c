import {
	arrangeSubstitutionEndpoint,
	assignRolesEndpoint,
	changePersonMailEndpoint,
	endSubstitutionEndpoint,
	inviteAgainEndpoint,
	invitePersonEndpoint,
	leavePersonEndpoint,
	lockPersonEndpoint,
	personEndpoint,
	personsEndpoint,
	renamePersonEndpoint,
	substitutionsEndpoint,
	unlockPersonEndpoint,
	whoamiEndpoint,
} from '#contract/people.ts';
import { ok } from '#kernel/result.ts';
import { instant } from '#kernel/time.ts';
import type { Mount } from '#platform/http/mount.ts';

import { arrangeSubstitution, endSubstitution, listSubstitutions } from './arrange-substitution.ts';
import { assignRoles } from './assign-roles.ts';
import { changeMail } from './change-mail.ts';
import { leavePerson, lockPerson, renamePerson, unlockPerson } from './change-person.ts';
import { inviteAgain, invitePerson } from './invite-person.ts';
import { nothing } from './nothing.ts';
import { listPersons, showPerson } from './person-list.ts';
import { type Flags, whoami } from './whoami.ts';
import type { PeopleWork } from './work.ts';

export const whoamiRoute = (mount: Mount, work: PeopleWork, flags: () => Promise<Flags>): void =>
	mount(whoamiEndpoint, {
		problems: {},
		async handle(_, { actor, request }) {
			const session = await work.identity.session(request);
			const seen = { staff: await work.directory.now(), now: work.clock.now(), flags: await flags() };
			return ok(whoami(actor, { ...seen, secondFactor: session?.secondFactor ?? false }));
		},
	});

const unknown = { 'person.not-found': 404 } as const;
const lastAdmin = { ...unknown, 'person.last-admin': 409 } as const;
const roleProblems = { 'role.wrong-place': 422, 'unit.not-found': 404 } as const;

export const personRoutes = (mount: Mount, work: PeopleWork): void => {
	mount(personsEndpoint, { problems: {}, handle: (asked, { actor }) => listPersons(work)(asked, actor) });
	mount(personEndpoint, { problems: unknown, handle: ({ id }, { actor }) => showPerson(work)(id, actor) });
	mount(invitePersonEndpoint, {
		problems: { ...roleProblems, 'person.mail-taken': 409 },
		handle: (input, { actor }) => invitePerson(work)(input, actor),
	});
	mount(inviteAgainEndpoint, {
		problems: { ...unknown, 'person.not-invited': 409 },
		handle: (input, { actor }) => inviteAgain(work)(input, actor),
	});
	mount(renamePersonEndpoint, {
		problems: lastAdmin,
		handle: async (input, { actor }) => nothing(await renamePerson(work)(input, actor)),
	});
	mount(changePersonMailEndpoint, {
		problems: { ...unknown, 'person.mail-taken': 409 },
		handle: async (input, { actor }) => nothing(await changeMail(work)(input, actor)),
	});
	mount(assignRolesEndpoint, {
		problems: { ...lastAdmin, ...roleProblems },
		handle: (input, { actor }) => assignRoles(work)(input, actor),
	});
	mount(lockPersonEndpoint, {
		problems: lastAdmin,
		handle: async ({ id }, { actor }) => nothing(await lockPerson(work)(id, actor)),
	});
	mount(unlockPersonEndpoint, {
		problems: lastAdmin,
		handle: async ({ id }, { actor }) => nothing(await unlockPerson(work)(id, actor)),
	});
	mount(leavePersonEndpoint, {
		problems: lastAdmin,
		handle: async ({ id }, { actor }) => nothing(await leavePerson(work)(id, actor)),
	});
};

const substitutionProblems = {
	...unknown,
	'access.denied': 403,
	'substitution.self': 422,
	'substitution.wrong-time': 422,
	'substitution.not-found': 404,
} as const;

export const substitutionRoutes = (mount: Mount, work: PeopleWork): void => {
	mount(substitutionsEndpoint, {
		problems: { 'access.denied': 403 },
		handle: ({ id }, { actor }) => listSubstitutions(work)(id, actor),
	});
	mount(arrangeSubstitutionEndpoint, {
		problems: substitutionProblems,
		handle: ({ from, until, ...input }, { actor }) =>
			arrangeSubstitution(work)({ ...input, from: instant(from), until: instant(until) }, actor),
	});
	mount(endSubstitutionEndpoint, {
		problems: substitutionProblems,
		handle: async (input, { actor }) => nothing(await endSubstitution(work)(input, actor)),
	});
};
