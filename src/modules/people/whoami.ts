import { type Actor, may, permissions, unitsWhere } from '#kernel/permission.ts';
import type { Instant } from '#kernel/time.ts';

import { nobodyYet } from './domain/authority.ts';
import type { Directory } from './domain/directory.ts';
import { borrowedRoles, initialsOf, needsSecondFactor } from './domain/person.ts';

export interface Flags {
	readonly lab: boolean;
	readonly practice: boolean;
	readonly paused: boolean;
}

interface Seen {
	readonly staff: Directory;
	readonly now: Instant;
	readonly secondFactor: boolean;
	readonly flags: Flags;
}

/** What the desk needs to know about who sits at it. */
export const whoami = (actor: Actor, { staff, now, secondFactor, flags }: Seen) => {
	const person = staff.persons.get(actor.id);
	const own = (person?.roles ?? []).map((held) => ({ ...held, borrowed: false }));
	const borrowed = borrowedRoles(actor.id, { ...staff, now }).map((held) => ({ ...held, borrowed: true }));
	const reach = unitsWhere(actor, 'desk.use');
	const { name, kind, zone, language } = staff.authority ?? nobodyYet;
	return {
		person: {
			id: actor.id,
			name: actor.name,
			initials: person?.initials ?? initialsOf(actor.name),
			mail: person?.mail ?? null,
		},
		mustEnrol: actor.kind === 'person' && needsSecondFactor([...own, ...borrowed]) && !secondFactor && !staff.sample,
		secondFactor,
		elevated: actor.elevated,
		roles: [...own, ...borrowed],
		grants: actor.grants.map(({ role, units }) => ({ role, units: units === 'all' ? units : [...units] })),
		permissions: permissions.filter((permission) => may(actor, permission)),
		units: staff.tree.all.filter(({ id }) => reach === 'all' || reach.includes(id)),
		authority: { name, kind, zone, language },
		flags: { ...flags, sample: staff.sample },
	};
};
