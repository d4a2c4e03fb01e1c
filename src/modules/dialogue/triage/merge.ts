import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { type Done, done, type Leaf } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { type MergeFailure, mayMerge, together } from '../domain/merge.ts';
import { lockInOrder, oneAtATimeWith } from '../in-order.ts';
import { type ConversationRow, newestExcerpt } from '../store.ts';
import { dialogue } from '../tables.ts';
import { awake } from './awake.ts';
import { clockColumns } from './clock.ts';
import type { TriageNeeds } from './needs.ts';
import { settledNotices } from './settled-notices.ts';

export type JoinFailure =
	| MergeFailure
	| { readonly type: 'access.denied' }
	| { readonly type: 'conversation.not-found' }
	| { readonly type: 'conversation.moved-on' }
	| { readonly type: 'conversation.other-gone' };

interface Pair {
	readonly conversationId: string;
	readonly seenVersion: number;
	readonly other: string;
}
interface Versions {
	readonly version: number;
	readonly otherVersion: number;
}

interface Both {
	readonly row: ConversationRow;
	readonly other: ConversationRow;
}

/** Brings the messages of one conversation into another. What belongs to the one goes on in the other. */
export const merge =
	(needs: TriageNeeds) =>
	(input: Pair & { readonly otherVersion: number }, actor: Actor): Promise<Result<Versions, JoinFailure>> =>
		needs.act<Versions, JoinFailure>('merge conversations', actor, async (tx) => {
			const found = await lockBoth(tx, input, actor);
			if (!found.ok) return found;
			const { row, other } = found.value;
			if (other.version !== input.otherVersion) return fail({ type: 'conversation.moved-on' });
			const decided = mayMerge(await toMergeable(tx, row), await toMergeable(tx, other));
			if (!decided.ok) return decided;
			await carryOver(needs, tx, { row, other });
			return told(needs, tx, { row, other, verb: 'merged' });
		});

type Telling = Pick<TriageNeeds, 'events' | 'notices'>;

/** The same within another act; null, and nothing done, where the two may not become one. */
export const joinInto = async (needs: Telling, tx: Tx, both: Both): Promise<readonly Leaf[] | null> => {
	if (!mayMerge(await toMergeable(tx, both.row), await toMergeable(tx, both.other)).ok) return null;
	await carryOver(needs, tx, both);
	const joined = await told(needs, tx, { ...both, verb: 'merged' });
	return joined.ok ? joined.value.leaves : [];
};

const carryOver = async ({ notices }: Telling, tx: Tx, { row, other }: Both): Promise<void> => {
	await dialogue(tx)
		.updateTable('dialogue_message')
		.set(({ fn, ref, val }) => ({ conversation_id: row.id, home_id: fn.coalesce(ref('home_id'), val(other.id)) }))
		.where('conversation_id', '=', other.id)
		.execute();
	await changeTo(tx, row, await joined(tx, { row, other }));
	await changeTo(tx, other, { state: 'closed', due_at: null, merged_into: row.id, ...awake });
	await notices.over(tx, { postId: other.id, kinds: settledNotices });
};

/** Gives it back what was its own; what it was asked then is due as if it had never been merged. */
export const unmerge =
	(needs: TriageNeeds) =>
	async (input: Pair, actor: Actor): Promise<Result<Versions, JoinFailure>> => {
		const house = await needs.people.authority();
		return needs.act<Versions, JoinFailure>('unmerge conversations', actor, async (tx) => {
			const found = await lockBoth(tx, input, actor);
			if (!found.ok) return found;
			const { row, other } = found.value;
			if (!(await moveHome(tx, found.value))) return fail({ type: 'conversation.other-gone' });
			const state = (await lastWord(tx, other.id)) === 'in' ? 'open' : 'answered';
			const winding = { row: other, priority: other.priority, house, now: needs.clock.now() };
			const clock = state === 'open' ? await clockColumns(needs, tx, { ...winding, clock: 'as-before' }) : {};
			await changeTo(tx, other, { ...clock, state, merged_into: null, excerpt: await newestExcerpt(tx, other.id) });
			await changeTo(tx, row, { excerpt: await newestExcerpt(tx, row.id) });
			return told(needs, tx, { row, other, verb: 'unmerged' });
		});
	};

/** False: there is nothing here that came from there. */
const moveHome = async (tx: Tx, { row, other }: Both): Promise<boolean> => {
	if (other.merged_into === null) return false;
	const moved = await dialogue(tx)
		.updateTable('dialogue_message')
		.set({ conversation_id: other.id, home_id: null })
		.where('conversation_id', '=', row.id)
		.where('home_id', '=', other.id)
		.executeTakeFirst();
	return moved.numUpdatedRows > 0n;
};

/** Locks both and asks whether the actor may answer in both and has read the first as it is. */
const lockBoth = async (tx: Tx, input: Pair, actor: Actor): Promise<Result<Both, JoinFailure>> => {
	await oneAtATimeWith(tx, input.conversationId);
	const rows = await lockInOrder(tx, [input.conversationId, input.other]);
	const row = rows.get(input.conversationId);
	const other = rows.get(input.other);
	if (!row) return fail({ type: 'conversation.not-found' });
	if (!may(actor, 'conversation.answer', row.unit_id)) return fail({ type: 'access.denied' });
	if (row.version !== input.seenVersion) return fail({ type: 'conversation.moved-on' });
	if (!other || !may(actor, 'conversation.answer', other.unit_id)) return fail({ type: 'conversation.other-gone' });
	return ok({ row, other });
};

/** Acts, their evidence and objections name the conversation they happened in. */
export const isModerated = async (tx: Tx, conversationId: string): Promise<boolean> => {
	const acts = dialogue(tx)
		.selectFrom('dialogue_moderation')
		.select('id')
		.where('conversation_id', '=', conversationId);
	return (await acts.limit(1).executeTakeFirst()) !== undefined;
};

const isSealed = async (tx: Tx, conversationId: string): Promise<boolean> => {
	const said = dialogue(tx).selectFrom('dialogue_message').select('id').where('conversation_id', '=', conversationId);
	return (await said.where('sealed', 'is not', null).limit(1).executeTakeFirst()) !== undefined;
};

const toMergeable = async (tx: Tx, row: ConversationRow) => ({
	id: row.id,
	counterpartId: row.counterpart_id,
	presenceId: row.presence_id,
	practice: row.practice,
	mergedInto: row.merged_into,
	sealed: await isSealed(tx, row.id),
	moderated: await isModerated(tx, row.id),
});

const toTraits = (row: ConversationRow) => ({
	...{ state: row.state, visibility: row.visibility, priority: row.priority, labels: row.labels },
	...{ assigneeId: row.assignee_id, postId: row.post_id, dueAt: row.due_at?.getTime() ?? null },
});

/** The columns of what both are together. */
const joined = async (tx: Tx, { row, other }: Both): Promise<Partial<ConversationRow>> => {
	const { state, visibility, priority, labels, assigneeId, postId, clockOf } = together(toTraits(row), toTraits(other));
	const { due_at, due_from, warn_at, warned, escalated, used_minutes } = clockOf === 'a' ? row : other;
	return {
		...{ state, visibility, priority, labels: [...labels], assignee_id: assigneeId, post_id: postId },
		...{ due_at, due_from, warn_at, warned, escalated, used_minutes },
		excerpt: await newestExcerpt(tx, row.id),
		opened_at: row.opened_at < other.opened_at ? row.opened_at : other.opened_at,
		last_at: row.last_at > other.last_at ? row.last_at : other.last_at,
		answered_at: row.answered_at ?? other.answered_at,
	};
};

export const changeTo = (tx: Tx, row: ConversationRow, set: Partial<ConversationRow>) =>
	dialogue(tx)
		.updateTable('dialogue_conversation')
		.set({ ...set, version: row.version + 1 })
		.where('id', '=', row.id)
		.execute();

/** Who spoke last; what staff noted does not count. */
const lastWord = async (tx: Tx, conversationId: string): Promise<'in' | 'out' | undefined> => {
	const said = dialogue(tx)
		.selectFrom('dialogue_message')
		.select('direction')
		.where('conversation_id', '=', conversationId);
	const spoken = said.where('direction', 'in', ['in', 'out']).orderBy('arrival', 'desc').limit(1);
	const last = (await spoken.executeTakeFirst())?.direction;
	return last === 'note' ? undefined : last;
};

/** On record with both, and told to every desk. */
const told = async (
	{ events }: Telling,
	tx: Tx,
	{ row, other, verb }: Both & { readonly verb: 'merged' | 'unmerged' },
): Promise<Result<Done<Versions>, never>> => {
	for (const { id, unit_id: unitId } of [row, other]) await events.announce(tx, { topic: 'conversation', id, unitId });
	const kind = `conversation.${verb}` as const;
	return done(
		{ version: row.version + 1, otherVersion: other.version + 1 },
		{ kind, subject: row.id, unitId: row.unit_id, payload: { from: other.id } },
		{ kind, subject: other.id, unitId: other.unit_id, payload: { into: row.id } },
	);
};
