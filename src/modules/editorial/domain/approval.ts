import { afterOpenMinutes, type OfficeHours } from '#kernel/office-hours.ts';
import type { Role } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { type Instant, minutes, plus } from '#kernel/time.ts';

import { DEFAULT_RULE, type StepRule } from './approval-rule.ts';

/** What a post passes before it goes out: fixed when approval is asked for, bound to one content. */
export interface Plan {
	readonly ruleId: string | null;
	readonly ruleVersion: number;
	readonly ruleName: string;
	readonly order: 'in-turn' | 'at-once';
	readonly steps: readonly StepRule[];
	/** Everybody who wrote any of it: none of them can say yes to it. */
	readonly wrote: readonly string[];
	readonly askedAt: Instant;
	/** When the unit is open: deadlines run only then. Absent in plans of old, whose minutes are plain ones. */
	readonly hours?: OfficeHours;
}

export interface Approval {
	readonly personId: string;
	readonly contentHash: string;
	readonly voidAt: unknown;
	readonly step: string;
	readonly at: Instant;
	/** `change`: the approver changed the content and said yes to the result. */
	readonly way: 'desk' | 'link' | 'change';
	/** For a change: who of those who wrote has seen it and agreed. */
	readonly acceptedBy: string | null;
}

export type ApprovalRefusal =
	| { readonly type: 'post.own-approval' }
	| { readonly type: 'post.content-differs' }
	| { readonly type: 'post.approved-already' }
	/** The rule asks somebody else. */
	| { readonly type: 'post.not-asked' }
	/** It is the turn of an earlier step. */
	| { readonly type: 'post.step-waits' };

export interface Asked {
	readonly plan: Plan;
	readonly contentHash: string | null;
	readonly approvals: readonly Approval[];
}

/** The plan of a post for which none was kept: the rule the program brings along. */
export const defaultPlan = (wrote: readonly string[], askedAt: Instant): Plan => ({
	ruleId: null,
	ruleVersion: DEFAULT_RULE.version,
	ruleName: '',
	order: DEFAULT_RULE.order,
	steps: DEFAULT_RULE.steps,
	wrote,
	askedAt,
});

/** Those whose yes counts: given to exactly this content in a step of the plan, not void, by somebody who wrote none of it, once. */
export const validApprovals = ({ plan, contentHash, approvals }: Asked): readonly Approval[] => {
	const seen = new Set<string>(plan.wrote);
	return approvals.filter((approval) => {
		if (contentHash === null || approval.contentHash !== contentHash || approval.voidAt !== null) return false;
		if (seen.has(approval.personId) || !plan.steps.some(({ id }) => id === approval.step)) return false;
		seen.add(approval.personId);
		return true;
	});
};

/** Enough eyes in every step, and no word in it that only one person has seen. */
export const isApproved = (asked: Asked): boolean => {
	const valid = validApprovals(asked);
	const enough = asked.plan.steps.every(({ id, eyes }) => valid.filter(({ step }) => step === id).length >= eyes);
	return asked.plan.steps.length > 0 && enough && unseenChange(asked) === null;
};

/** The change that nobody but its maker has seen yet: it waits for one of those who wrote, or for another yes. */
export const unseenChange = (asked: Asked): Approval | null => {
	const valid = validApprovals(asked);
	const others = (one: Approval) => valid.some(({ personId }) => personId !== one.personId);
	const accepted = ({ acceptedBy }: Approval) => acceptedBy !== null && asked.plan.wrote.includes(acceptedBy);
	return valid.find((one) => one.way === 'change' && !accepted(one) && !others(one)) ?? null;
};

export interface StepStanding {
	readonly step: StepRule;
	readonly state: 'waits' | 'open' | 'done';
	readonly given: readonly Approval[];
	readonly openedAt: Instant | null;
	readonly dueAt: Instant | null;
}

/** How far each step has come. In turn, a step opens when the one before it is done. */
export const standingOf = (asked: Asked): readonly StepStanding[] => {
	const valid = validApprovals(asked);
	const { order, askedAt, steps, hours } = asked.plan;
	let opensAt: Instant | null = askedAt;
	return steps.map((step): StepStanding => {
		const given = valid.filter((approval) => approval.step === step.id);
		const standing = stepStanding(step, given, { openedAt: opensAt, hours });
		if (order === 'in-turn') opensAt = standing.state === 'done' ? lastOf(given, opensAt) : null;
		return standing;
	});
};

interface Opening {
	readonly openedAt: Instant | null;
	readonly hours: OfficeHours | undefined;
}

const stepStanding = (step: StepRule, given: readonly Approval[], { openedAt, hours }: Opening): StepStanding => {
	const limit = step.deadlineMinutes;
	const dueAt = openedAt === null || limit === null ? null : deadlineOf(openedAt, limit, hours);
	if (given.length >= step.eyes) return { step, state: 'done', given, openedAt, dueAt };
	return { step, state: openedAt === null ? 'waits' : 'open', given, openedAt, dueAt };
};

const deadlineOf = (openedAt: Instant, limit: number, hours: OfficeHours | undefined): Instant =>
	hours === undefined ? plus(openedAt, minutes(limit)) : afterOpenMinutes(openedAt, limit, hours);

const lastOf = (given: readonly Approval[], start: Instant | null): Instant | null =>
	start === null ? null : given.reduce((latest, { at }) => (at > latest ? at : latest), start);

/** Somebody who may be asked: who they are and which roles they hold in the unit now. */
export interface Decider {
	readonly id: string;
	readonly roles: readonly Role[];
	/** Came by a link made for this named guest. */
	readonly guest?: boolean;
}

/** Does the rule ask this person in the step? A substitute only once the deadline has passed. */
export const isAsked = ({ step, dueAt }: Pick<StepStanding, 'step' | 'dueAt'>, by: Decider, now: Instant): boolean => {
	const { roles, persons, guests } = step.deciders;
	if (by.guest) return guests.some(({ id }) => guestId(id) === by.id);
	if (roles.some((role) => by.roles.includes(role)) || persons.includes(by.id)) return true;
	return step.substituteId === by.id && dueAt !== null && now >= dueAt;
};

/** How a guest is named among those who said yes; no person's id looks like it. */
export const guestId = (id: string): string => `guest:${id}`;

interface Yes {
	readonly by: Decider;
	readonly hash: string;
	readonly now: Instant;
}

/** In which step does this yes count? Never one of who wrote, never to something else than what is asked, one per person. */
export const mayApprove = (asked: Asked, { by, hash, now }: Yes): Result<StepRule, ApprovalRefusal> => {
	if (asked.plan.wrote.includes(by.id)) return fail({ type: 'post.own-approval' });
	if (asked.contentHash !== hash) return fail({ type: 'post.content-differs' });
	if (validApprovals(asked).some(({ personId }) => personId === by.id)) return fail({ type: 'post.approved-already' });
	const mine = standingOf(asked).filter((one) => one.state !== 'done' && isAsked(one, by, now));
	const open = mine.find(({ state }) => state === 'open');
	if (open) return ok(open.step);
	return mine.length > 0 ? fail({ type: 'post.step-waits' }) : fail({ type: 'post.not-asked' });
};

/** The first step for which there are not enough different people, or null when the plan can be fulfilled. */
export const lackingStep = (steps: readonly StepRule[], candidates: ReadonlyMap<string, readonly string[]>) => {
	const taken = new Map<string, string>();
	const seat = (step: string, tried: Set<string>): boolean =>
		(candidates.get(step) ?? []).some((person) => {
			if (tried.has(person)) return false;
			tried.add(person);
			const holder = taken.get(person);
			if (holder !== undefined && !seat(holder, tried)) return false;
			taken.set(person, step);
			return true;
		});
	return steps.find(({ id, eyes }) => Array.from({ length: eyes }).some(() => !seat(id, new Set()))) ?? null;
};
