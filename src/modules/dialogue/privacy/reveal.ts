import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { maskPersonal } from '#modules/editorial/index.ts';
import { done, unchanged } from '#platform/act.ts';

import { messageOf } from '../moderation/evidence.ts';
import type { DialogueNeeds } from '../needs.ts';
import type { ReadFailure } from '../read-conversation.ts';
import { dayOf, lockConversation } from '../store.ts';

interface Asked {
	readonly conversationId: string;
	readonly messageId: string;
}
interface Revealed {
	readonly text: string | null;
}

/** Shows what was hidden in the words of somebody else. The record keeps who looked at which of them. */
export const reveal =
	({ act }: Pick<DialogueNeeds, 'act'>) =>
	({ conversationId, messageId }: Asked, actor: Actor): Promise<Result<Revealed, ReadFailure>> =>
		act<Revealed, ReadFailure>('reveal words', actor, async (tx) => {
			const row = await lockConversation(tx, conversationId);
			if (!row) return fail({ type: 'conversation.not-found' });
			if (!may(actor, 'conversation.reveal', row.unit_id)) return fail({ type: 'access.denied' });
			const said = await messageOf(tx, row.id, messageId);
			if (!said) return unchanged({ text: null });
			const { text, sent_at } = said;
			if (maskPersonal(text, dayOf(sent_at)) === text) return unchanged({ text });
			const about = { subject: row.id, unitId: row.unit_id, payload: { message: messageId } };
			return done({ text }, { kind: 'conversation.revealed', ...about });
		});
