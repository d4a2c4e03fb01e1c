import type { Actor } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { checkRoles, giveRoles, type RoleFailure } from './assign-roles.ts';
import { type HeldRole, initialsOf } from './domain/person.ts';
import { invitationLetter } from './letters.ts';
import { makeLink } from './links.ts';
import { people } from './tables.ts';
import type { PeopleWork } from './work.ts';

export type InviteFailure = RoleFailure | { readonly type: 'person.mail-taken' };
export type InviteAgainFailure = { readonly type: 'person.not-found' } | { readonly type: 'person.not-invited' };

export interface Invited {
	readonly id: string;
	/** Only when it is to be handed over by hand. */
	readonly link: string | null;
}

interface Invitation {
	readonly name: string;
	readonly mail: string;
	readonly roles: readonly HeldRole[];
	readonly by: 'mail' | 'link';
}

/** Enters a new colleague with their roles and invites them; nothing opens before they have set a password. */
export const invitePerson =
	(work: PeopleWork) =>
	({ name, mail, roles, by }: Invitation, actor: Actor): Promise<Result<Invited, InviteFailure>> =>
		work.act<Invited, InviteFailure>('invite person', actor, async (tx) => {
			const checked = await checkRoles(tx, roles);
			if (!checked.ok) return checked;
			if (await isTaken(tx, mail)) return fail({ type: 'person.mail-taken' });
			const id = work.ids.next('person');
			const created_at = toDate(work.clock.now());
			const row = { id, name, mail, state: 'invited' as const, initials: initialsOf(name), created_at };
			await people(tx).insertInto('people_person').values(row).execute();
			const leaves = await giveRoles(work, tx, { personId: id, roles });
			const link = await hand(work, tx, { id, name, mail, by });
			await work.announce(tx, id);
			return done({ id, link }, { kind: 'person.invited', subject: id, payload: { name, mail, by } }, ...leaves);
		});

/** Invites once more someone who has not come yet. The link of before ends. */
export const inviteAgain =
	(work: PeopleWork) =>
	({ id, by }: Pick<Invitation, 'by'> & { readonly id: string }, actor: Actor) =>
		work.act<Invited, InviteAgainFailure>('invite person again', actor, async (tx) => {
			const query = people(tx).selectFrom('people_person').select(['name', 'mail', 'state']).where('id', '=', id);
			const person = await query.executeTakeFirst();
			if (!person) return fail({ type: 'person.not-found' });
			if (person.state !== 'invited') return fail({ type: 'person.not-invited' });
			const link = await hand(work, tx, { ...person, id, by });
			return done({ id, link }, { kind: 'person.invited', subject: id, payload: { again: true, by } });
		});

interface Handed {
	readonly id: string;
	readonly name: string;
	readonly mail: string;
	readonly by: 'mail' | 'link';
}

const hand = async (work: PeopleWork, tx: Tx, { id, name, mail, by }: Handed): Promise<string | null> => {
	const link = await makeLink(work, tx, { personId: id, purpose: 'invitation' });
	if (by === 'link') return link;
	const row = await people(tx).selectFrom('people_authority').selectAll().executeTakeFirst();
	await work.mailer.send(tx, invitationLetter({ name, mail }, { link, authority: row ?? null }));
	return null;
};

/** Whether somebody who is still here, `except` aside, has this address in any case of letters. */
export const isTaken = async (tx: Tx, mail: string, except = ''): Promise<boolean> => {
	const others = people(tx).selectFrom('people_person').select('id').where('id', '<>', except);
	const query = others.where('state', '<>', 'left');
	return (
		(await query.where((row) => row(row.fn('lower', ['mail']), '=', mail.toLowerCase())).executeTakeFirst()) !==
		undefined
	);
};
