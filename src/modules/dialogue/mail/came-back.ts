import { system } from '#kernel/permission.ts';
import { minutes, toDate, toIso } from '#kernel/time.ts';
import { done, type Leaf, unchanged } from '#platform/act.ts';
import type { Chore } from '#platform/chores.ts';
import type { Tx } from '#platform/db/database.ts';

import { owedAgain } from '../answering/owed-again.ts';
import { type Bounce, kindOf, type Returned } from '../domain/bounce.ts';
import { tellReturned } from '../duty/tell-returned.ts';
import { noteRefusedHandovers, noteReturnedHandover } from '../handover/refused.ts';
import { lockAround } from '../in-order.ts';
import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';
import { standing } from '../triage/standing.ts';
import { mailIdKey, sealReturned } from './store.ts';

type Needs = Pick<DialogueNeeds, 'clock' | 'sealer' | 'events' | 'people' | 'notices'>;

/** A report that came to a mailbox: the answer or hand-over it is about did not arrive. Nothing where it is about none of ours. */
export const noteBounce = async (
	needs: Needs,
	tx: Tx,
	{ mailboxId, bounce }: { readonly mailboxId: string; readonly bounce: Bounce },
): Promise<readonly Leaf[]> => {
	if (bounce.of.length === 0) return [];
	const keys = bounce.of.map((id) => mailIdKey(needs.sealer, id));
	const rows = await sentMail(tx).where('mailbox_id', '=', mailboxId).where('key', 'in', keys).execute();
	const sent = keys.map((key) => rows.find((row) => row.key === key)).find((row) => row !== undefined);
	if (sent !== undefined) return cameBack(needs, tx, { sent, returned: bounce });
	return noteReturnedHandover(needs, tx, bounce);
};

/** Answers and hand-overs that our own mail server refused for good: they never left. */
export const refusedChore = (needs: DialogueNeeds): Chore => ({
	name: 'dialogue.refused-mail',
	everyMs: minutes(1),
	async run() {
		await noteRefusedHandovers(needs);
		const refused = await needs.mailer.refused('mail-answer');
		if (refused.size === 0) return;
		const open = await needs.db.read('refused answers', (tx) =>
			sentMail(tx)
				.where('message_id', 'in', [...refused.keys()])
				.execute(),
		);
		for (const { message_id: id } of open) if (id !== null) await noteRefused(needs, id, refused.get(id) ?? '');
	},
});

const noteRefused = (needs: DialogueNeeds, messageId: string, reason: string) =>
	needs.act<void, never>('note refused answer', system('dialogue'), async (tx) => {
		const sent = await sentMail(tx).where('message_id', '=', messageId).forUpdate().executeTakeFirst();
		if (sent === undefined) return unchanged(undefined);
		const status = /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(reason)?.[1] ?? '';
		const returned = { kind: kindOf(status, reason), reason: reason.slice(0, 300), status };
		const [first, ...rest] = await cameBack(needs, tx, { sent, returned });
		return first === undefined ? unchanged(undefined) : done(undefined, first, ...rest);
	});

/** Answers that are not known to have come back. */
const sentMail = (tx: Tx) =>
	dialogue(tx)
		.selectFrom('dialogue_mail')
		.select(['mailbox_id', 'key', 'message_id'])
		.where('kind', '=', 'sent')
		.where('returned_at', 'is', null);

interface CameBack {
	readonly sent: { readonly mailbox_id: string; readonly key: string; readonly message_id: string | null };
	readonly returned: Returned;
}

const cameBack = async (needs: Needs, tx: Tx, { sent, returned }: CameBack): Promise<readonly Leaf[]> => {
	const { mailbox_id: mailboxId, key, message_id: messageId } = sent;
	if (messageId === null) return [];
	const found = await lockAround(tx, messageId);
	if (!found) return [];
	await dialogue(tx).updateTable('dialogue_message').set({ delivery: 'refused' }).where('id', '=', messageId).execute();
	const { kind, reason, status } = returned;
	const at = needs.clock.now();
	await dialogue(tx)
		.updateTable('dialogue_mail')
		.set({
			returned_at: toDate(at),
			returned: sealReturned(needs.sealer, { mailboxId, key }, { kind, reason, status }),
		})
		.where('mailbox_id', '=', mailboxId)
		.where('key', '=', key)
		.execute();
	const row = await standing(tx, found);
	await owedAgain(needs, tx, { row, messageId, when: ['answered', 'waiting', 'closed'] });
	const moved = dialogue(tx).updateTable('dialogue_conversation').where('id', '=', row.id);
	await moved.set({ version: row.version + 1 }).execute();
	await needs.events.announce(tx, { topic: 'conversation', id: row.id, unitId: row.unit_id });
	const told = await tellReturned(needs, tx, row);
	const payload = { message: messageId, why: kind, status, reason, at: toIso(at), told };
	return [{ kind: 'message.came-back', subject: row.id, unitId: row.unit_id, payload }];
};
