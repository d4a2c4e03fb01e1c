import { system } from '#kernel/permission.ts';
import { ok } from '#kernel/result.ts';
import { minutes, toDate } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Chore } from '#platform/chores.ts';
import type { Tx } from '#platform/db/database.ts';

import { remindedOf } from '../duty/reminded.ts';
import type { DialogueNeeds } from '../needs.ts';
import { type ConversationRow, lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';
import { letterOf } from './late-letter.ts';
import { serviceOf } from './service.ts';
import { settleBatch } from './settle.ts';

/** More than this at once wait for the next round. */
const BATCH = 100;

const machine = system('dialogue');

/** Counts overtaken deadlines anew, reminds of those that come near, and tells the leads of those that passed: each once. */
export const deadlineChore = (needs: DialogueNeeds): Chore => ({
	name: 'dialogue.deadlines',
	everyMs: minutes(1),
	async run() {
		const house = await needs.people.authority();
		await needs.db.transact('count deadlines anew', async (tx) => ok(await settleBatch(needs, tx, house)));
		const now = toDate(needs.clock.now());
		for (const id of await needs.db.read('answers soon due', (tx) => soonDue(tx, now))) await remind(needs, id);
		for (const id of await needs.db.read('answers overdue', (tx) => overdue(tx, now))) await escalate(needs, id);
	},
});

/** Those to be reminded of, most pressing first. */
export const soonDue = async (tx: Tx, now: Date): Promise<string[]> => {
	const open = dialogue(tx).selectFrom('dialogue_conversation').select('id').where('state', '=', 'open');
	const near = open.where('warned', '=', false).where('warn_at', '<=', now).orderBy('warn_at').limit(BATCH);
	return (await near.execute()).map(({ id }) => id);
};

/** Those that are late and of which no lead has heard. */
export const overdue = async (tx: Tx, now: Date): Promise<string[]> => {
	const open = dialogue(tx).selectFrom('dialogue_conversation').select('id').where('state', '=', 'open');
	const late = open.where('escalated', '=', false).where('due_at', '<=', now).orderBy('due_at').limit(BATCH);
	return (await late.execute()).map(({ id }) => id);
};

const titleOf = ({ excerpt }: ConversationRow): string => excerpt.slice(0, 120);

const remind = async (needs: DialogueNeeds, id: string): Promise<void> => {
	await needs.act<void, never>('remind of an answer', machine, async (tx) => {
		const row = await lockConversation(tx, id);
		if (row?.state !== 'open' || row.warned || row.due_at === null) return unchanged(undefined);
		await dialogue(tx).updateTable('dialogue_conversation').set({ warned: true }).where('id', '=', id).execute();
		// Once it is late the leads are told, and those who answer with them.
		if (row.due_at <= toDate(needs.clock.now())) return unchanged(undefined);
		const to = await remindedOf(needs, tx, row);
		const about = { postId: id, unitId: row.unit_id, title: titleOf(row) };
		await needs.notices.tell(tx, { ...about, to, kind: 'answer-due', byId: null });
		const payload = { dueAt: row.due_at.toISOString(), told: to };
		return done(undefined, { kind: 'conversation.reminded', subject: id, unitId: row.unit_id, payload });
	});
};

const escalate = async (needs: DialogueNeeds, id: string): Promise<void> => {
	await needs.act<void, never>('tell of a late answer', machine, async (tx) => {
		const row = await lockConversation(tx, id);
		if (row?.state !== 'open' || row.escalated || row.due_at === null) return unchanged(undefined);
		if (row.due_at > toDate(needs.clock.now())) return unchanged(undefined);
		const set = { warned: true, escalated: true };
		await dialogue(tx).updateTable('dialogue_conversation').set(set).where('id', '=', id).execute();
		const leads = (await needs.people.holdersIn(row.unit_id)).filter(({ roles }) => roles.includes('lead'));
		const to = [...leads.map(({ personId }) => personId), ...(await remindedOf(needs, tx, row))];
		const about = { postId: id, unitId: row.unit_id, title: titleOf(row) };
		await needs.notices.tell(tx, { ...about, to, kind: 'answer-overdue', byId: null });
		const written = row.practice ? 0 : await write(needs, tx, { row, mails: leads.map(({ mail }) => mail) });
		const payload = { dueAt: row.due_at.toISOString(), told: to, letters: written };
		return done(undefined, { kind: 'conversation.overdue', subject: id, unitId: row.unit_id, payload });
	});
};

interface Letters {
	readonly row: ConversationRow;
	readonly mails: readonly string[];
}

/** To the leads and the mailbox of the unit. What was said stays on the desk: the letter carries a link only. */
const write = async (needs: DialogueNeeds, tx: Tx, { row, mails }: Letters): Promise<number> => {
	const { service } = await serviceOf(tx, await needs.people.unitPath(row.unit_id));
	const { language } = await needs.people.authority();
	const addresses = [...new Set([...mails, service.mailbox].filter((mail) => mail !== ''))];
	const letter = letterOf(language, `${needs.origin}/desk/dialog/${row.id}`);
	for (const to of addresses) await needs.mailer.send(tx, { ...letter, to, kind: 'answer-overdue' });
	return addresses.length;
};
