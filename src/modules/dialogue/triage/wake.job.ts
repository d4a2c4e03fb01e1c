import { system } from '#kernel/permission.ts';
import { minutes, toDate } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Chore } from '#platform/chores.ts';
import type { Tx } from '#platform/db/database.ts';

import type { DialogueNeeds } from '../needs.ts';
import { lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';
import { awake } from './awake.ts';
import { clockColumns } from './clock.ts';

/** More than this at once wait for the next round. */
const BATCH = 100;

const machine = system('dialogue');

/** Brings back what was put off, and tells who put it off. */
export const wakeChore = (needs: DialogueNeeds): Chore => ({
	name: 'dialogue.follow-ups',
	everyMs: minutes(1),
	async run() {
		const now = toDate(needs.clock.now());
		for (const id of await needs.db.read('follow-ups', (tx) => backNow(tx, now))) await wake(needs, id);
	},
});

export const backNow = async (tx: Tx, now: Date): Promise<string[]> => {
	const put = dialogue(tx).selectFrom('dialogue_conversation').select('id').where('snoozed_until', '<=', now);
	return (await put.orderBy('snoozed_until').orderBy('id').limit(BATCH).execute()).map(({ id }) => id);
};

/** It is open again: what we had answered, or waited for, is ours to look after now. */
const wake = async (needs: DialogueNeeds, id: string): Promise<void> => {
	const house = await needs.people.authority();
	await needs.act<void, never>('follow up', machine, async (tx) => {
		const row = await lockConversation(tx, id);
		const now = needs.clock.now();
		if (!row || row.snoozed_until === null || row.snoozed_until > toDate(now)) return unchanged(undefined);
		const clock = row.state === 'open' ? 'stays' : row.state === 'waiting' ? 'goes-on' : 'anew';
		const { priority, snoozed_by: by, snooze_reason: reason } = row;
		const columns = await clockColumns(needs, tx, { row, clock, priority, house, now });
		const set = { ...awake, ...columns, state: 'open' as const, version: row.version + 1 };
		await dialogue(tx).updateTable('dialogue_conversation').set(set).where('id', '=', id).execute();
		const title = (reason || row.excerpt).slice(0, 120);
		const about = { postId: id, unitId: row.unit_id, title, byId: null };
		if (by !== null) await needs.notices.tell(tx, { ...about, to: [by], kind: 'follow-up' });
		await needs.events.announce(tx, { topic: 'conversation', id, unitId: row.unit_id });
		const payload = { told: by, reason, before: row.state };
		return done(undefined, { kind: 'conversation.came-back', subject: id, unitId: row.unit_id, payload });
	});
};
