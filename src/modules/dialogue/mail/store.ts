import type { Selectable } from 'kysely';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Tx } from '#platform/db/database.ts';
import type { ImapServer } from '#platform/imap/imap.ts';

import type { Returned } from '../domain/bounce.ts';
import type { MailFile } from '../domain/mail-file.ts';
import { dialogue } from '../tables.ts';
import type { MailTables } from './tables.ts';

export type MailboxRow = Selectable<MailTables['dialogue_mailbox']>;

const passwordSeal = (id: string): string => `dialogue_mailbox.password:${id}`;

export const sealPassword = (sealer: Sealer, id: string, password: string): Buffer =>
	sealer.seal(password, passwordSeal(id));

/** The server of a mailbox, with its password opened. */
export const serverOf = (sealer: Sealer, row: MailboxRow): ImapServer => ({
	...{ host: row.host, port: row.port, security: row.security, user: row.login },
	password: sealer.open(row.password, passwordSeal(row.id)).toString(),
});

export const liveMailboxes = (tx: Tx) =>
	dialogue(tx).selectFrom('dialogue_mailbox').selectAll().where('ended_at', 'is', null);

/** What is kept of a mail beside its words. */
export interface About {
	readonly from: { readonly name: string; readonly address: string };
	readonly subject: string;
	readonly messageId: string | null;
	readonly references: readonly string[];
	readonly quoted: string;
	readonly files: readonly MailFile[];
}

const aboutSeal = (mailboxId: string, key: string): string => `dialogue_mail.about:${mailboxId}:${key}`;

export const sealAbout = (sealer: Sealer, of: { mailboxId: string; key: string }, about: About): Buffer =>
	sealer.seal(JSON.stringify(about), aboutSeal(of.mailboxId, of.key));

const returnedSeal = (mailboxId: string, key: string): string => `dialogue_mail.returned:${mailboxId}:${key}`;

export const sealReturned = (sealer: Sealer, of: { mailboxId: string; key: string }, returned: Returned): Buffer =>
	sealer.seal(JSON.stringify(returned), returnedSeal(of.mailboxId, of.key));

/** Which of these answers came back, by message. */
export const returnedMessages = async (
	tx: Tx,
	sealer: Sealer,
	messageIds: readonly string[],
): Promise<ReadonlyMap<string, Returned & { readonly at: string }>> => {
	if (messageIds.length === 0) return new Map();
	const rows = await dialogue(tx)
		.selectFrom('dialogue_mail')
		.select(['mailbox_id', 'key', 'message_id', 'returned', 'returned_at'])
		.where('message_id', 'in', [...messageIds])
		.where('returned_at', 'is not', null)
		.execute();
	return new Map(
		rows.flatMap(({ mailbox_id, key, message_id: id, returned, returned_at: at }) => {
			if (returned === null || id === null || at === null) return [];
			const opened = JSON.parse(sealer.open(returned, returnedSeal(mailbox_id, key)).toString()) as Returned;
			return [[id, { ...opened, at: at.toISOString() }] as const];
		}),
	);
};

interface Kept {
	readonly mailbox_id: string;
	readonly key: string;
	readonly about: Buffer | null;
}

export const openAbout = (sealer: Sealer, { mailbox_id, key, about }: Kept): About | null =>
	about === null ? null : (JSON.parse(sealer.open(about, aboutSeal(mailbox_id, key)).toString()) as About);

/** By what a mail is found again: its Message-ID itself is not kept open, it may name its author. */
export const mailIdKey = (sealer: Sealer, messageId: string): string =>
	sealer.fingerprint('mail-id', messageId.trim().toLowerCase());

/** What came along with these messages, by message. */
export const aboutMessages = async (
	tx: Tx,
	sealer: Sealer,
	messageIds: readonly string[],
): Promise<ReadonlyMap<string, About>> => {
	if (messageIds.length === 0) return new Map();
	const rows = await dialogue(tx)
		.selectFrom('dialogue_mail')
		.selectAll()
		.where('message_id', 'in', [...messageIds])
		.execute();
	return new Map(
		rows.flatMap((row) => {
			const about = openAbout(sealer, row);
			return about === null || row.message_id === null ? [] : [[row.message_id, about] as const];
		}),
	);
};

/** The words of these messages have gone: so does what came along with them. */
export const forgetMail = async (tx: Tx, messageIds: readonly string[]): Promise<void> => {
	if (messageIds.length === 0) return;
	await dialogue(tx)
		.updateTable('dialogue_mail')
		.set({ about: null, message_id: null, returned: null })
		.where('message_id', 'in', [...messageIds])
		.execute();
};
