import { fail, ok, type Result } from '#kernel/result.ts';
import { done } from '#platform/act.ts';

import { nobodyYet } from './domain/authority.ts';
import { needsSecondFactor } from './domain/person.ts';
import { type LinkFailure, readLink, takeLink } from './links.ts';
import { dropSecondFactor, giveCredentials } from './sign-in/credentials.ts';
import { asPerson } from './sign-in/enter.ts';
import { people } from './tables.ts';
import type { PeopleWork } from './work.ts';

const purposes = ['invitation', 'rescue'] as const;

/** Whom a link is for, before it is taken up. */
export const lookAtInvitation = (work: PeopleWork) => async (token: string) => {
	const link = await work.db.read('invitation', (tx) => readLink(tx, work.clock, { token, purposes }));
	const { persons, authority } = await work.directory.now();
	const person = link && persons.get(link.personId);
	if (!link || !person) return fail({ type: 'link.ended' });
	return ok({
		name: person.name,
		mail: person.mail,
		authority: (authority ?? nobodyYet).name,
		purpose: link.purpose === 'rescue' ? ('rescue' as const) : ('invitation' as const),
		needsSecondFactor: needsSecondFactor(person.roles),
	});
};

interface Accepted {
	readonly mail: string;
}

/** Takes up an invitation: sets the password and lets the person in. A rescue also ends the lost second factor. */
export const acceptInvitation =
	(work: PeopleWork) =>
	async ({
		token,
		password,
	}: {
		readonly token: string;
		readonly password: string;
	}): Promise<Result<Accepted, LinkFailure>> => {
		const { persons } = await work.directory.now();
		const link = await work.db.read('invitation', (tx) => readLink(tx, work.clock, { token, purposes }));
		const person = link && persons.get(link.personId);
		if (!person) return fail({ type: 'link.ended' });
		const passwordHash = await work.library.hash(password);
		return work.act<Accepted, LinkFailure>('accept invitation', asPerson(person.id, person.name), async (tx) => {
			const taken = await takeLink(work, tx, { token, purposes });
			if (!taken.ok) return taken;
			const rescued = taken.value.purpose === 'rescue';
			const coming = people(tx).updateTable('people_person').set({ state: 'active' }).where('id', '=', person.id);
			const { numUpdatedRows } = await coming.where('state', 'in', ['invited', 'active']).executeTakeFirst();
			if (numUpdatedRows === 0n) return fail({ type: 'link.ended' });
			await giveCredentials(tx, work.clock, { ...person, personId: person.id, passwordHash });
			if (rescued) await dropSecondFactor(tx, person.id);
			await work.announce(tx, person.id);
			const kind = rescued ? 'person.rescued' : 'person.joined';
			return done({ mail: person.mail }, { kind, subject: person.id, payload: { name: person.name } });
		});
	};
