import { system } from '#kernel/permission.ts';
import { done, type Leaf, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';
import { tellReturned } from '../duty/tell-returned.ts';
import type { DialogueNeeds } from '../needs.ts';
import { lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';

/** What every mail of a hand-over is listed under. */
export const HANDOVER_MAIL = 'conversation-handed-over';

type Telling = Pick<DialogueNeeds, 'clock' | 'events' | 'people' | 'notices'>;
type Needs = Telling & Pick<DialogueNeeds, 'db' | 'act' | 'mailer'>;

/** Hand-overs to a mailbox that our own mail server refused for good: nobody over there knows of them. */
export const noteRefusedHandovers = async (needs: Needs): Promise<void> => {
	const refused = await needs.mailer.refused(HANDOVER_MAIL);
	if (refused.size === 0) return;
	const open = await needs.db.read('refused hand-overs', (tx) =>
		dialogue(tx)
			.selectFrom('dialogue_handover')
			.select(['id', 'conversation_id'])
			.where('id', 'in', [...refused.keys()])
			.where('sending', '=', 'mail')
			.execute(),
	);
	for (const { id, conversation_id: conversationId } of open)
		await needs.act<void, never>('note refused hand-over', system('dialogue'), async (tx) => {
			const [leaf] = await note(needs, tx, { id, conversationId, reason: (refused.get(id) ?? '').slice(0, 300) });
			return leaf === undefined ? unchanged(undefined) : done(undefined, leaf);
		});
};

/** A report about a mail of ours came, to whichever mailbox: what it says of the hand-over whose number is in its Message-ID. */
export const noteReturnedHandover = async (
	needs: Telling,
	tx: Tx,
	{ of, reason }: { readonly of: readonly string[]; readonly reason: string },
): Promise<readonly Leaf[]> => {
	const ids = of.flatMap((messageId) => /^<([^@<>]+)@/.exec(messageId.trim())?.[1] ?? []);
	if (ids.length === 0) return [];
	const rows = await dialogue(tx)
		.selectFrom('dialogue_handover')
		.select(['id', 'conversation_id'])
		.where('id', 'in', ids)
		.where('sending', '=', 'mail')
		.execute();
	const found = ids.map((id) => rows.find((row) => row.id === id)).find((row) => row !== undefined);
	if (found === undefined) return [];
	return note(needs, tx, { id: found.id, conversationId: found.conversation_id, reason });
};

interface Refused {
	readonly id: string;
	readonly conversationId: string;
	readonly reason: string;
}

const note = async (needs: Telling, tx: Tx, { id, conversationId, reason }: Refused): Promise<readonly Leaf[]> => {
	const row = await lockConversation(tx, conversationId);
	if (!row) return [];
	const { numUpdatedRows } = await dialogue(tx)
		.updateTable('dialogue_handover')
		.set({ sending: 'returned', reason })
		.where('id', '=', id)
		.where('sending', '=', 'mail')
		.executeTakeFirst();
	if (numUpdatedRows === 0n) return [];
	const told = await tellReturned(needs, tx, row);
	await needs.events.announce(tx, { topic: 'conversation', id: row.id, unitId: row.unit_id });
	const payload = { handover: id, reason, told };
	return [{ kind: 'handover.came-back', subject: row.id, unitId: row.unit_id, payload }];
};
