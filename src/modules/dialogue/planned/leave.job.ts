import { system } from '#kernel/permission.ts';
import { minutes, toDate } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Chore } from '#platform/chores.ts';
import type { Tx } from '#platform/db/database.ts';

import { answerByMail } from '../mail/answer.ts';
import type { DialogueNeeds } from '../needs.ts';
import { noticeByMail } from '../question-notice.ts';
import { dialogue } from '../tables.ts';
import { answerLeft } from './left.ts';

/** More than this at once wait for the next round. */
const BATCH = 100;

const machine = system('dialogue');

/** Puts answers to the form on the citizen's page when their time has come. Those to networks leave by delivery. */
export const leaveChore = (needs: DialogueNeeds): Chore => ({
	name: 'dialogue.planned-answers',
	everyMs: minutes(1),
	async run() {
		const now = toDate(needs.clock.now());
		for (const id of await needs.db.read('planned answers', (tx) => leavingNow(tx, now))) await leave(needs, id);
	},
});

export const leavingNow = async (tx: Tx, now: Date): Promise<string[]> => {
	const waiting = dialogue(tx).selectFrom('dialogue_message').select('id').where('delivery', '=', 'waiting');
	const due = waiting.where('planned_for', '<=', now).where('presence_id', 'is', null);
	return (await due.orderBy('planned_for').limit(BATCH).execute()).map(({ id }) => id);
};

const leave = (needs: DialogueNeeds, messageId: string) =>
	needs.act<void, never>('publish a planned answer', machine, async (tx) => {
		const shown = dialogue(tx).updateTable('dialogue_message').set({ delivery: 'published' });
		const message = await shown
			.where('id', '=', messageId)
			.where('delivery', '=', 'waiting')
			.where('planned_for', 'is not', null)
			.returning(['conversation_id', 'awaits', 'text'])
			.executeTakeFirst();
		if (!message) return unchanged(undefined);
		const { conversation_id: conversationId, awaits } = message;
		await answerLeft(needs, tx, { messageId, conversationId, awaits, at: needs.clock.now() });
		const row = await dialogue(tx)
			.selectFrom('dialogue_conversation')
			.select(['unit_id', 'channel'])
			.where('id', '=', conversationId)
			.executeTakeFirstOrThrow();
		const at = needs.clock.now();
		if (row.channel === 'mail') await answerByMail(needs, tx, { conversationId, messageId, text: message.text, at });
		else await noticeByMail(needs, tx, conversationId);
		await needs.events.announce(tx, { topic: 'conversation', id: conversationId, unitId: row.unit_id });
		const payload = { message: messageId };
		return done(undefined, { kind: 'message.left', subject: conversationId, unitId: row.unit_id, payload });
	});
