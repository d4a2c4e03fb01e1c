import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { done } from '#platform/act.ts';

import type { DialogueNeeds } from '../needs.ts';
import { lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';
import { stop, waitingIn } from '../waiting-answers.ts';

export type TakeBackFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'conversation.not-found' }
	/** It left, or was taken back before. */
	| { readonly type: 'reply.not-waiting' };

interface Input {
	readonly conversationId: string;
	readonly messageId: string;
}

/** Takes an answer back that waits for its time. It never left, so nobody is told. */
export const takeBack =
	(needs: Pick<DialogueNeeds, 'act' | 'events' | 'delivery'>) =>
	({ conversationId, messageId }: Input, actor: Actor): Promise<Result<{ version: number }, TakeBackFailure>> =>
		needs.act<{ version: number }, TakeBackFailure>('take back an answer', actor, async (tx) => {
			const row = await lockConversation(tx, conversationId);
			if (!row) return fail({ type: 'conversation.not-found' });
			if (!may(actor, 'conversation.answer', row.unit_id)) return fail({ type: 'access.denied' });
			const waiting = await waitingIn(tx, conversationId).where('id', '=', messageId).forUpdate().executeTakeFirst();
			if (!waiting || !(await stop(needs, tx, waiting))) return fail({ type: 'reply.not-waiting' });
			const planned = dialogue(tx).updateTable('dialogue_message').set({ planned_for: null });
			await planned.where('id', '=', messageId).execute();
			const version = row.version + 1;
			const conversation = dialogue(tx).updateTable('dialogue_conversation').set({ version });
			await conversation.where('id', '=', conversationId).execute();
			await needs.events.announce(tx, { topic: 'conversation', id: conversationId, unitId: row.unit_id });
			const payload = { message: messageId };
			return done({ version }, { kind: 'message.taken-back', subject: row.id, unitId: row.unit_id, payload });
		});
