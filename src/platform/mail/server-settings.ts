import { z } from 'zod';

import { type Clock, toDate } from '#kernel/time.ts';

import type { Sealer } from '../crypto/sealer.ts';
import type { Tx } from '../db/database.ts';
import { mail } from './tables.ts';
import type { MailServer } from './transport.ts';

const CONTEXT = 'platform_mail_server.sealed';

const Stored = z.object({
	host: z.string(),
	port: z.number(),
	security: z.enum(['tls', 'starttls', 'none']),
	user: z.string(),
	password: z.string(),
	fromMail: z.string(),
	fromName: z.string(),
});

/** The mail server in use, or null while everything stays in the practice mailbox. */
export const readServer = async (tx: Tx, sealer: Sealer): Promise<MailServer | null> => {
	const row = await mail(tx).selectFrom('platform_mail_server').select('sealed').executeTakeFirst();
	return row ? Stored.parse(JSON.parse(sealer.open(row.sealed, CONTEXT).toString('utf8'))) : null;
};

/** Seals the settings as a whole: the password never lies in the database in the clear. */
export const saveServer = async (
	tx: Tx,
	{ sealer, clock }: { readonly sealer: Sealer; readonly clock: Clock },
	server: MailServer,
): Promise<void> => {
	const row = { sealed: sealer.seal(JSON.stringify(server), CONTEXT), changed_at: toDate(clock.now()) };
	await mail(tx)
		.insertInto('platform_mail_server')
		.values({ one_row: true, ...row })
		.onConflict((conflict) => conflict.column('one_row').doUpdateSet(row))
		.execute();
};

export const hasServer = async (tx: Tx): Promise<boolean> =>
	(await mail(tx).selectFrom('platform_mail_server').select('one_row').executeTakeFirst()) !== undefined;

export const forgetServer = async (tx: Tx): Promise<boolean> => {
	const { numDeletedRows } = await mail(tx).deleteFrom('platform_mail_server').executeTakeFirst();
	return numDeletedRows > 0n;
};
