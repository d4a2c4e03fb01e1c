import { fail, ok, type Result } from '#kernel/result.ts';

import { type Priority, priorities } from './promise.ts';
import { narrower, type Visibility } from './reply.ts';
import type { ConversationState } from './state.ts';

/** A conversation as far as merging cares. */
export interface Mergeable {
	readonly id: string;
	readonly counterpartId: string;
	readonly presenceId: string | null;
	readonly practice: boolean;
	readonly mergedInto: string | null;
	/** Its words were sealed when it was handed over. */
	readonly sealed: boolean;
	/** Something in it was moderated: its evidence stays where it was taken. */
	readonly moderated: boolean;
}

export type MergeFailure =
	/** Somebody else, or at another presence: an answer would not reach them. */
	| { readonly type: 'conversation.not-alike' }
	| { readonly type: 'conversation.merged-already' }
	| { readonly type: 'conversation.handed-over' }
	| { readonly type: 'conversation.moderated' };

/** Only what one person said at one presence is one conversation; the question form knows no person. */
export const mayMerge = (a: Mergeable, b: Mergeable): Result<void, MergeFailure> => {
	const alike = a.counterpartId === b.counterpartId && a.presenceId === b.presenceId && a.practice === b.practice;
	if (!alike || a.presenceId === null || a.id === b.id) return fail({ type: 'conversation.not-alike' });
	if (a.mergedInto !== null || b.mergedInto !== null) return fail({ type: 'conversation.merged-already' });
	if (a.moderated || b.moderated) return fail({ type: 'conversation.moderated' });
	return a.sealed || b.sealed ? fail({ type: 'conversation.handed-over' }) : ok(undefined);
};

export interface Traits {
	readonly state: ConversationState;
	readonly visibility: Visibility;
	readonly priority: Priority;
	readonly labels: readonly string[];
	readonly assigneeId: string | null;
	readonly postId: string | null;
	/** Null: no clock runs. */
	readonly dueAt: number | null;
}

/** What both are together: open if one is, due when the first is, never wider than the narrower. `clockOf`: whose clock goes on. */
export const together = (a: Traits, b: Traits): Omit<Traits, 'dueAt'> & { readonly clockOf: 'a' | 'b' } => {
	const dueFirst = (a.dueAt ?? Number.POSITIVE_INFINITY) <= (b.dueAt ?? Number.POSITIVE_INFINITY) ? 'a' : 'b';
	const open = a.state === 'open' || b.state === 'open';
	return {
		state: open ? 'open' : a.state,
		visibility: narrower(a.visibility, b.visibility),
		priority: priorities.indexOf(a.priority) >= priorities.indexOf(b.priority) ? a.priority : b.priority,
		labels: [...new Set([...a.labels, ...b.labels])],
		assigneeId: a.assigneeId ?? b.assigneeId,
		postId: a.postId ?? b.postId,
		clockOf: open ? dueFirst : 'a',
	};
};
