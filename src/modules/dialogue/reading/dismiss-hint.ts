import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Hint, HintType } from '../domain/hints/hint.ts';
import type { DialogueNeeds } from '../needs.ts';
import { lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';

export type HintFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'conversation.not-found' }
	| { readonly type: 'conversation.no-such-hint' };

interface Input {
	readonly conversationId: string;
	readonly messageId: string;
	readonly type: HintType;
	/** False takes it back. */
	readonly dismissed: boolean;
}

/** A person says that a hint is wrong, or takes that back. The record says which, never the words. */
export const dismissHint =
	(needs: Pick<DialogueNeeds, 'act' | 'events'>) =>
	(input: Input, actor: Actor): Promise<Result<{ version: number }, HintFailure>> =>
		needs.act<{ version: number }, HintFailure>('dismiss hint', actor, async (tx) => {
			const { messageId, type, dismissed } = input;
			const row = await lockConversation(tx, input.conversationId);
			if (!row) return fail({ type: 'conversation.not-found' });
			if (!may(actor, 'conversation.answer', row.unit_id)) return fail({ type: 'access.denied' });
			const hints = await hintsOf(tx, input);
			const hint = hints.find((one) => one.type === type);
			if (!hint) return fail({ type: 'conversation.no-such-hint' });
			if ((hint.dismissed === true) === dismissed) return unchanged({ version: row.version });
			await keepHints(tx, messageId, hints.with(hints.indexOf(hint), marked(hint, dismissed)));
			await needs.events.announce(tx, { topic: 'conversation', id: row.id, unitId: row.unit_id });
			return done({ version: row.version }, leafOf(input, row.unit_id));
		});

const leafOf = ({ conversationId, messageId, type, dismissed }: Input, unitId: string) => ({
	kind: dismissed ? ('hint.dismissed' as const) : ('hint.restored' as const),
	...{ subject: conversationId, unitId, payload: { message: messageId, hint: type } },
});

const hintsOf = async (tx: Tx, { messageId, conversationId }: Input): Promise<readonly Hint[]> => {
	const readings = dialogue(tx).selectFrom('dialogue_reading').select('hints').where('message_id', '=', messageId);
	return (await readings.where('conversation_id', '=', conversationId).executeTakeFirst())?.hints ?? [];
};

const keepHints = (tx: Tx, messageId: string, hints: readonly Hint[]) =>
	dialogue(tx)
		.updateTable('dialogue_reading')
		.set({ hints: JSON.stringify(hints) })
		.where('message_id', '=', messageId)
		.execute();

const marked = ({ type, values, words }: Hint, dismissed: boolean): Hint =>
	dismissed ? { type, values, words, dismissed } : { type, values, words };
