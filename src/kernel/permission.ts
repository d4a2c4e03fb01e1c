/** Roles per unit: a person holds them in a unit and, with them, in the units below it. */
export const unitRoles = ['author', 'approver', 'agent', 'lead'] as const;
/** Roles for the whole authority. */
export const authorityRoles = ['central', 'privacy', 'registrar', 'crisis', 'admin', 'body-member'] as const;

export type UnitRole = (typeof unitRoles)[number];
export type AuthorityRole = (typeof authorityRoles)[number];
export type Role = UnitRole | AuthorityRole;

/**
 * Who may do what: the one table. A unit role grants in its unit and below, an authority role everywhere.
 * `post.approve` is not with `central`: the central office steps in only in a crisis (design: two eyes within the unit).
 */
export const permissionMatrix = {
	'desk.use': [
		'author',
		'approver',
		'agent',
		'lead',
		'central',
		'privacy',
		'registrar',
		'crisis',
		'admin',
		'body-member',
	],
	'post.read': ['author', 'approver', 'agent', 'lead', 'central', 'privacy', 'registrar', 'crisis'],
	'post.write': ['author', 'approver', 'lead', 'central'],
	'post.approve': ['approver', 'lead'],
	'post.release-emergency': ['lead', 'crisis'],
	'approval.manage': ['lead', 'central', 'admin'],
	'post.schedule': ['author', 'approver', 'lead', 'central'],
	'pitch.decide': ['approver', 'lead', 'central'],
	/** What all units plan with: target groups and days that matter. */
	'planning.manage': ['central', 'admin'],
	'post.withdraw': ['author', 'approver', 'lead', 'central', 'crisis'],
	/** Copies of posts. Who answers may clear up the answers of their units, and nothing else. */
	'post.resolve': ['author', 'approver', 'lead', 'central', 'admin'],
	'delivery.resolve': ['author', 'approver', 'agent', 'lead', 'central', 'admin'],
	'delivery.pause': ['approver', 'lead', 'central', 'crisis', 'admin'],
	'conversation.read': ['agent', 'approver', 'lead', 'central', 'privacy'],
	'conversation.answer': ['agent', 'lead', 'central'],
	/** The second pair of eyes on an answer, never one's own. */
	'reply.approve': ['approver', 'lead'],
	'conversation.assign': ['agent', 'lead', 'central'],
	/** Where personal matters are handed over to. */
	'handover.manage': ['lead', 'central'],
	/** The sealed words of what was handed over: on purpose, with a reason, on record. */
	'conversation.unmask': ['lead', 'privacy'],
	/** Personal data in what somebody wrote, hidden until it is wanted. */
	'conversation.reveal': ['agent', 'lead', 'central', 'privacy'],
	/** Looks for all that one counterpart said, for whoever asks what is kept about them. */
	'counterpart.find': ['privacy', 'registrar'],
	'counterpart.export': ['privacy', 'registrar'],
	/** Two of them, one after the other. */
	'counterpart.erase': ['privacy', 'registrar'],
	/** How long names, words and evidence of others are kept. */
	'retention.manage': ['privacy', 'central'],
	/** The short list of labels that conversations are sorted by. */
	'label.manage': ['lead', 'central'],
	/** Steps of the ladder: warn and hide alone, everything harder with a second person. */
	'moderation.act': ['agent', 'lead', 'central'],
	/** The second person, who also ends an act before its time. */
	'moderation.confirm': ['approver', 'lead', 'central'],
	/** Decides about objections; never about their own act. */
	'moderation.review': ['approver', 'lead', 'central'],
	/** Rules that label, assign and propose, and whether spam is hidden by one. */
	'rule.manage': ['lead', 'central', 'admin'],
	/** Hours of service and how soon an answer is promised. */
	'service.manage': ['lead', 'central', 'admin'],
	'presence.read': ['author', 'approver', 'agent', 'lead', 'central', 'privacy', 'registrar', 'crisis', 'admin'],
	'presence.manage': ['central', 'admin'],
	'record.read': ['lead', 'central', 'privacy', 'registrar', 'admin'],
	'record.export': ['registrar', 'privacy'],
	'record.erase': ['registrar', 'privacy'],
	'person.read': ['author', 'approver', 'agent', 'lead', 'central', 'privacy', 'registrar', 'crisis', 'admin'],
	'person.manage': ['admin'],
	'unit.manage': ['central', 'admin'],
	'token.manage': ['admin'],
	'settings.manage': ['admin'],
	'newsroom.manage': ['central', 'admin'],
	'policy.read': ['author', 'approver', 'agent', 'lead', 'central', 'privacy', 'registrar', 'crisis', 'admin'],
	'policy.manage': ['central', 'admin'],
	'system.read': ['admin', 'central'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Permission = keyof typeof permissionMatrix;
export const permissions = Object.keys(permissionMatrix) as Permission[];

/** One role a person holds, with the units it reaches (a unit role: its unit and all below; an authority role: everywhere). */
export interface Grant {
	readonly role: Role;
	readonly units: readonly string[] | 'all';
}

/** Who acts. Every act names one; the log keeps it. */
export interface Actor {
	readonly kind: 'person' | 'token' | 'system' | 'guest';
	/** Person id, token id, or the name of the machinery (`delivery`, `sequencer`). */
	readonly id: string;
	readonly name: string;
	readonly grants: readonly Grant[];
	/** API tokens are limited to these; absent means no further limit. */
	readonly scopes?: readonly Permission[];
	/** The second factor was shown within the last minutes: privileged acts ask for it. */
	readonly elevated: boolean;
}

/** True when the actor holds `permission` in `unitId`; without a unit: anywhere at all. */
export const may = (actor: Actor, permission: Permission, unitId?: string): boolean => {
	if (actor.kind === 'system') return true;
	if (actor.scopes && !actor.scopes.includes(permission)) return false;
	const roles: readonly Role[] = permissionMatrix[permission];
	return actor.grants.some(
		({ role, units }) => roles.includes(role) && (unitId === undefined || units === 'all' || units.includes(unitId)),
	);
};

/** The units in which the actor holds `permission`; `'all'` when nothing limits it. For filtering lists. */
export const unitsWhere = (actor: Actor, permission: Permission): readonly string[] | 'all' => {
	if (actor.kind === 'system') return 'all';
	const roles: readonly Role[] = permissionMatrix[permission];
	if (actor.scopes && !actor.scopes.includes(permission)) return [];
	const held = actor.grants.filter(({ role }) => roles.includes(role));
	if (held.some(({ units }) => units === 'all')) return 'all';
	return [...new Set(held.flatMap(({ units }) => (units === 'all' ? [] : units)))];
};

/** The machinery as an actor: it may everything, and the log shows its name. */
export const system = (name: string): Actor => ({ kind: 'system', id: name, name, grants: [], elevated: true });
