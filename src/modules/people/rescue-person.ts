import { system } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { done } from '#platform/act.ts';

import { makeLink } from './links.ts';
import { people } from './tables.ts';
import type { PeopleWork } from './work.ts';

export type RescueFailure = { readonly type: 'person.not-found' };

/**
 * Makes a one-time link by which a person gets in again after losing password and second factor. For the command line
 * on the machine itself; a locked person is let in again by it.
 */
export const rescuePerson =
	(work: PeopleWork) =>
	(mail: string): Promise<Result<{ readonly link: string }, RescueFailure>> =>
		work.act<{ readonly link: string }, RescueFailure>('rescue person', system('command-line'), async (tx) => {
			const person = await people(tx)
				.selectFrom('people_person')
				.select(['id', 'state'])
				.where((row) => row(row.fn('lower', ['mail']), '=', mail.toLowerCase()))
				.where('state', '<>', 'left')
				.forUpdate()
				.executeTakeFirst();
			if (!person) return fail({ type: 'person.not-found' });
			if (person.state === 'locked')
				await people(tx).updateTable('people_person').set({ state: 'active' }).where('id', '=', person.id).execute();
			const link = await makeLink(work, tx, { personId: person.id, purpose: 'rescue' });
			await work.announce(tx, person.id);
			const payload = { wasLocked: person.state === 'locked' };
			return done({ link }, { kind: 'person.rescue-link-made', subject: person.id, payload });
		});
