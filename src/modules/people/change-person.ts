import type { Actor } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { hasOtherAdmin, holdAdmins, type LastAdmin } from './assign-roles.ts';
import { initialsOf, type PersonState } from './domain/person.ts';
import { endLinks } from './links.ts';
import { dropCredentials, endSessions, passwordHashOf } from './sign-in/credentials.ts';
import { people } from './tables.ts';
import type { PeopleWork } from './work.ts';

export type PersonFailure = { readonly type: 'person.not-found' } | LastAdmin;

interface Found {
	readonly name: string;
	readonly mail: string;
	readonly state: PersonState;
}

/** The person, held until the act ends; nobody who has left. */
const hold = async (tx: Tx, id: string): Promise<Found | undefined> => {
	await holdAdmins(tx);
	const query = people(tx).selectFrom('people_person').select(['name', 'mail', 'state']).where('id', '=', id);
	return query.where('state', '<>', 'left').forUpdate().executeTakeFirst();
};

const setState = async (tx: Tx, id: string, state: PersonState): Promise<void> => {
	await people(tx).updateTable('people_person').set({ state }).where('id', '=', id).execute();
};

/** Changes the name of a person; it stands from now on, older entries of the log keep the one of then. */
export const renamePerson =
	(work: PeopleWork) =>
	({ id, name }: { readonly id: string; readonly name: string }, actor: Actor): Promise<Result<void, PersonFailure>> =>
		work.act<void, PersonFailure>('rename person', actor, async (tx) => {
			const person = await hold(tx, id);
			if (!person) return fail({ type: 'person.not-found' });
			const row = { name, initials: initialsOf(name) };
			await people(tx).updateTable('people_person').set(row).where('id', '=', id).execute();
			await work.announce(tx, id);
			return done(undefined, { kind: 'person.renamed', subject: id, payload: { before: person.name, after: name } });
		});

/** Locks a person out: all sessions end at once, roles stay for when the lock is taken off. */
export const lockPerson =
	(work: PeopleWork) =>
	(id: string, actor: Actor): Promise<Result<void, PersonFailure>> =>
		work.act<void, PersonFailure>('lock person', actor, async (tx) => {
			const person = await hold(tx, id);
			if (!person) return fail({ type: 'person.not-found' });
			if (person.state === 'locked') return unchanged(undefined);
			if (!(await hasOtherAdmin(tx, id))) return fail({ type: 'person.last-admin' });
			await setState(tx, id, 'locked');
			await endSessions(tx, id);
			await endLinks(tx, work.clock, { personId: id });
			await work.announce(tx, id);
			return done(undefined, { kind: 'person.locked', subject: id, payload: {} });
		});

/** Takes the lock off again. Who never had a password needs a new invitation. */
export const unlockPerson =
	(work: PeopleWork) =>
	(id: string, actor: Actor): Promise<Result<void, PersonFailure>> =>
		work.act<void, PersonFailure>('unlock person', actor, async (tx) => {
			const person = await hold(tx, id);
			if (!person) return fail({ type: 'person.not-found' });
			if (person.state !== 'locked') return unchanged(undefined);
			await setState(tx, id, (await passwordHashOf(tx, id)) === null ? 'invited' : 'active');
			await work.announce(tx, id);
			return done(undefined, { kind: 'person.unlocked', subject: id, payload: {} });
		});

/** Ends a person's work here: sessions, sign-in, roles and address go; the name stays with what they did. */
export const leavePerson =
	(work: PeopleWork) =>
	(id: string, actor: Actor): Promise<Result<void, PersonFailure>> =>
		work.act<void, PersonFailure>('let person leave', actor, async (tx) => {
			const person = await hold(tx, id);
			if (!person) return fail({ type: 'person.not-found' });
			if (!(await hasOtherAdmin(tx, id))) return fail({ type: 'person.last-admin' });
			await people(tx).updateTable('people_person').set({ state: 'left', mail: '' }).where('id', '=', id).execute();
			await people(tx).deleteFrom('people_role').where('person_id', '=', id).execute();
			const standing = people(tx).deleteFrom('people_substitution');
			await standing.where((row) => row.or([row('person_id', '=', id), row('substitute_id', '=', id)])).execute();
			await endLinks(tx, work.clock, { personId: id });
			await dropCredentials(tx, id);
			await work.announce(tx, id);
			return done(undefined, { kind: 'person.left', subject: id, payload: { name: person.name } });
		});
