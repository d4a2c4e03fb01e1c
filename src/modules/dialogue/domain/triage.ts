import { fail, ok, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';

import type { Priority } from './promise.ts';
import type { ConversationState } from './state.ts';

/** What can be done with a conversation while sorting. */
export type TriageAct =
	| { readonly do: 'assign'; readonly personId: string | null }
	| { readonly do: 'label'; readonly add: readonly string[]; readonly remove: readonly string[] }
	| { readonly do: 'prioritise'; readonly priority: Priority }
	| { readonly do: 'snooze'; readonly until: Instant; readonly reason: string }
	| { readonly do: 'wake' }
	| { readonly do: 'close'; readonly reason: string }
	| { readonly do: 'turn'; readonly state: 'open' | 'waiting' | 'answered' };

/** A conversation as far as sorting cares. */
export interface Sorted {
	readonly state: ConversationState;
	readonly assigneeId: string | null;
	readonly priority: Priority;
	readonly labels: readonly string[];
	readonly snoozed: { readonly until: Instant; readonly reason: string } | null;
	/** We have said something in it. */
	readonly answered: boolean;
}

/** What becomes of the deadline: it stays, stops, goes on where it stopped, begins anew, ends, runs as if it had not ended, or is counted by another promise. */
export type ClockChange = 'stays' | 'stops' | 'goes-on' | 'anew' | 'ends' | 'as-before' | 'other-promise';

export interface Change {
	readonly set: Partial<Sorted>;
	readonly clock: ClockChange;
	readonly undo: TriageAct | null;
	readonly kind:
		| 'assigned'
		| 'labelled'
		| 'prioritised'
		| 'snoozed'
		| 'woken'
		| 'closed'
		| 'reopened'
		| 'waiting'
		| 'answered';
	readonly payload: Readonly<Record<string, string | null | readonly string[]>>;
}

export type TriageRefusal =
	| { readonly type: 'conversation.closed' }
	| { readonly type: 'conversation.too-many-labels' }
	| { readonly type: 'conversation.snooze-past' }
	/** Nobody has said anything there: it cannot be told to be answered. */
	| { readonly type: 'conversation.not-answered' };

const MOST_LABELS = 10;

type Decided = Result<Change | null, TriageRefusal>;

/** Decides what an act changes; null: it is so already. */
export const decideTriage = (it: Sorted, act: TriageAct, now: Instant): Decided => {
	switch (act.do) {
		case 'assign':
			return ok(assigned(it, act.personId));
		case 'label':
			return labelled(it, act);
		case 'prioritise':
			return ok(prioritised(it, act.priority));
		case 'snooze':
			return snoozed(it, act, now);
		case 'wake':
			return ok(woken(it, now));
		case 'close':
			return ok(closed(it, act.reason));
		case 'turn':
			return turned(it, act.state);
	}
};

const assigned = ({ assigneeId }: Sorted, personId: string | null): Change | null =>
	assigneeId === personId
		? null
		: {
				...{ kind: 'assigned', clock: 'stays', set: { assigneeId: personId } },
				undo: { do: 'assign', personId: assigneeId },
				payload: { from: assigneeId, to: personId },
			};

const labelled = ({ labels }: Sorted, { add, remove }: TriageAct & { readonly do: 'label' }): Decided => {
	const gone = labels.filter((id) => remove.includes(id) && !add.includes(id));
	const fresh = [...new Set(add)].filter((id) => !labels.includes(id));
	if (gone.length + fresh.length === 0) return ok(null);
	const next = [...labels.filter((id) => !gone.includes(id)), ...fresh];
	if (next.length > MOST_LABELS) return fail({ type: 'conversation.too-many-labels' });
	return ok({
		...{ kind: 'labelled', clock: 'stays', set: { labels: next } },
		undo: { do: 'label', add: gone, remove: fresh },
		payload: { added: fresh, removed: gone },
	});
};

const prioritised = ({ priority: before }: Sorted, priority: Priority): Change | null =>
	before === priority
		? null
		: {
				...{ kind: 'prioritised', clock: 'other-promise', set: { priority } },
				undo: { do: 'prioritise', priority: before },
				payload: { from: before, to: priority },
			};

const putBack = (it: Sorted, now: Instant): TriageAct | null =>
	it.snoozed === null ? { do: 'wake' } : it.snoozed.until > now ? { do: 'snooze', ...it.snoozed } : null;

/** Out of sight until then. The promise to the citizen runs on. */
const snoozed = (it: Sorted, { until, reason }: TriageAct & { readonly do: 'snooze' }, now: Instant): Decided => {
	if (it.state === 'closed') return fail({ type: 'conversation.closed' });
	if (until <= now) return fail({ type: 'conversation.snooze-past' });
	const payload = { until: new Date(until).toISOString(), reason };
	return ok({
		...{ kind: 'snoozed', clock: 'stays', set: { snoozed: { until, reason } }, payload },
		undo: putBack(it, now),
	});
};

const woken = (it: Sorted, now: Instant): Change | null =>
	it.snoozed === null
		? null
		: { kind: 'woken', clock: 'stays', set: { snoozed: null }, undo: putBack(it, now), payload: {} };

const closed = (it: Sorted, reason: string): Change | null =>
	it.state === 'closed'
		? null
		: {
				...{ kind: 'closed', clock: 'ends', set: { state: 'closed', snoozed: null } },
				undo: { do: 'turn', state: it.state },
				payload: { reason, before: it.state },
			};

/** Whose turn it is. The way back from closed is as if nobody had closed it. */
const turned = (it: Sorted, state: 'open' | 'waiting' | 'answered'): Decided => {
	if (it.state === state) return ok(null);
	if (state === 'answered' && !it.answered) return fail({ type: 'conversation.not-answered' });
	const undo: TriageAct = it.state === 'closed' ? { do: 'close', reason: '' } : { do: 'turn', state: it.state };
	const kind = state === 'open' ? 'reopened' : state;
	return ok({ kind, clock: clockAt(it, state), set: { state }, undo, payload: { before: it.state } });
};

const clockAt = ({ state: before }: Sorted, state: 'open' | 'waiting' | 'answered'): ClockChange => {
	if (state !== 'open') return before === 'open' ? 'stops' : 'stays';
	if (before === 'waiting') return 'goes-on';
	return before === 'closed' ? 'as-before' : 'anew';
};
