import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';

export type SettleFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'conversation.not-found' }
	| { readonly type: 'handover.nothing-to-settle' };

interface Input {
	readonly conversationId: string;
	readonly handoverId: string;
	readonly decision: 'arrived' | 'again';
}

/** From where each is decided. A mail that came back is sent again where mails are. */
const open = { again: ['unclear', 'refused'], arrived: ['unclear', 'refused', 'returned'] } as const;

/** A person who asked over there decides: it arrived, or it goes out once more under the same key. */
export const settleHandover =
	({ act, clock, events, notices }: Pick<DialogueNeeds, 'act' | 'clock' | 'events' | 'notices'>) =>
	(
		{ conversationId, handoverId, decision }: Input,
		actor: Actor,
	): Promise<Result<Record<string, never>, SettleFailure>> =>
		act<Record<string, never>, SettleFailure>('settle hand-over', actor, async (tx) => {
			const conversation = await dialogue(tx)
				.selectFrom('dialogue_conversation')
				.select(['unit_id', 'state'])
				.where('id', '=', conversationId)
				.executeTakeFirst();
			if (!conversation) return fail({ type: 'conversation.not-found' });
			const unitId = conversation.unit_id;
			if (!may(actor, 'conversation.answer', unitId)) return fail({ type: 'access.denied' });
			if (!(await decide(tx, { conversationId, handoverId, decision }, toDate(clock.now()))))
				return fail({ type: 'handover.nothing-to-settle' });
			if (conversation.state === 'closed') await notices.over(tx, { postId: conversationId, kinds: ['mail-returned'] });
			await events.announce(tx, { topic: 'conversation', id: conversationId, unitId });
			const payload = { handover: handoverId, decision };
			return done({}, { kind: 'handover.settled', subject: conversationId, unitId, payload });
		});

/** False where there is nothing left to decide. */
const decide = async (tx: Tx, { conversationId, handoverId, decision }: Input, now: Date): Promise<boolean> => {
	const again = { sending: 'waiting' as const, due_at: now, attempts: 0 };
	const { numUpdatedRows } = await dialogue(tx)
		.updateTable('dialogue_handover')
		.set(decision === 'again' ? again : { sending: 'sent', data: null, due_at: null })
		.where('id', '=', handoverId)
		.where('conversation_id', '=', conversationId)
		.where('sending', 'in', open[decision])
		.executeTakeFirst();
	return numUpdatedRows > 0n;
};
