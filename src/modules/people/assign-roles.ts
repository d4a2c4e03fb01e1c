import type { Actor } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done, type Leaf, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { fits, type HeldRole } from './domain/person.ts';
import { people } from './tables.ts';
import type { PeopleWork } from './work.ts';

export type RoleFailure =
	/** A unit role without a unit, or a role for the whole authority with one. */
	{ readonly type: 'role.wrong-place' } | { readonly type: 'unit.not-found' };
export type AssignFailure = RoleFailure | { readonly type: 'person.not-found' } | LastAdmin;
export type LastAdmin = { readonly type: 'person.last-admin' };

const same = (a: HeldRole) => (b: HeldRole) => a.role === b.role && a.unitId === b.unitId;

/** Roles stand where they belong, in units that are open. */
export const checkRoles = async (tx: Tx, roles: readonly HeldRole[]): Promise<Result<void, RoleFailure>> => {
	if (!roles.every(fits)) return fail({ type: 'role.wrong-place' });
	const asked = [...new Set(roles.flatMap(({ unitId }) => (unitId === null ? [] : [unitId])))];
	if (asked.length === 0) return ok(undefined);
	const query = people(tx).selectFrom('people_unit').select('id').where('id', 'in', asked);
	const found = await query.where('closed_at', 'is', null).execute();
	return found.length === asked.length ? ok(undefined) : fail({ type: 'unit.not-found' });
};

/** Writes the roles, each with a leaf of its own. */
export const giveRoles = async (
	{ ids, clock }: Pick<PeopleWork, 'ids' | 'clock'>,
	tx: Tx,
	{ personId, roles }: { readonly personId: string; readonly roles: readonly HeldRole[] },
): Promise<readonly Leaf[]> => {
	const distinct = roles.filter((held, index) => roles.findIndex(same(held)) === index);
	const given_at = toDate(clock.now());
	const rows = distinct.map(({ role, unitId }) => ({
		id: ids.next('role'),
		person_id: personId,
		role,
		unit_id: unitId,
		given_at,
	}));
	if (rows.length > 0) await people(tx).insertInto('people_role').values(rows).execute();
	return distinct.map((held) => leafOf('person.role-given', personId, held));
};

const leafOf = (kind: Leaf['kind'], personId: string, { role, unitId }: HeldRole): Leaf => ({
	kind,
	subject: personId,
	...(unitId === null ? {} : { unitId }),
	payload: { role, unitId },
});

/** Sets all roles of a person: what is new is given, what is missing is taken away, each with a leaf. */
export const assignRoles =
	(work: PeopleWork) =>
	({ id, roles }: { readonly id: string; readonly roles: readonly HeldRole[] }, actor: Actor) =>
		work.act<{ readonly roles: HeldRole[] }, AssignFailure>('assign roles', actor, async (tx) => {
			await holdAdmins(tx);
			if (!(await isStaff(tx, id))) return fail({ type: 'person.not-found' });
			const rows = await people(tx).selectFrom('people_role').selectAll().where('person_id', '=', id).execute();
			const before = rows.map((row) => ({ id: row.id, role: row.role, unitId: row.unit_id }));
			const added = roles.filter((held) => !before.some(same(held)));
			const checked = await checkRoles(tx, added);
			if (!checked.ok) return checked;
			const taken = before.filter((held) => !roles.some(same(held)));
			if (taken.some(({ role }) => role === 'admin') && !(await hasOtherAdmin(tx, id)))
				return fail({ type: 'person.last-admin' });
			const leaves = [
				...(await takeRoles(tx, id, taken)),
				...(await giveRoles(work, tx, { personId: id, roles: added })),
			];
			await work.announce(tx, id);
			return withLeaves({ roles: [...roles] }, leaves);
		});

const isStaff = async (tx: Tx, id: string): Promise<boolean> => {
	const query = people(tx).selectFrom('people_person').select('id').where('id', '=', id);
	return (await query.where('state', '<>', 'left').executeTakeFirst()) !== undefined;
};

const withLeaves = <T>(value: T, [first, ...more]: readonly Leaf[]) =>
	first ? done(value, first, ...more) : unchanged(value);

type HeldRow = HeldRole & { readonly id: string };

const takeRoles = async (tx: Tx, personId: string, taken: readonly HeldRow[]): Promise<readonly Leaf[]> => {
	if (taken.length === 0) return [];
	const ids = taken.map(({ id }) => id);
	await people(tx).deleteFrom('people_role').where('id', 'in', ids).execute();
	return taken.map((held) => leafOf('person.role-taken', personId, held));
};

/** Two administrators cannot remove each other at the same moment: whoever comes second waits and sees. */
export const holdAdmins = async (tx: Tx): Promise<void> => {
	await people(tx)
		.selectFrom('people_role')
		.select('id')
		.where('role', '=', 'admin')
		.orderBy('id')
		.forUpdate()
		.execute();
};

/** True when another active person administers this installation. Call `holdAdmins` first. */
export const hasOtherAdmin = async (tx: Tx, personId: string): Promise<boolean> => {
	const query = people(tx)
		.selectFrom('people_role')
		.innerJoin('people_person', 'people_person.id', 'people_role.person_id')
		.select('people_role.id')
		.where('role', '=', 'admin')
		.where('state', '=', 'active');
	return (await query.where('person_id', '<>', personId).executeTakeFirst()) !== undefined;
};
