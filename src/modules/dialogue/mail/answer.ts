import { type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { answerSubject } from '../domain/mail.ts';
import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';
import { type About, mailIdKey, openAbout } from './store.ts';

interface Saying {
	readonly conversationId: string;
	readonly messageId: string;
	readonly text: string;
	readonly at: Instant;
}

/**
 * Hands an answer to the mail room in the transaction that keeps it: it leaves if and only if that commits. Its Message-ID
 * is made of the answer's own number, so that whatever is repeated is recognised as the same.
 */
export const answerByMail = async (
	{ sealer, mailer }: Pick<DialogueNeeds, 'sealer' | 'mailer'>,
	tx: Tx,
	{ conversationId, messageId, text, at }: Saying,
): Promise<void> => {
	const box = await dialogue(tx)
		.selectFrom('dialogue_conversation as c')
		.innerJoin('dialogue_mailbox as b', 'b.id', 'c.mailbox_id')
		.select(['b.id', 'b.name', 'b.address'])
		.where('c.id', '=', conversationId)
		.executeTakeFirstOrThrow();
	const heard = await newestAbout({ sealer }, tx, conversationId);
	if (heard === null) return;
	const { about, subject } = heard;
	const id = `<${messageId}@${box.address.split('@')[1] ?? 'localhost'}>`;
	await dialogue(tx)
		.insertInto('dialogue_mail')
		.values({
			...{ mailbox_id: box.id, key: mailIdKey(sealer, id), kind: 'sent', message_id: messageId },
			...{ at: toDate(at), about: null },
		})
		.execute();
	const earlier = [...about.references].reverse();
	await mailer.send(tx, {
		...{ id: messageId, to: about.from.address, subject: answerSubject(subject), text, kind: 'mail-answer' },
		thread: {
			from: { name: box.name, address: box.address },
			messageId: id,
			inReplyTo: about.messageId ?? undefined,
			references: about.messageId === null ? earlier : [...earlier, about.messageId],
		},
	});
};

/** What is answered: the newest that came, under the newest subject there is. */
const newestAbout = async (
	{ sealer }: Pick<DialogueNeeds, 'sealer'>,
	tx: Tx,
	conversationId: string,
): Promise<{ readonly about: About; readonly subject: string } | null> => {
	const rows = await dialogue(tx)
		.selectFrom('dialogue_mail as l')
		.innerJoin('dialogue_message as m', 'm.id', 'l.message_id')
		.select(['l.mailbox_id', 'l.key', 'l.about'])
		.where('m.conversation_id', '=', conversationId)
		.where('m.direction', '=', 'in')
		.orderBy('m.arrival', 'desc')
		.limit(5)
		.execute();
	const all = rows.flatMap((row) => openAbout(sealer, row) ?? []);
	const [about] = all;
	return about === undefined ? null : { about, subject: all.find(({ subject }) => subject !== '')?.subject ?? '' };
};
