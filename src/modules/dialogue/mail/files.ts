import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Tx } from '#platform/db/database.ts';

import type { ReadMail } from '../domain/mail.ts';
import { keeping } from '../domain/mail-file.ts';
import { dialogue } from '../tables.ts';

const sealOf = (messageId: string, place: number): string => `dialogue_mail_file.bytes:${messageId}:${place}`;

interface Keeping {
	readonly messageId: string;
	readonly mail: Pick<ReadMail, 'files' | 'contents'>;
	readonly hasScanner: boolean;
}

/** Keeps what hung on a mail, sealed and unlooked at; it goes with its message. */
export const keepFiles = async (tx: Tx, sealer: Sealer, { messageId, mail, hasScanner }: Keeping): Promise<void> => {
	const rows = keeping(mail.files, hasScanner).flatMap(({ why }, place) => {
		const bytes = mail.contents[place];
		if (why !== null || bytes === undefined) return [];
		return [{ message_id: messageId, place, bytes: sealer.seal(bytes, sealOf(messageId, place)), infected: null }];
	});
	if (rows.length > 0) await dialogue(tx).insertInto('dialogue_mail_file').values(rows).execute();
};

/** What became of the files of these messages: there, or found harmful. */
export const filesKept = async (
	tx: Tx,
	messageIds: readonly string[],
): Promise<ReadonlyMap<string, 'there' | 'infected'>> => {
	if (messageIds.length === 0) return new Map();
	const rows = await dialogue(tx)
		.selectFrom('dialogue_mail_file')
		.select(['message_id', 'place', 'infected'])
		.where('message_id', 'in', [...messageIds])
		.execute();
	return new Map(
		rows.map(({ message_id: id, place, infected }) => [keyOf(id, place), infected === null ? 'there' : 'infected']),
	);
};

export const keyOf = (messageId: string, place: number): string => `${messageId}/${place}`;

/** The bytes of one file as they came; null where it is not there. */
export const fileBytes = async (
	tx: Tx,
	sealer: Sealer,
	{ messageId, place }: { readonly messageId: string; readonly place: number },
): Promise<Buffer | null> => {
	const row = await dialogue(tx)
		.selectFrom('dialogue_mail_file')
		.select('bytes')
		.where('message_id', '=', messageId)
		.where('place', '=', place)
		.executeTakeFirst();
	return row?.bytes ? sealer.open(row.bytes, sealOf(messageId, place)) : null;
};

/** Something harmful is in it: nothing of it stays but what it was called. */
export const destroyFile = (tx: Tx, messageId: string, { place, found }: { place: number; found: string }) =>
	dialogue(tx)
		.updateTable('dialogue_mail_file')
		.set({ bytes: null, infected: found.slice(0, 200) })
		.where('message_id', '=', messageId)
		.where('place', '=', place)
		.execute();
