import { fail, ok, type Result } from '#kernel/result.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';
import type { Caller } from '#platform/http/mount.ts';

import { needsSecondFactor } from '../domain/person.ts';
import type { PeopleWork } from '../work.ts';
import { dropSecondFactor, markShown } from './credentials.ts';
import { type Factor, sessionTokenIn, verifyFactor } from './enter.ts';
import { forLibrary, type Library } from './library.ts';
import type { Refusal } from './limiter.ts';

export type SecondFactorFailure =
	| Refusal
	| { readonly type: 'access.sign-in' }
	| { readonly type: 'access.second-factor' };
export type RemoveFailure = SecondFactorFailure | { readonly type: 'second-factor.required' };

interface Enrolment {
	readonly uri: string;
	readonly secret: string;
	readonly recoveryCodes: readonly string[];
}

/** Begins to set up an authenticator app. Where there is one already it is replaced, which needs the old one shown. */
export const beginSecondFactor =
	(work: PeopleWork) =>
	async (password: string, caller: Caller): Promise<Result<Enrolment, SecondFactorFailure>> => {
		const session = await work.identity.session(caller.request);
		if (session === null) return fail({ type: 'access.sign-in' });
		if (session.secondFactor && !caller.actor.elevated) return fail({ type: 'access.second-factor' });
		return guarded(work, caller, () =>
			work.act('begin second factor', caller.actor, async (tx) => {
				if (session.secondFactor) await dropSecondFactor(tx, session.personId);
				const given = await enableApp(work.library, tx, { password, request: caller.request });
				if (given === null) return fail({ type: 'sign-in.refused' });
				const value = toEnrolment(given);
				await work.announce(tx, session.personId);
				if (!session.secondFactor) return unchanged(value);
				return done(value, { kind: 'second-factor.removed', subject: session.personId, payload: { replaced: true } });
			}),
		);
	};

interface Given {
	readonly totpURI: string;
	readonly backupCodes: readonly string[];
}

const enableApp = async (
	library: Library,
	tx: Tx,
	{ password, request }: { readonly password: string; readonly request: Request },
): Promise<Given | null> => {
	const body = { password, method: 'totp' } as const;
	const asked = { body, headers: forLibrary(request), returnHeaders: true } as const;
	const answer = await library.ask(tx, (api) => api.enableTwoFactor(asked));
	return answer.ok && answer.value.response.method === 'totp' ? answer.value.response : null;
};

const toEnrolment = (given: Given): Enrolment => ({
	uri: given.totpURI,
	secret: (new URL(given.totpURI).searchParams.get('secret') ?? '').replaceAll(/(.{4})(?=.)/g, '$1 '),
	recoveryCodes: given.backupCodes,
});

/** Completes the set-up with the first code of the app: from now on it is asked for at every sign-in. */
export const confirmSecondFactor =
	(work: PeopleWork) =>
	async (code: string, caller: Caller): Promise<Result<void, SecondFactorFailure>> => {
		const session = await work.identity.session(caller.request);
		if (session === null) return fail({ type: 'access.sign-in' });
		const confirmed = await guarded(work, caller, () =>
			work.act('confirm second factor', caller.actor, async (tx) => {
				const answer = await verifyFactor(
					{ library: work.library, tx, request: caller.request },
					{ kind: 'totp', code },
				);
				if (!answer.ok) return fail({ type: 'sign-in.refused' });
				const cookies = answer.value.headers.getSetCookie();
				await markShown(tx, (await sessionTokenIn(cookies, work)) ?? session.token, work.clock.now());
				await work.announce(tx, session.personId);
				return done(cookies, { kind: 'second-factor.enrolled', subject: session.personId, payload: {} });
			}),
		);
		if (!confirmed.ok) return confirmed;
		for (const cookie of confirmed.value) caller.setCookie(cookie);
		return ok(undefined);
	};

/** Shows the second factor again within a session: privileged acts are open for a while. */
export const showSecondFactor =
	(work: PeopleWork) =>
	async (factor: Factor, caller: Caller): Promise<Result<void, SecondFactorFailure>> => {
		const session = await work.identity.session(caller.request);
		if (session === null) return fail({ type: 'access.sign-in' });
		if (!session.secondFactor) return fail({ type: 'sign-in.refused', left: 0 });
		return guarded(work, caller, () =>
			work.act('show second factor', caller.actor, async (tx) => {
				const answer = await verifyFactor({ library: work.library, tx, request: caller.request }, factor);
				if (!answer.ok) return fail({ type: 'sign-in.refused' });
				await markShown(tx, session.token, work.clock.now());
				await work.announce(tx, session.personId);
				if (factor.kind === 'totp') return unchanged(undefined);
				return done(undefined, { kind: 'second-factor.recovery-code-used', subject: session.personId, payload: {} });
			}),
		);
	};

/** Removes the second factor, unless a role requires it. */
export const removeSecondFactor =
	(work: PeopleWork) =>
	async (password: string, caller: Caller): Promise<Result<void, RemoveFailure>> => {
		const session = await work.identity.session(caller.request);
		if (session === null) return fail({ type: 'access.sign-in' });
		const person = (await work.directory.now()).persons.get(session.personId);
		if (!person || needsSecondFactor(person.roles)) return fail({ type: 'second-factor.required' });
		const removed = await guarded(work, caller, () =>
			work.act('remove second factor', caller.actor, async (tx) => {
				const answer = await work.library.ask(tx, (api) =>
					api.disableTwoFactor({ body: { password }, headers: forLibrary(caller.request), returnHeaders: true }),
				);
				if (!answer.ok) return fail({ type: 'sign-in.refused' });
				await work.announce(tx, session.personId);
				const cookies = answer.value.headers.getSetCookie();
				return done(cookies, {
					kind: 'second-factor.removed',
					subject: session.personId,
					payload: { replaced: false },
				});
			}),
		);
		if (!removed.ok) return removed;
		for (const cookie of removed.value) caller.setCookie(cookie);
		return ok(undefined);
	};

/** Makes new recovery codes; the old ones end. */
export const renewRecoveryCodes =
	(work: PeopleWork) =>
	async (password: string, caller: Caller): Promise<Result<readonly string[], SecondFactorFailure>> => {
		const session = await work.identity.session(caller.request);
		if (session === null) return fail({ type: 'access.sign-in' });
		return guarded(work, caller, () =>
			work.act('renew recovery codes', caller.actor, async (tx) => {
				const answer = await work.library.ask(tx, (api) =>
					api.generateBackupCodes({ body: { password }, headers: forLibrary(caller.request), returnHeaders: true }),
				);
				if (!answer.ok) return fail({ type: 'sign-in.refused' });
				const codes = answer.value.response.backupCodes;
				return done(codes, { kind: 'second-factor.recovery-codes-renewed', subject: session.personId, payload: {} });
			}),
		);
	};

/** Counts wrong passwords and codes of a signed-in person like those at the door. */
export const guarded = async <T>(
	{ limiter }: PeopleWork,
	{ address, actor }: Caller,
	attempt: () => Promise<Result<T, { readonly type: 'sign-in.refused' }>>,
): Promise<Result<T, Refusal>> => {
	const who = { address, account: actor.id };
	const admitted = limiter.admit(who);
	if (!admitted.ok) return admitted;
	const result = await attempt();
	if (!result.ok) return fail(limiter.failed(who));
	limiter.succeeded(who);
	return result;
};
