import type { Actor } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { isTaken } from './invite-person.ts';
import { addressLetter } from './letters.ts';
import { endLinks } from './links.ts';
import { changeSignInMail, endSessions } from './sign-in/credentials.ts';
import { people } from './tables.ts';
import type { PeopleWork } from './work.ts';

export type MailChangeFailure = { readonly type: 'person.not-found' } | { readonly type: 'person.mail-taken' };

interface NewMail {
	readonly id: string;
	readonly mail: string;
}

/**
 * Changes the address a person signs in with. Links that went to the old one end, and so do their sessions, except where
 * somebody changes their own; the old address is told, so that nobody loses an account unseen.
 */
export const changeMail =
	(work: PeopleWork) =>
	({ id, mail }: NewMail, actor: Actor): Promise<Result<void, MailChangeFailure>> =>
		work.act<void, MailChangeFailure>('change mail address', actor, async (tx) => {
			const query = people(tx).selectFrom('people_person').select(['name', 'mail']).where('id', '=', id);
			const person = await query.where('state', '<>', 'left').forUpdate().executeTakeFirst();
			if (!person) return fail({ type: 'person.not-found' });
			if (person.mail === mail) return unchanged(undefined);
			if (await isTaken(tx, mail, id)) return fail({ type: 'person.mail-taken' });
			await people(tx).updateTable('people_person').set({ mail }).where('id', '=', id).execute();
			await changeSignInMail(tx, id, mail);
			await endLinks(tx, work.clock, { personId: id });
			if (actor.id !== id) await endSessions(tx, id);
			await tellOldAddress(work, tx, { person, mail });
			await work.announce(tx, id);
			return done(undefined, {
				kind: 'person.mail-changed',
				subject: id,
				payload: { before: person.mail, after: mail },
			});
		});

interface Told {
	readonly person: { readonly name: string; readonly mail: string };
	readonly mail: string;
}

const tellOldAddress = async ({ mailer }: PeopleWork, tx: Tx, { person, mail }: Told): Promise<void> => {
	const authority = await people(tx).selectFrom('people_authority').selectAll().executeTakeFirst();
	await mailer.send(tx, addressLetter(person, { address: mail, authority: authority ?? null }));
};
