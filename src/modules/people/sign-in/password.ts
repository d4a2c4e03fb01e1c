import { system } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { done } from '#platform/act.ts';
import type { Caller } from '#platform/http/mount.ts';
import { passwordLetter } from '../letters.ts';
import { type LinkFailure, makeLink, takeLink } from '../links.ts';
import type { PeopleWork } from '../work.ts';
import { giveCredentials, passwordHashOf } from './credentials.ts';
import { asPerson } from './enter.ts';
import type { Refusal } from './limiter.ts';
import { guarded } from './second-factor.ts';

/** Sends a link for a new password to an active person. Does the same, from outside, for an unknown address. */
export const forgetPassword =
	(work: PeopleWork) =>
	async (mail: string, caller: Caller): Promise<Result<void, Refusal>> => {
		const admitted = work.limiter.admit({ address: caller.address, account: `reset ${mail}` });
		if (!admitted.ok) return admitted;
		const { persons, authority } = await work.directory.now();
		const person = [...persons.values()].find((entry) => entry.mail.toLowerCase() === mail.toLowerCase());
		if (person?.state !== 'active') return ok(undefined);
		const sent = await work.act('ask for a new password', system('sign-in'), async (tx) => {
			const link = await makeLink(work, tx, { personId: person.id, purpose: 'reset' });
			await work.mailer.send(tx, passwordLetter(person, { link, authority }));
			return done(undefined, { kind: 'password.reset-asked', subject: person.id, payload: {} });
		});
		return sent.ok ? ok(undefined) : sent;
	};

/** Sets a new password with the link from the mail. Ends all sessions; the second factor stays. */
export const resetPassword =
	(work: PeopleWork) =>
	async ({
		token,
		password,
	}: {
		readonly token: string;
		readonly password: string;
	}): Promise<Result<void, LinkFailure>> => {
		const { persons } = await work.directory.now();
		const passwordHash = await work.library.hash(password);
		return work.act('reset password', system('sign-in'), async (tx) => {
			const taken = await takeLink(work, tx, { token, purposes: ['reset'] });
			if (!taken.ok) return taken;
			const person = persons.get(taken.value.personId);
			if (person?.state !== 'active') return fail({ type: 'link.ended' });
			await giveCredentials(tx, work.clock, {
				personId: person.id,
				name: person.name,
				mail: person.mail,
				passwordHash,
			});
			await work.announce(tx, person.id);
			return done(undefined, { kind: 'password.reset', subject: person.id, payload: { person: person.id } });
		});
	};

interface NewPassword {
	readonly current: string;
	readonly password: string;
}

type ChangeFailure = Refusal | { readonly type: 'access.sign-in' };

/** Changes one's own password and ends all other sessions. */
export const changePassword =
	(work: PeopleWork) =>
	async ({ current, password }: NewPassword, caller: Caller): Promise<Result<void, ChangeFailure>> => {
		const session = await work.identity.session(caller.request);
		const person = session && (await work.directory.now()).persons.get(session.personId);
		if (!session || !person) return fail({ type: 'access.sign-in' });
		return guarded(work, caller, async () => {
			const known = await work.db.read('password', (tx) => passwordHashOf(tx, person.id));
			if (known === null || !(await work.library.verify(current, known))) return fail({ type: 'sign-in.refused' });
			const passwordHash = await work.library.hash(password);
			return work.act('change password', asPerson(person.id, person.name), async (tx) => {
				await giveCredentials(tx, work.clock, { ...person, personId: person.id, passwordHash, keep: session.token });
				await work.announce(tx, person.id);
				return done(undefined, { kind: 'password.changed', subject: person.id, payload: {} });
			});
		});
	};
