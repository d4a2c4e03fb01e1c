import { system } from '#kernel/permission.ts';
import { done, unchanged } from '#platform/act.ts';
import { tellReturned } from '../duty/tell-returned.ts';
import type { DialogueNeeds } from '../needs.ts';
import { lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';

/** What every mail of a hand-over is listed under. */
export const HANDOVER_MAIL = 'conversation-handed-over';

type Needs = Pick<DialogueNeeds, 'db' | 'act' | 'clock' | 'events' | 'people' | 'notices' | 'mailer'>;

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
		await note(needs, { id, conversationId, reason: (refused.get(id) ?? '').slice(0, 300) });
};

interface Refused {
	readonly id: string;
	readonly conversationId: string;
	readonly reason: string;
}

const note = (needs: Needs, { id, conversationId, reason }: Refused) =>
	needs.act<void, never>('note refused hand-over', system('dialogue'), async (tx) => {
		const row = await lockConversation(tx, conversationId);
		if (!row) return unchanged(undefined);
		const { numUpdatedRows } = await dialogue(tx)
			.updateTable('dialogue_handover')
			.set({ sending: 'returned', reason })
			.where('id', '=', id)
			.where('sending', '=', 'mail')
			.executeTakeFirst();
		if (numUpdatedRows === 0n) return unchanged(undefined);
		const told = await tellReturned(needs, tx, row);
		await needs.events.announce(tx, { topic: 'conversation', id: row.id, unitId: row.unit_id });
		const payload = { handover: id, reason, told };
		return done(undefined, { kind: 'handover.came-back', subject: row.id, unitId: row.unit_id, payload });
	});
