import { system } from '#kernel/permission.ts';
import { minutes, toDate } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Chore } from '#platform/chores.ts';
import type { Tx } from '#platform/db/database.ts';

import { lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';
import { changeInquiry, inquiries, linesOf } from './store.ts';
import { askers, heardBy, type InquiryNeeds } from './whom.ts';

/** More than this at once wait for the next round. */
const BATCH = 100;

const machine = system('dialogue');

/** Tells those who were asked and those who asked of what is late or whose link has run out, each once. */
export const lateChore = (needs: InquiryNeeds): Chore => ({
	name: 'dialogue.inquiries',
	everyMs: minutes(1),
	async run() {
		const now = toDate(needs.clock.now());
		for (const id of await needs.db.read('inquiries that are late', (tx) => lateInquiries(tx, now)))
			await tellLate(needs, id);
	},
});

export const lateInquiries = async (tx: Tx, now: Date): Promise<string[]> => {
	const open = dialogue(tx).selectFrom('dialogue_inquiry').select('id').where('state', '=', 'open');
	const late = open.where('told_late', '=', false).where('due_at', '<=', now).orderBy('due_at').limit(BATCH);
	return (await late.execute()).map(({ id }) => id);
};

const tellLate = (needs: InquiryNeeds, id: string) =>
	needs.act<void, never>('tell of a late inquiry', machine, async (tx) => {
		const before = await inquiries(tx).where('id', '=', id).executeTakeFirst();
		const row = before && (await lockConversation(tx, before.conversation_id));
		const inquiry = await inquiries(tx).where('id', '=', id).forUpdate().executeTakeFirst();
		if (!row || inquiry?.state !== 'open' || inquiry.told_late) return unchanged(undefined);
		if (inquiry.due_at > toDate(needs.clock.now())) return unchanged(undefined);
		await changeInquiry(tx, id, { told_late: true });
		const asking = await askers(needs, { byId: inquiry.by_id, assigneeId: row.assignee_id });
		const to = [...new Set([...(await heardBy(needs, tx, inquiry)), ...asking])];
		const title = ((await linesOf(tx, [id])).findLast((line) => line.from_asker)?.text ?? '').slice(0, 120);
		await needs.notices.tell(tx, { to, kind: 'inquiry-overdue', postId: id, unitId: row.unit_id, title, byId: null });
		await needs.events.announce(tx, { topic: 'notice', id });
		await needs.events.announce(tx, { topic: 'conversation', id: row.id, unitId: row.unit_id });
		const kind = inquiry.kind === 'expert' ? 'inquiry.expired' : 'inquiry.overdue';
		const payload = { inquiry: id, dueAt: inquiry.due_at.toISOString(), told: to };
		return done(undefined, { kind, subject: row.id, unitId: row.unit_id, payload });
	});
