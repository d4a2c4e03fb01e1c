import type { Actor } from '#kernel/permission.ts';
import { type Instant, toDate } from '#kernel/time.ts';
import type { NetiquetteOf } from '#modules/policy/index.ts';
import type { Tx } from '#platform/db/database.ts';

import { narrower } from '../domain/reply.ts';
import { hideShown } from '../inquiry/erase.ts';
import type { DialogueNeeds } from '../needs.ts';
import { speak } from '../reply.ts';
import { type ConversationRow, newestExcerpt } from '../store.ts';
import { dialogue } from '../tables.ts';
import type { Reach } from './abilities.ts';
import { type messageOf, wordsOf } from './evidence.ts';
import { type ActRow, changeAct, objectionLink } from './store.ts';
import { noticeText, speechOf } from './words.ts';

interface Enforcing {
	readonly act: ActRow;
	readonly row: ConversationRow;
	readonly message: NonNullable<Awaited<ReturnType<typeof messageOf>>>;
	readonly reach: Reach;
	readonly netiquette: NetiquetteOf;
	readonly zone: string;
	readonly actor: Actor;
	readonly at: Instant;
}

/** Tells the author where the network allows it, and does what lies with us; what others must do is put on its way. */
export const enforce = async (needs: DialogueNeeds, tx: Tx, enforcing: Enforcing): Promise<void> => {
	const { act, message, at } = enforcing;
	const noticeId = await tell(needs, tx, enforcing);
	if (act.means === 'erase') {
		await withhold(tx, { messageId: message.id, conversationId: message.conversation_id, at });
		return changeAct(tx, act.id, { sending: 'done', notice_id: noticeId }).then(() => undefined);
	}
	// It goes from our page with this transaction: nothing travels, neither now nor when it ends.
	if (act.means === 'hide' && enforcing.reach.hidesHere) {
		await changeAct(tx, act.id, { notice_id: noticeId });
		return;
	}
	await changeAct(tx, act.id, { sending: 'waiting', due_at: toDate(at), notice_id: noticeId });
};

/** Only in a circle no wider than the author: the link in it is theirs. */
const tell = async (needs: DialogueNeeds, tx: Tx, enforcing: Enforcing): Promise<string | null> => {
	const { act, row, message, reach, netiquette, zone, actor, at } = enforcing;
	const rule = netiquette.rules.find(({ number }) => number === act.rule);
	if (reach.tells === null || rule === undefined || act.means === 'reply') return null;
	const speech = speechOf(message.language);
	const text = noticeText({
		...{ speech, zone, rule, origin: needs.origin, means: act.means, until: act.until_at },
		...{ saidAt: message.sent_at, link: objectionLink(needs, act) },
	});
	const visibility = narrower('private', row.visibility);
	const messageId = needs.ids.next('message');
	const input = { conversationId: row.id, text, language: speech, visibility, seenVersion: row.version };
	await speak(needs, tx, { row, messageId, at, input, visibility, actor });
	return messageId;
};

/** The words go from the desk and from the author's page; the evidence stays. */
const withhold = async (
	tx: Tx,
	{ messageId, conversationId, at }: { messageId: string; conversationId: string; at: Instant },
): Promise<void> => {
	const set = { text: '', media: JSON.stringify([]), sealed: null, original: null, withheld_at: toDate(at) };
	await dialogue(tx).updateTable('dialogue_message').set(set).where('id', '=', messageId).execute();
	await hideShown(tx, messageId);
	await renewExcerpt(tx, conversationId);
};

/** What is deleted at the network goes from the desk as well. */
export const withholdRemoved = async (tx: Tx, act: ActRow, at: Instant): Promise<void> => {
	if (act.means === 'remove')
		await withhold(tx, { messageId: act.message_id, conversationId: act.conversation_id, at });
};

/** Puts the words back where they were. */
export const giveBack = async (tx: Tx, { sealer }: Pick<DialogueNeeds, 'sealer'>, act: ActRow): Promise<void> => {
	const text = await wordsOf(tx, sealer, act.evidence_id);
	const set = { text, withheld_at: null };
	const messages = dialogue(tx).updateTable('dialogue_message').set(set).where('id', '=', act.message_id);
	const message = await messages.returning('conversation_id').executeTakeFirst();
	await renewExcerpt(tx, message?.conversation_id ?? act.conversation_id);
};

const renewExcerpt = async (tx: Tx, conversationId: string): Promise<void> => {
	await dialogue(tx)
		.updateTable('dialogue_conversation')
		.set((set) => ({ excerpt: '', version: set('version', '+', 1) }))
		.where('id', '=', conversationId)
		.execute();
	const excerpt = await newestExcerpt(tx, conversationId);
	await dialogue(tx).updateTable('dialogue_conversation').set({ excerpt }).where('id', '=', conversationId).execute();
};
