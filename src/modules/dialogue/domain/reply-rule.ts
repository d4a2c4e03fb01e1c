import { fail, ok, type Result } from '#kernel/result.ts';

import type { AskingKind } from './promise.ts';

/** When an answer needs a second person before it leaves. */
export interface ReplyRule {
	readonly always: boolean;
	/** At these presences. */
	readonly presences: readonly string[];
	readonly kinds: readonly AskingKind[];
	/** When a check warned. */
	readonly risk: boolean;
	/** Of who has answered less often than this. */
	readonly first: number;
}

export const noRule: ReplyRule = { always: false, presences: [], kinds: [], risk: false, first: 0 };

export const holdReasons = ['always', 'presence', 'kind', 'risk', 'new'] as const;
export type HoldReason = (typeof holdReasons)[number];

interface Written {
	/** Null: the question form. */
	readonly presenceId: string | null;
	readonly kind: AskingKind;
	readonly warnings: number;
	/** How often its writer has answered before. */
	readonly answered: number;
}

/** Why this answer needs a second person; empty where it may leave at once. */
export const holdsFor = (rule: ReplyRule, written: Written): readonly HoldReason[] => {
	const { presenceId, kind, warnings, answered } = written;
	const found: Readonly<Record<HoldReason, boolean>> = {
		always: rule.always,
		presence: presenceId !== null && rule.presences.includes(presenceId),
		kind: rule.kinds.includes(kind),
		risk: rule.risk && warnings > 0,
		new: answered < rule.first,
	};
	return holdReasons.filter((reason) => found[reason]);
};

export type ProposalFailure =
	/** It was decided, changed or dropped meanwhile. */
	| { readonly type: 'proposal.over' }
	| { readonly type: 'proposal.changed' }
	/** Nobody approves what they wrote. */
	| { readonly type: 'proposal.own' };

interface Proposal {
	readonly state: 'waiting' | 'approved' | 'returned' | 'dropped';
	readonly hash: string;
	readonly byId: string;
}

/** Whether this person may say yes to exactly these words. A program has no eyes. */
export const decideProposal = (
	{ state, hash, byId }: Proposal,
	by: { readonly id: string; readonly kind: string },
	seen: string,
): Result<void, ProposalFailure> => {
	if (state !== 'waiting') return fail({ type: 'proposal.over' });
	if (by.kind !== 'person' || by.id === byId) return fail({ type: 'proposal.own' });
	return hash === seen ? ok(undefined) : fail({ type: 'proposal.changed' });
};
