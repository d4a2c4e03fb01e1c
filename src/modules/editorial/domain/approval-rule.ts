import type { Role } from '#kernel/permission.ts';
import type { PostKind } from '#kernel/post-kind.ts';

import type { Severity } from './checks/rule.ts';

/** Somebody outside the office who is named to say yes by a link. */
export interface Guest {
	readonly id: string;
	readonly name: string;
	readonly mail: string;
	/** In which capacity they decide; stands where a name may not. */
	readonly office: string;
}

/** Who may say yes in a step: holders of a role in the unit, persons by name, guests by name. Any of them. */
export interface Deciders {
	readonly roles: readonly Role[];
	readonly persons: readonly string[];
	readonly guests: readonly Guest[];
}

export interface StepRule {
	readonly id: string;
	readonly name: string;
	readonly deciders: Deciders;
	/** How many different people must say yes here. */
	readonly eyes: number;
	/** Counted from the moment the step opens. Null: no deadline. */
	readonly deadlineMinutes: number | null;
	/** How long before the deadline who is asked is reminded. */
	readonly remindMinutes: number | null;
	/** May decide once the deadline has passed. */
	readonly substituteId: string | null;
	/** Who is told by mail that the deadline has passed. */
	readonly escalateTo: readonly Role[];
}

/** The gravest finding of the checks; `none` where they found nothing. */
export type Risk = 'none' | Severity;
const grave: readonly Risk[] = ['none', 'hint', 'warning', 'block'];

export interface Mentoring {
	/** For how many published posts a new author has a mentor. */
	readonly posts: number;
	/** Null: anybody who may approve. */
	readonly personId: string | null;
}

export interface RuleBody {
	readonly name: string;
	/** Holds in this unit and below; null: everywhere. */
	readonly unitId: string | null;
	/** Holds where one of these is spoken on; empty: any. */
	readonly channels: readonly string[];
	/** Empty: every kind. */
	readonly kinds: readonly PostKind[];
	/** Holds from this risk up; `none`: always. */
	readonly risk: Risk;
	readonly order: 'in-turn' | 'at-once';
	readonly steps: readonly StepRule[];
	readonly mentor: Mentoring | null;
}

export interface ApprovalRule extends RuleBody {
	/** Null: the rule the program brings along. */
	readonly id: string | null;
	readonly version: number;
}

export const DEFAULT_STEP = 'approval';

/** Two pairs of eyes within the unit, never the author's twice. */
export const DEFAULT_RULE: ApprovalRule = {
	id: null,
	version: 1,
	name: '',
	unitId: null,
	channels: [],
	kinds: [],
	risk: 'none',
	order: 'in-turn',
	mentor: null,
	steps: [
		{
			id: DEFAULT_STEP,
			name: '',
			deciders: { roles: ['approver', 'lead'], persons: [], guests: [] },
			eyes: 1,
			deadlineMinutes: null,
			remindMinutes: null,
			substituteId: null,
			escalateTo: [],
		},
	],
};

export const riskOf = (findings: readonly { readonly severity: Severity }[]): Risk =>
	grave[Math.max(0, ...findings.map(({ severity }) => grave.indexOf(severity)))] ?? 'none';

interface AboutPost {
	/** The unit itself first, then those above it. */
	readonly unitPath: readonly string[];
	readonly channels: readonly string[];
	readonly kind: PostKind;
	readonly risk: Risk;
}

/**
 * The one rule in force for a post. Of those that fit, the one for the graver risk; then the nearer unit; then one that names
 * channels; then one that names kinds; then the older. So a unit cannot soften what holds everywhere for a grave risk.
 */
export const ruleFor = (rules: readonly ApprovalRule[], post: AboutPost): ApprovalRule => {
	const nearness = ({ unitId }: RuleBody): number =>
		unitId === null ? 0 : post.unitPath.length - post.unitPath.indexOf(unitId);
	const rank = (rule: ApprovalRule): readonly number[] => [
		grave.indexOf(rule.risk),
		nearness(rule),
		rule.channels.length > 0 ? 1 : 0,
		rule.kinds.length > 0 ? 1 : 0,
	];
	const [best = DEFAULT_RULE] = rules
		.filter((rule) => fits(rule, post))
		.toSorted((a, b) => compare(rank(b), rank(a)) || ((a.id ?? '') < (b.id ?? '') ? -1 : 1));
	return best;
};

const fits = (rule: RuleBody, { unitPath, channels, kind, risk }: AboutPost): boolean =>
	(rule.unitId === null || unitPath.includes(rule.unitId)) &&
	(rule.channels.length === 0 || rule.channels.some((channel) => channels.includes(channel))) &&
	(rule.kinds.length === 0 || rule.kinds.includes(kind)) &&
	grave.indexOf(risk) >= grave.indexOf(rule.risk);

const compare = (a: readonly number[], b: readonly number[]): number => {
	for (const [at, value] of a.entries()) if (value !== b[at]) return value - (b[at] ?? 0);
	return 0;
};

export const MENTOR_STEP = 'mentor';

/** The steps a post passes: those of the rule, and the mentor's first while its author is new. */
export const stepsFor = ({ steps, mentor }: RuleBody, publishedByAuthor: number): readonly StepRule[] => {
	if (mentor === null || publishedByAuthor >= mentor.posts) return steps;
	const persons = mentor.personId === null ? [] : [mentor.personId];
	const roles: readonly Role[] = mentor.personId === null ? ['approver', 'lead'] : [];
	const rest = { deadlineMinutes: null, remindMinutes: null, substituteId: null, escalateTo: [] };
	return [{ id: MENTOR_STEP, name: '', deciders: { roles, persons, guests: [] }, eyes: 1, ...rest }, ...steps];
};
