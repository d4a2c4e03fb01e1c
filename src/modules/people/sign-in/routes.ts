import {
	acceptInvitationEndpoint,
	beginSecondFactorEndpoint,
	changePasswordEndpoint,
	confirmSecondFactorEndpoint,
	forgottenPasswordEndpoint,
	invitationEndpoint,
	newRecoveryCodesEndpoint,
	removeSecondFactorEndpoint,
	resetPasswordEndpoint,
	revokeSessionEndpoint,
	secondFactorEndpoint,
	sessionsEndpoint,
	showSecondFactorEndpoint,
	signInEndpoint,
	signOutEndpoint,
} from '#contract/sign-in.ts';
import { ok, type Result } from '#kernel/result.ts';
import type { Mount } from '#platform/http/mount.ts';

import { acceptInvitation, lookAtInvitation } from '../accept-invitation.ts';
import type { LinkFailure } from '../links.ts';
import { nothing } from '../nothing.ts';
import type { PeopleWork } from '../work.ts';
import { completeSignIn, type Next, signIn, signOut } from './enter.ts';
import type { Refusal } from './limiter.ts';
import { changePassword, forgetPassword, resetPassword } from './password.ts';
import {
	beginSecondFactor,
	confirmSecondFactor,
	removeSecondFactor,
	renewRecoveryCodes,
	showSecondFactor,
} from './second-factor.ts';
import { listSessions, revokeSession } from './sessions.ts';

const refusals = { 'sign-in.refused': 403, 'sign-in.paused': 429 } as const;
const ended = { 'link.ended': 410 } as const;
const guarded = { ...refusals, 'access.sign-in': 401, 'access.second-factor': 403 } as const;

export const signInRoutes = (mount: Mount, work: PeopleWork): void => {
	doorRoutes(mount, work);
	linkRoutes(mount, work);
	secondFactorRoutes(mount, work);
	sessionRoutes(mount, work);
};

const doorRoutes = (mount: Mount, work: PeopleWork): void => {
	mount(signInEndpoint, { problems: refusals, handle: (input, caller) => signIn(work)(input, caller) });
	mount(secondFactorEndpoint, {
		problems: refusals,
		handle: async (factor, caller) => nothing(await completeSignIn(work)(factor, caller)),
	});
	mount(signOutEndpoint, { problems: {}, handle: async (_, caller) => nothing(await signOut(work)(caller)) });
	mount(forgottenPasswordEndpoint, {
		problems: refusals,
		handle: async ({ mail }, caller) => nothing(await forgetPassword(work)(mail, caller)),
	});
};

const linkRoutes = (mount: Mount, work: PeopleWork): void => {
	mount(resetPasswordEndpoint, {
		problems: ended,
		handle: async (input) => nothing(await resetPassword(work)(input)),
	});
	mount(invitationEndpoint, { problems: ended, handle: ({ token }) => lookAtInvitation(work)(token) });
	mount(acceptInvitationEndpoint, {
		problems: { ...ended, ...refusals },
		async handle(input, caller): Promise<Result<{ readonly next: Next }, LinkFailure | Refusal>> {
			const accepted = await acceptInvitation(work)(input);
			return accepted.ok ? signIn(work)({ mail: accepted.value.mail, password: input.password }, caller) : accepted;
		},
	});
};

const secondFactorRoutes = (mount: Mount, work: PeopleWork): void => {
	mount(beginSecondFactorEndpoint, {
		problems: guarded,
		async handle({ password }, caller) {
			const begun = await beginSecondFactor(work)(password, caller);
			return begun.ok ? ok({ ...begun.value, recoveryCodes: [...begun.value.recoveryCodes] }) : begun;
		},
	});
	mount(confirmSecondFactorEndpoint, {
		problems: guarded,
		handle: async ({ code }, caller) => nothing(await confirmSecondFactor(work)(code, caller)),
	});
	mount(showSecondFactorEndpoint, {
		problems: guarded,
		handle: async (factor, caller) => nothing(await showSecondFactor(work)(factor, caller)),
	});
	mount(removeSecondFactorEndpoint, {
		problems: { ...guarded, 'second-factor.required': 409 },
		handle: async ({ password }, caller) => nothing(await removeSecondFactor(work)(password, caller)),
	});
	mount(newRecoveryCodesEndpoint, {
		problems: guarded,
		async handle({ password }, caller) {
			const renewed = await renewRecoveryCodes(work)(password, caller);
			return renewed.ok ? ok({ recoveryCodes: [...renewed.value] }) : renewed;
		},
	});
};

const sessionRoutes = (mount: Mount, work: PeopleWork): void => {
	mount(sessionsEndpoint, { problems: {}, handle: (_, caller) => listSessions(work)(caller) });
	mount(revokeSessionEndpoint, {
		problems: { 'session.not-found': 404 },
		handle: async ({ id }, caller) => nothing(await revokeSession(work)(id, caller)),
	});
	mount(changePasswordEndpoint, {
		problems: { ...refusals, 'access.sign-in': 401 },
		handle: async (input, caller) => nothing(await changePassword(work)(input, caller)),
	});
};
