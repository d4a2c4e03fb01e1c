import { authorityRoles, type Grant, type Role, unitRoles } from '#kernel/permission.ts';
import type { Instant } from '#kernel/time.ts';

import type { UnitTree } from './unit-tree.ts';

export type PersonState = 'invited' | 'active' | 'locked' | 'left';

export interface HeldRole {
	readonly role: Role;
	/** Null for the roles of the whole authority. */
	readonly unitId: string | null;
}

export interface Person {
	readonly id: string;
	readonly name: string;
	readonly mail: string;
	readonly state: PersonState;
	readonly initials: string;
	readonly roles: readonly HeldRole[];
}

export interface Substitution {
	readonly personId: string;
	readonly substituteId: string;
	readonly from: Instant;
	readonly until: Instant;
}

const isUnitRole = (role: Role): boolean => unitRoles.some((known) => known === role);
const isAuthorityRole = (role: Role): boolean => authorityRoles.some((known) => known === role);

/** A unit role needs a unit, an authority role must not have one. */
export const fits = ({ role, unitId }: HeldRole): boolean => isUnitRole(role) === (unitId !== null);

/** Approvers, leads and everyone with a role for the whole authority show a second factor. */
export const needsSecondFactor = (roles: readonly HeldRole[]): boolean =>
	roles.some(({ role }) => role === 'approver' || role === 'lead' || isAuthorityRole(role));

/** A unit role reaches its unit and everything below; an authority role everything. */
export const grantsOf = (roles: readonly HeldRole[], tree: UnitTree): readonly Grant[] =>
	roles.map(({ role, unitId }) => ({ role, units: unitId === null ? 'all' : tree.below(unitId) }));

export const isAway = (personId: string, substitutions: readonly Substitution[], now: Instant): boolean =>
	substitutions.some((entry) => entry.personId === personId && entry.from <= now && now < entry.until);

/** Who is there for a person at a moment: themselves, or a substitute who is there; null: nobody. */
export const thereFor = (personId: string, { persons, substitutions }: Staff, at: Instant): string | null => {
	const there = (id: string): boolean => persons.get(id)?.state === 'active' && !isAway(id, substitutions, at);
	if (there(personId)) return personId;
	const standIns = substitutions.filter((one) => one.personId === personId && one.from <= at && at < one.until);
	return standIns.find(({ substituteId }) => there(substituteId))?.substituteId ?? null;
};

/** The roles per unit that fall to a substitute while the other is away. Roles for the whole authority do not travel. */
export const borrowedRoles = (
	substituteId: string,
	{ substitutions, persons, now }: Staff & { readonly now: Instant },
): readonly HeldRole[] =>
	substitutions
		.filter((entry) => entry.substituteId === substituteId && entry.from <= now && now < entry.until)
		.flatMap((entry) => persons.get(entry.personId)?.roles ?? [])
		.filter(({ role }) => isUnitRole(role));

export interface Staff {
	readonly persons: ReadonlyMap<string, Person>;
	readonly substitutions: readonly Substitution[];
}

/** Someone who may act in a unit now; a substitute says for whom. */
export interface Responsible {
	readonly personId: string;
	readonly name: string;
	readonly role: Role;
	/** The unit in which the role is held: the unit asked for, or one above. */
	readonly unitId: string;
	readonly insteadOf?: string;
}

interface Asked {
	readonly staff: Staff;
	readonly tree: UnitTree;
	readonly now: Instant;
	readonly except?: readonly string[];
}

/**
 * Who holds one of `roles` in the unit or above, nearest unit first. Who is away is replaced by the substitute;
 * whoever is in `except` never appears, not as a substitute either.
 */
export const responsibleFor = (unitId: string, roles: readonly Role[], asked: Asked): readonly Responsible[] => {
	const { staff, tree, now, except = [] } = asked;
	const found = new Map<string, Responsible>();
	for (const candidate of tree.path(unitId).flatMap(({ id }) => candidates(id, roles, asked))) {
		const { personId } = candidate;
		const there = staff.persons.get(personId)?.state === 'active' && !isAway(personId, staff.substitutions, now);
		if (there && !except.includes(personId) && !found.has(personId)) found.set(personId, candidate);
	}
	return [...found.values()];
};

/** The holders of the roles in this very unit, each followed by their substitutes of the moment. */
const candidates = (unitId: string, roles: readonly Role[], { staff, now }: Asked): readonly Responsible[] =>
	[...staff.persons.values()].flatMap((person) => {
		const held = person.roles.find((entry) => entry.unitId === unitId && roles.includes(entry.role));
		if (!held || person.state !== 'active') return [];
		const { role } = held;
		const standIns = staff.substitutions
			.filter((entry) => entry.personId === person.id && entry.from <= now && now < entry.until)
			.map(({ substituteId: id }) => ({ personId: id, name: staff.persons.get(id)?.name ?? '', insteadOf: person.id }));
		return [{ personId: person.id, name: person.name }, ...standIns].map((entry) => ({ ...entry, role, unitId }));
	});

/** Somebody at work now, with every role they hold in a unit: their own there or above, for the whole authority, and borrowed. */
export interface Holder {
	readonly personId: string;
	readonly name: string;
	readonly mail: string;
	readonly roles: readonly Role[];
	/** Roles that are only borrowed from somebody who is away. */
	readonly borrowed: readonly Role[];
}

/** Everybody who is there and holds any role in the unit, those with a role nearest to it first. */
export const holdersIn = (unitId: string, { staff, tree, now }: Omit<Asked, 'except'>): readonly Holder[] => {
	const path = tree.path(unitId).map(({ id }) => id);
	const reaches = ({ unitId: held }: HeldRole): boolean => held === null || path.includes(held);
	const near = (roles: readonly HeldRole[]): number =>
		Math.min(...roles.map(({ unitId: held }) => (held === null ? path.length : path.indexOf(held))));
	return [...staff.persons.values()]
		.filter(({ id, state }) => state === 'active' && !isAway(id, staff.substitutions, now))
		.flatMap((person) => {
			const own = person.roles.filter(reaches);
			const lent = borrowedRoles(person.id, { ...staff, now }).filter(reaches);
			const all = [...own, ...lent];
			if (all.length === 0) return [];
			const roles = [...new Set(all.map(({ role }) => role))];
			const borrowed = roles.filter((role) => !own.some((held) => held.role === role));
			const { id: personId, name, mail } = person;
			return [{ near: near(all), holder: { personId, name, mail, roles, borrowed } }];
		})
		.toSorted((a, b) => a.near - b.near)
		.map(({ holder }) => holder);
};

/** Two letters for the round mark of a person: first and last name. */
export const initialsOf = (name: string): string => {
	const words = name
		.trim()
		.split(/\s+/)
		.filter((word) => /^\p{L}/u.test(word) && !word.endsWith('.'));
	const [first = '?'] = words;
	const last = words.length > 1 ? (words.at(-1) ?? '') : '';
	return `${first.slice(0, 1)}${last.slice(0, 1)}`.toUpperCase();
};

const collator = new Intl.Collator('de');

/** The order of every list of persons: by name as a German reader expects it. */
export const byName = (a: ListKey, b: ListKey): number =>
	collator.compare(a.name, b.name) || Number(a.id > b.id) - Number(a.id < b.id);

type ListKey = Pick<Person, 'name' | 'id'>;
