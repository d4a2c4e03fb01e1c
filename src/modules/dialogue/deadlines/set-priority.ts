import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { fromDate } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Priority } from '../domain/promise.ts';
import type { DialogueNeeds } from '../needs.ts';
import { type ConversationRow, lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';
import { dueIn, type House } from './service.ts';
import { dueColumns } from './settle.ts';

export type PriorityFailure = { readonly type: 'access.denied' } | { readonly type: 'conversation.not-found' };

type Needs = Pick<DialogueNeeds, 'act' | 'people' | 'events'>;

interface Change {
	readonly conversationId: string;
	readonly priority: Priority;
}

/** Says how urgent a conversation is; its deadline follows from the promise for that. */
export const setPriority =
	(needs: Needs) =>
	async (
		{ conversationId: id, priority }: Change,
		actor: Actor,
	): Promise<Result<{ version: number }, PriorityFailure>> => {
		const house = await needs.people.authority();
		return needs.act<{ version: number }, PriorityFailure>('set priority', actor, async (tx) => {
			const row = await lockConversation(tx, id);
			if (!row) return fail({ type: 'conversation.not-found' });
			if (!may(actor, 'conversation.answer', row.unit_id)) return fail({ type: 'access.denied' });
			if (row.priority === priority) return unchanged({ version: row.version });
			const due = await dueWith(needs, tx, { row, priority, house });
			const version = row.version + 1;
			await dialogue(tx)
				.updateTable('dialogue_conversation')
				.set({ priority, version, ...due })
				.where('id', '=', id)
				.execute();
			await needs.events.announce(tx, { topic: 'conversation', id, unitId: row.unit_id });
			const payload = { from: row.priority, to: priority };
			return done({ version }, { kind: 'conversation.prioritised', subject: id, unitId: row.unit_id, payload });
		});
	};

interface Changed {
	readonly row: ConversationRow;
	readonly priority: Priority;
	readonly house: House;
}

/** The deadline with another priority; nothing where no clock runs. */
const dueWith = async ({ people }: Needs, tx: Tx, { row, priority, house }: Changed) => {
	if (row.state !== 'open' || row.due_at === null) return {};
	const at = fromDate(row.due_from ?? row.opened_at);
	const asked = { presenceId: row.presence_id, kind: row.asking, priority };
	return dueColumns(await dueIn(tx, await people.unitPath(row.unit_id), { house, at, asked, used: row.used_minutes }));
};
