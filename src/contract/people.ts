import { z } from 'zod';

import { authorityRoles, type Permission, permissions, unitRoles } from '#kernel/permission.ts';

import { endpoint, IdText, Moment, Nothing, PageQuery, pageOf } from './endpoint.ts';

const RoleName = z.enum([...unitRoles, ...authorityRoles]);
const PermissionName = z.enum(permissions as [Permission, ...Permission[]]);
export const PersonName = z.string().trim().min(2).max(120);
export const MailAddress = z.email().max(254);
export const UnitShape = z.object({
	id: IdText,
	parentId: IdText.nullable(),
	name: z.string(),
	short: z.string(),
	closed: z.boolean(),
});

export const HeldRoleShape = z.object({ role: RoleName, unitId: IdText.nullable() });

export const whoamiEndpoint = endpoint({
	method: 'GET',
	path: '/api/me',
	allow: 'signed-in',
	summary: 'Who is signed in, what they may do, and for which units they act.',
	input: Nothing,
	output: z.object({
		person: z.object({ id: IdText, name: z.string(), initials: z.string(), mail: z.string().nullable() }),
		/** A second factor is required and not set up yet: nothing else is allowed until it is. */
		mustEnrol: z.boolean(),
		secondFactor: z.boolean(),
		/** The second factor was shown within the last minutes. */
		elevated: z.boolean(),
		roles: z.array(HeldRoleShape.extend({ borrowed: z.boolean() })),
		/** For `may()`: each role with the units it reaches. */
		grants: z.array(z.object({ role: RoleName, units: z.union([z.literal('all'), z.array(IdText)]) })),
		permissions: z.array(PermissionName),
		/** The units the person acts for and those below, parents before children. */
		units: z.array(UnitShape),
		authority: z.object({ name: z.string(), kind: z.string(), zone: z.string(), language: z.enum(['de', 'en']) }),
		flags: z.object({ lab: z.boolean(), sample: z.boolean(), practice: z.boolean(), paused: z.boolean() }),
	}),
});

const PersonShape = z.object({
	id: IdText,
	name: z.string(),
	initials: z.string(),
	/** Only for those who manage people. */
	mail: z.string().nullable(),
	state: z.enum(['invited', 'active', 'locked', 'left']),
	roles: z.array(HeldRoleShape),
	secondFactor: z.boolean(),
});

export const personsEndpoint = endpoint({
	method: 'GET',
	path: '/api/persons',
	allow: 'person.read',
	summary: 'Lists the staff by name.',
	input: PageQuery.extend({
		q: z.string().max(100).optional(),
		state: z.enum(['invited', 'active', 'locked', 'left']).optional(),
		unitId: IdText.optional(),
	}),
	output: pageOf(PersonShape),
});

export const personEndpoint = endpoint({
	method: 'GET',
	path: '/api/persons/:id',
	allow: 'person.read',
	summary: 'One member of staff.',
	input: z.object({ id: IdText }),
	output: PersonShape,
});

const Handover = z.object({
	id: IdText,
	/** Shown once, when the link is to be handed over by hand instead of by mail. */
	link: z.string().nullable(),
});

export const invitePersonEndpoint = endpoint({
	method: 'POST',
	path: '/api/persons',
	allow: 'person.manage',
	elevated: true,
	summary: 'Invites a person, by mail or with a link to hand over.',
	input: z.object({
		name: PersonName,
		mail: MailAddress,
		roles: z.array(HeldRoleShape).min(1).max(50),
		by: z.enum(['mail', 'link']),
	}),
	output: Handover,
});

export const inviteAgainEndpoint = endpoint({
	method: 'POST',
	path: '/api/persons/:id/invite',
	allow: 'person.manage',
	elevated: true,
	summary: 'Makes a new invitation; the earlier link ends.',
	input: z.object({ id: IdText, by: z.enum(['mail', 'link']) }),
	output: Handover,
});

export const renamePersonEndpoint = endpoint({
	method: 'PATCH',
	path: '/api/persons/:id',
	allow: 'person.manage',
	summary: 'Changes the name of a person.',
	input: z.object({ id: IdText, name: PersonName }),
	output: Nothing,
});

export const changePersonMailEndpoint = endpoint({
	method: 'PUT',
	path: '/api/persons/:id/mail',
	allow: 'person.manage',
	elevated: true,
	summary: 'Changes the address a person signs in with; the old address is told, their sessions and links end.',
	input: z.object({ id: IdText, mail: MailAddress }),
	output: Nothing,
});

export const assignRolesEndpoint = endpoint({
	method: 'PUT',
	path: '/api/persons/:id/roles',
	allow: 'person.manage',
	elevated: true,
	summary: 'Sets the roles of a person; what is missing is taken away.',
	input: z.object({ id: IdText, roles: z.array(HeldRoleShape).max(50) }),
	output: z.object({ roles: z.array(HeldRoleShape) }),
});

const ofPerson = (path: 'lock' | 'unlock' | 'leave', summary: string) =>
	endpoint({
		method: 'POST',
		path: `/api/persons/:id/${path}`,
		allow: 'person.manage',
		elevated: true,
		summary,
		input: z.object({ id: IdText }),
		output: Nothing,
	});

export const lockPersonEndpoint = ofPerson('lock', 'Locks a person out and ends all their sessions.');
export const unlockPersonEndpoint = ofPerson('unlock', 'Lets a locked person in again.');
export const leavePersonEndpoint = ofPerson('leave', 'Ends the work of a person here: sessions, roles and sign-in.');

const SubstitutionShape = z.object({
	id: IdText,
	personId: IdText,
	substituteId: IdText,
	substitute: z.string(),
	from: Moment,
	until: Moment,
});

export const substitutionsEndpoint = endpoint({
	method: 'GET',
	path: '/api/persons/:id/substitutions',
	allow: 'signed-in',
	summary: 'Current and coming absences of a person, and who stands in. One’s own, or as manager of people.',
	input: z.object({ id: IdText }),
	output: z.object({ items: z.array(SubstitutionShape) }),
});

export const arrangeSubstitutionEndpoint = endpoint({
	method: 'POST',
	path: '/api/persons/:id/substitutions',
	allow: 'signed-in',
	creates: true,
	summary: 'Names a substitute for a time of absence. One’s own, or as manager of people.',
	input: z.object({ id: IdText, substituteId: IdText, from: Moment, until: Moment }),
	output: SubstitutionShape,
});

export const endSubstitutionEndpoint = endpoint({
	method: 'DELETE',
	path: '/api/persons/:id/substitutions/:substitutionId',
	allow: 'signed-in',
	summary: 'Ends or calls off a substitution. One’s own, or as manager of people.',
	input: z.object({ id: IdText, substitutionId: IdText }),
	output: Nothing,
});

export const unitsEndpoint = endpoint({
	method: 'GET',
	path: '/api/units',
	allow: 'signed-in',
	summary: 'The tree of units, parents before children.',
	input: Nothing,
	output: z.object({ items: z.array(UnitShape) }),
});

const UnitName = z.string().trim().min(2).max(120);
const UnitShort = z.string().trim().min(1).max(24);

export const createUnitEndpoint = endpoint({
	method: 'POST',
	path: '/api/units',
	allow: 'unit.manage',
	creates: true,
	summary: 'Makes a unit.',
	input: z.object({ name: UnitName, short: UnitShort, parentId: IdText.nullable() }),
	output: UnitShape,
});

export const changeUnitEndpoint = endpoint({
	method: 'PATCH',
	path: '/api/units/:id',
	allow: 'unit.manage',
	summary: 'Renames a unit or moves it to another place in the tree.',
	input: z.object({
		id: IdText,
		name: UnitName.optional(),
		short: UnitShort.optional(),
		parentId: IdText.nullable().optional(),
	}),
	output: UnitShape,
});

const ofUnit = (path: 'close' | 'reopen', summary: string) =>
	endpoint({
		method: 'POST',
		path: `/api/units/:id/${path}`,
		allow: 'unit.manage',
		summary,
		input: z.object({ id: IdText }),
		output: Nothing,
	});

export const closeUnitEndpoint = ofUnit('close', 'Closes a unit; what it said stays.');
export const reopenUnitEndpoint = ofUnit('reopen', 'Opens a closed unit again.');
