import { type Actor, may, type Permission } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { type Done, done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { dueIn } from './deadlines/service.ts';
import { dueColumns } from './deadlines/settle.ts';
import type { DialogueNeeds } from './needs.ts';
import { addMessage, type ConversationRow, lockConversation } from './store.ts';
import { dialogue } from './tables.ts';
import { awake } from './triage/awake.ts';
import { settledNotices } from './triage/settled-notices.ts';

export type TendFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'conversation.not-found' }
	| { readonly type: 'conversation.nobody-there' }
	| { readonly type: 'conversation.not-closed' }
	| { readonly type: 'conversation.merged-already' };

type Needs = Pick<DialogueNeeds, 'act' | 'clock' | 'ids' | 'events' | 'people' | 'notices'>;
type Tended = Promise<Result<Done<{ version: number }>, TendFailure>>;

/** Locks the conversation, checks the right in its unit, and tells the desk afterwards. */
const tend = (
	needs: Needs,
	{
		id,
		actor,
		permission,
		label,
	}: { readonly id: string; readonly actor: Actor; readonly permission: Permission; readonly label: string },
	work: (tx: Tx, row: ConversationRow) => Tended,
): Promise<Result<{ version: number }, TendFailure>> =>
	needs.act<{ version: number }, TendFailure>(label, actor, async (tx) => {
		const row = await lockConversation(tx, id);
		if (!row) return fail({ type: 'conversation.not-found' });
		if (!may(actor, permission, row.unit_id)) return fail({ type: 'access.denied' });
		const result = await work(tx, row);
		if (result.ok && result.value.leaves.length > 0)
			await needs.events.announce(tx, { topic: 'conversation', id, unitId: row.unit_id });
		return result;
	});

const bump = async (tx: Tx, row: ConversationRow, set: Partial<ConversationRow>): Promise<number> => {
	const version = row.version + 1;
	await dialogue(tx)
		.updateTable('dialogue_conversation')
		.set({ ...set, version })
		.where('id', '=', row.id)
		.execute();
	return version;
};

/** Writes a note that only staff can read. */
export const addNote =
	(needs: Needs) => (input: { readonly conversationId: string; readonly text: string }, actor: Actor) =>
		tend(
			needs,
			{ id: input.conversationId, actor, permission: 'conversation.answer', label: 'note' },
			async (tx, row) => {
				const id = needs.ids.next('message');
				const said = { direction: 'note', visibility: 'private', sentAt: needs.clock.now() } as const;
				await addMessage(tx, { ...said, id, conversationId: row.id, authorId: actor.id, text: input.text });
				const version = await bump(tx, row, {});
				return done(
					{ version },
					{
						kind: 'conversation.noted',
						subject: row.id,
						unitId: row.unit_id,
						payload: { message: id, text: input.text },
					},
				);
			},
		);

/** Gives the conversation to a person who may answer in its unit, or to nobody. */
export const assign =
	(needs: Needs) => (input: { readonly conversationId: string; readonly personId: string | null }, actor: Actor) =>
		tend(
			needs,
			{ id: input.conversationId, actor, permission: 'conversation.assign', label: 'assign' },
			async (tx, row) => {
				if (row.assignee_id === input.personId) return unchanged({ version: row.version });
				if (input.personId !== null && !(await needs.people.names([input.personId])).has(input.personId))
					return fail({ type: 'conversation.nobody-there' });
				const version = await bump(tx, row, { assignee_id: input.personId });
				const payload = { from: row.assignee_id, to: input.personId };
				return done({ version }, { kind: 'conversation.assigned', subject: row.id, unitId: row.unit_id, payload });
			},
		);

/** Ends the conversation here. What the citizen writes later opens it again. */
export const close =
	(needs: Needs) => (input: { readonly conversationId: string; readonly reason: string }, actor: Actor) =>
		tend(
			needs,
			{ id: input.conversationId, actor, permission: 'conversation.answer', label: 'close conversation' },
			async (tx, row) => {
				if (row.state === 'closed') return unchanged({ version: row.version });
				const version = await bump(tx, row, {
					state: 'closed',
					due_at: null,
					settled_at: toDate(needs.clock.now()),
					...awake,
				});
				await needs.notices.over(tx, { postId: row.id, kinds: settledNotices });
				const payload = { reason: input.reason, before: row.state };
				return done({ version }, { kind: 'conversation.closed', subject: row.id, unitId: row.unit_id, payload });
			},
		);

/** Opens a closed conversation again; an answer is due anew. */
export const reopen = (needs: Needs) => async (input: { readonly conversationId: string }, actor: Actor) => {
	const house = await needs.people.authority();
	return tend(
		needs,
		{ id: input.conversationId, actor, permission: 'conversation.answer', label: 'reopen' },
		async (tx, row) => {
			if (row.state !== 'closed') return fail({ type: 'conversation.not-closed' });
			if (row.merged_into !== null) return fail({ type: 'conversation.merged-already' });
			const path = await needs.people.unitPath(row.unit_id);
			const asked = { presenceId: row.presence_id, kind: row.asking, priority: row.priority };
			const due = await dueIn(tx, path, { house, at: needs.clock.now(), asked });
			const version = await bump(tx, row, { state: 'open', ...dueColumns(due) });
			return done({ version }, { kind: 'conversation.reopened', subject: row.id, unitId: row.unit_id, payload: {} });
		},
	);
};
