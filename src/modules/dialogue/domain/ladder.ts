import { fail, ok, type Result } from '#kernel/result.ts';

/** From mild to hard. Answering comes before all of them and needs no act. */
export const steps = ['warn', 'hide', 'delete', 'block-until', 'block'] as const;
export type Step = (typeof steps)[number];

/**
 * How a step is carried out at a channel. `report` asks the moderators of the author's server; the others act themselves:
 * `remove` at the network, `erase` in our own house.
 */
export type Means = 'reply' | 'hide' | 'remove' | 'report' | 'erase' | 'block';

/** What was done so cannot be undone. */
export const isFinal = (means: Means): boolean => means === 'reply' || means === 'report' || means === 'remove';

/** What a channel is able to do about what others say there. */
export interface Abilities {
	readonly hide: boolean;
	readonly remove: boolean;
	readonly report: boolean;
	readonly block: boolean;
	/** The words lie with us and nowhere else: the question form. */
	readonly ours: boolean;
}

/** Why a step is not offered. */
export type Hindrance = 'no-hide' | 'not-public' | 'no-delete' | 'no-block' | 'nobody-known' | 'no-connection';

export type Rung =
	| { readonly step: Step; readonly means: Means; readonly second: boolean; readonly reversible: boolean }
	| { readonly step: Step; readonly means: null; readonly why: Hindrance };

/** LAW: OVG Münster 13 A 1535/21: blocks need a basis and measure. What weighs most takes two people. */
export const needsSecond = (step: Step): boolean => step !== 'warn' && step !== 'hide';

/** What a channel allows, from mild to hard. */
export const ladderFor = (can: Abilities | null): readonly Rung[] =>
	steps.map((step) => {
		if (can === null) return { step, means: null, why: 'no-connection' };
		const means = meansOf(step, can);
		if (means === null) return { step, means, why: hindranceOf(step, can) };
		return { step, means, second: needsSecond(step), reversible: !isFinal(means) };
	});

const meansOf = (step: Step, can: Abilities): Means | null => {
	if (step === 'warn') return 'reply';
	if (step === 'hide') return can.hide ? 'hide' : null;
	if (step === 'delete') return deletionBy(can);
	return can.block ? 'block' : null;
};

const deletionBy = (can: Abilities): Means | null => {
	if (can.ours) return 'erase';
	if (can.remove) return 'remove';
	return can.report ? 'report' : null;
};

const hindranceOf = (step: Step, can: Abilities): Hindrance => {
	if (step === 'hide') return can.ours ? 'not-public' : 'no-hide';
	if (step === 'delete') return 'no-delete';
	return can.ours ? 'nobody-known' : 'no-block';
};

export type StepFailure =
	| { readonly type: 'moderation.step-unavailable' }
	| { readonly type: 'moderation.no-such-rule' }
	| { readonly type: 'moderation.end-missing' }
	| { readonly type: 'moderation.end-too-far' };

/** A block for a time ends within a year; what must last longer is decided as one without an end. */
const LONGEST_DAYS = 366;
const DAY_MS = 86_400_000;

export interface Wanted {
	readonly step: Step;
	readonly rule: string;
	/** When it ends; only for blocks for a time. */
	readonly until: number | null;
}

/** Whether a step may be taken at all: it works here, cites a rule that is in force, and ends where it must. */
export const checkStep = (
	{ step, rule, until }: Wanted,
	{ ladder, rules, now }: { readonly ladder: readonly Rung[]; readonly rules: readonly string[]; readonly now: number },
): Result<Extract<Rung, { readonly second: boolean }>, StepFailure> => {
	const rung = ladder.find((one) => one.step === step);
	if (rung === undefined || rung.means === null) return fail({ type: 'moderation.step-unavailable' });
	if (!rules.includes(rule)) return fail({ type: 'moderation.no-such-rule' });
	if (step !== 'block-until') return ok(rung);
	if (until === null || until <= now) return fail({ type: 'moderation.end-missing' });
	return until - now > LONGEST_DAYS * DAY_MS ? fail({ type: 'moderation.end-too-far' }) : ok(rung);
};

/** How long a proposal waits for the second person. */
export const PROPOSAL_DAYS = 3;
/** Hours on days of service within which an objection is decided. */
export const OBJECTION_HOURS = 72;
/** How long after the act an objection is taken. LAW: Art. 20 DSA: at least six months. */
export const OBJECTION_DAYS = 183;

export type ActState = 'proposed' | 'standing' | 'declined' | 'expired' | 'ended';

export type SecondFailure =
	| { readonly type: 'moderation.not-waiting' }
	/** The one who proposed it never confirms it, nor does anybody decide about an objection to their own act. */
	| { readonly type: 'moderation.same-person' }
	| { readonly type: 'moderation.proposal-over' };

/** Whether this person may decide about a proposal now. */
export const mayConfirm = (
	act: { readonly state: ActState; readonly byId: string; readonly expiresAt: number | null },
	{ personId, now }: { readonly personId: string; readonly now: number },
): Result<void, SecondFailure> => {
	if (act.state !== 'proposed') return fail({ type: 'moderation.not-waiting' });
	if (act.byId === personId) return fail({ type: 'moderation.same-person' });
	return act.expiresAt !== null && act.expiresAt <= now ? fail({ type: 'moderation.proposal-over' }) : ok(undefined);
};

export type Sending = 'none' | 'waiting' | 'sending' | 'done' | 'refused' | 'unclear';

/** What became of an attempt, as far as the next step depends on it. */
export type Heard = 'done' | 'refused' | 'not-sent' | 'lost';

const MOST_ATTEMPTS = 8;
const FIRST_WAIT_MS = 60_000;

/**
 * What an attempt means. What surely did nothing is tried again, and so is a lost answer where doing it twice is doing it
 * once; a report that may have arrived is left to a person.
 */
export const afterAttempt = (
	heard: Heard,
	{ attempts, means }: { readonly attempts: number; readonly means: Means },
): { readonly sending: Sending; readonly waitMs: number } => {
	if (heard === 'done' || heard === 'refused') return { sending: heard, waitMs: 0 };
	const repeatable = heard === 'not-sent' || means !== 'report';
	if (repeatable && attempts < MOST_ATTEMPTS)
		return { sending: 'waiting', waitMs: FIRST_WAIT_MS * 2 ** (attempts - 1) };
	return { sending: heard === 'lost' ? 'unclear' : 'refused', waitMs: 0 };
};
