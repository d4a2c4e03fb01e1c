import type { z } from 'zod';

import type { TriageAct as SentAct, triageEndpoint } from '#contract/triage.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { fromDate, type Instant, instant, toDate, toIso } from '#kernel/time.ts';
import { type Done, done, type Leaf, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import type { House } from '../deadlines/service.ts';
import { type Change, decideTriage, type Sorted, type TriageAct, type TriageRefusal } from '../domain/triage.ts';
import { type ConversationRow, lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';
import { awake } from './awake.ts';
import { clockColumns } from './clock.ts';
import { labelsInUse } from './labels.ts';
import type { TriageNeeds } from './needs.ts';
import { settledNotices } from './settled-notices.ts';

type TriageFailure =
	| TriageRefusal
	| { readonly type: 'access.denied' }
	| { readonly type: 'conversation.not-found' }
	| { readonly type: 'conversation.moved-on' }
	| { readonly type: 'conversation.nobody-there' }
	| { readonly type: 'conversation.no-such-label' };

type Input = z.output<typeof triageEndpoint.input>;
type Answered = z.output<typeof triageEndpoint.output>;
type Item = Input['items'][number];
interface Sorting {
	readonly version: number;
	readonly undo: TriageAct | null;
}

/** Sorts each by itself: what one refuses, the others do not feel. */
export const triage =
	(needs: TriageNeeds) =>
	async ({ items }: Input, actor: Actor): Promise<Result<Answered, never>> => {
		const house = await needs.people.authority();
		const results: Answered['results'] = [];
		for (const item of items) {
			const { conversationId } = item;
			const sorted = await sortOne(needs, item, { actor, house });
			results.push(
				sorted.ok
					? { conversationId, version: sorted.value.version, failure: null, undo: toSent(sorted.value.undo) }
					: { conversationId, version: null, failure: sorted.error.type, undo: null },
			);
		}
		return ok({ results });
	};

interface By {
	readonly actor: Actor;
	readonly house: House;
}

const sortOne = (needs: TriageNeeds, item: Item, by: By): Promise<Result<Sorting, TriageFailure>> =>
	needs.act<Sorting, TriageFailure>('sort a conversation', by.actor, async (tx) => {
		const found = asRead(await lockConversation(tx, item.conversationId), item, by.actor);
		if (!found.ok) return found;
		const known = await knows(needs, tx, item.act);
		if (!known.ok) return known;
		const row = found.value;
		const decided = decideTriage(toSorted(row), toAct(item.act), needs.clock.now());
		if (!decided.ok) return decided;
		return decided.value === null
			? unchanged({ version: row.version, undo: null })
			: carryOut(needs, tx, { row, change: decided.value, ...by });
	});

/** The conversation, if the actor may do this with it and nothing happened in it since it was read; a label is as right as before. */
const asRead = (
	row: ConversationRow | undefined,
	{ act, version }: Item,
	actor: Actor,
): Result<ConversationRow, TriageFailure> => {
	if (!row) return fail({ type: 'conversation.not-found' });
	const needed = act.do === 'assign' ? 'conversation.assign' : 'conversation.answer';
	if (!may(actor, needed, row.unit_id)) return fail({ type: 'access.denied' });
	if (row.merged_into !== null) return fail({ type: 'conversation.closed' });
	return row.version === version || act.do === 'label' ? ok(row) : fail({ type: 'conversation.moved-on' });
};

/** Whether the person and the labels that are named exist. */
const knows = async ({ people }: TriageNeeds, tx: Tx, act: SentAct): Promise<Result<void, TriageFailure>> => {
	if (act.do === 'assign' && act.personId !== null && !(await people.names([act.personId])).has(act.personId))
		return fail({ type: 'conversation.nobody-there' });
	if (act.do === 'label' && act.add.length > 0 && (await labelsInUse(tx, act.add)) < new Set(act.add).size)
		return fail({ type: 'conversation.no-such-label' });
	return ok(undefined);
};

const toSorted = (row: ConversationRow): Sorted => ({
	state: row.state,
	assigneeId: row.assignee_id,
	priority: row.priority,
	labels: row.labels,
	snoozed: row.snoozed_until && { until: fromDate(row.snoozed_until), reason: row.snooze_reason },
	answered: row.answered_at !== null,
});

const toAct = (act: SentAct): TriageAct => (act.do === 'snooze' ? { ...act, until: instant(act.until) } : act);
const toSent = (act: TriageAct | null): SentAct | null => {
	if (act === null) return null;
	if (act.do === 'label') return { ...act, add: [...act.add], remove: [...act.remove] };
	return act.do === 'snooze' ? { ...act, until: toIso(act.until) } : act;
};

/** Sorts within another act; nothing where it is so already, or cannot be. */
export const sortWithin = async (
	needs: TriageNeeds,
	tx: Tx,
	{ row, act, ...by }: By & { readonly row: ConversationRow; readonly act: TriageAct },
): Promise<readonly Leaf[]> => {
	const decided = decideTriage(toSorted(row), act, needs.clock.now());
	if (!decided.ok || decided.value === null) return [];
	const sorted = await carryOut(needs, tx, { row, change: decided.value, ...by });
	return sorted.ok ? sorted.value.leaves : [];
};

interface CarryingOut extends By {
	readonly row: ConversationRow;
	readonly change: Change;
}

const carryOut = async (
	needs: TriageNeeds,
	tx: Tx,
	{ row, change, actor, house }: CarryingOut,
): Promise<Result<Done<Sorting>, never>> => {
	const { set, clock, kind, payload, undo } = change;
	const now = needs.clock.now();
	const version = row.version + 1;
	const winding = { row, clock, priority: set.priority ?? row.priority, house, now };
	const rests = set.state === 'answered' || set.state === 'closed' ? { settled_at: toDate(now) } : {};
	const columns = { ...toColumns(set, actor), ...rests, ...(await clockColumns(needs, tx, winding)), version };
	await dialogue(tx).updateTable('dialogue_conversation').set(columns).where('id', '=', row.id).execute();
	if (clock === 'stops' || clock === 'ends') await needs.notices.over(tx, { postId: row.id, kinds: settledNotices });
	await needs.events.announce(tx, { topic: 'conversation', id: row.id, unitId: row.unit_id });
	return done({ version, undo }, { kind: `conversation.${kind}`, subject: row.id, unitId: row.unit_id, payload });
};

const toColumns = ({ state, assigneeId, priority, labels, snoozed }: Partial<Sorted>, actor: Actor) => ({
	...(state === undefined ? {} : { state }),
	...(assigneeId === undefined ? {} : { assignee_id: assigneeId }),
	...(priority === undefined ? {} : { priority }),
	...(labels === undefined ? {} : { labels: [...labels] }),
	...(snoozed === undefined ? {} : snoozed === null ? awake : putOff(snoozed, actor)),
});

const putOff = ({ until, reason }: { readonly until: Instant; readonly reason: string }, actor: Actor) => ({
	snoozed_until: toDate(until),
	snoozed_by: actor.id,
	snooze_reason: reason,
});
