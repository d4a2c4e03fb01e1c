import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { done } from '#platform/act.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Tx } from '#platform/db/database.ts';

import { sealChanges } from '../answering/changes.ts';
import { forgetPrecedents } from '../answering/precedents.ts';
import { sealProposals } from '../approval/hold.ts';
import type { DialogueNeeds } from '../needs.ts';
import type { ReadFailure } from '../read-conversation.ts';
import { lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';

const SEAL = 'dialogue_message.sealed';

/** Seals every word and picture of a conversation: nobody reads them on the desk any more. */
export const sealWords = async (tx: Tx, sealer: Sealer, conversationId: string): Promise<void> => {
	const rows = await dialogue(tx)
		.selectFrom('dialogue_message')
		.select(['id', 'text', 'media'])
		.where('conversation_id', '=', conversationId)
		.where('sealed', 'is', null)
		.where('deleted_at', 'is', null)
		.execute();
	await forgetPrecedents(
		tx,
		rows.map(({ id }) => id),
	);
	await sealProposals(tx, conversationId);
	if (rows.length > 0)
		await sealChanges(
			tx,
			rows.map(({ id }) => id),
		);
	for (const { id, text, media } of rows) {
		const sealed = sealer.seal(JSON.stringify({ text, media }), `${SEAL}:${id}`);
		const set = { sealed, text: '', media: JSON.stringify([]) };
		await dialogue(tx).updateTable('dialogue_message').set(set).where('id', '=', id).execute();
	}
};

interface Worded {
	readonly id: string;
	readonly text: string;
	readonly sealed: Buffer | null;
}

/** What was said, sealed or not. */
export const openWords = (sealer: Sealer, { id, text, sealed }: Worded): string => {
	if (sealed === null) return text;
	return (JSON.parse(sealer.open(sealed, `${SEAL}:${id}`).toString()) as { text: string }).text;
};

interface Unmasked {
	readonly words: { id: string; text: string; sentAt: string }[];
}

/** Shows the sealed words to who may and says why. The record keeps both; on the desk they stay sealed. */
export const unmask =
	({ act, sealer }: Pick<DialogueNeeds, 'act' | 'sealer'>) =>
	(
		{ conversationId, reason }: { readonly conversationId: string; readonly reason: string },
		actor: Actor,
	): Promise<Result<Unmasked, ReadFailure>> =>
		act<Unmasked, ReadFailure>('unmask words', actor, async (tx) => {
			const row = await lockConversation(tx, conversationId);
			if (!row) return fail({ type: 'conversation.not-found' });
			if (!may(actor, 'conversation.unmask', row.unit_id)) return fail({ type: 'access.denied' });
			const rows = await dialogue(tx)
				.selectFrom('dialogue_message')
				.select(['id', 'sealed', 'sent_at'])
				.where('conversation_id', '=', conversationId)
				.where('sealed', 'is not', null)
				.orderBy('arrival')
				.execute();
			const words = rows.map(({ id, sealed, sent_at }) => ({
				...{ id, text: openWords(sealer, { id, text: '', sealed }), sentAt: sent_at.toISOString() },
			}));
			const payload = { reason, messages: words.map(({ id }) => id) };
			return done({ words }, { kind: 'conversation.unmasked', subject: row.id, unitId: row.unit_id, payload });
		});
