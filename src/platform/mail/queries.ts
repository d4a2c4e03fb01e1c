import type { Selectable } from 'kysely';

import type { Sealer } from '../crypto/sealer.ts';
import type { Tx } from '../db/database.ts';
import { fromCursor, momentIn, toCursor } from '../http/cursor.ts';
import { BODY_CONTEXT, type Body } from './outgoing.ts';
import { type MailState, type MailTables, mail } from './tables.ts';

interface Asked {
	readonly cursor?: string | undefined;
	readonly limit: number;
	readonly state?: MailState | undefined;
}

/** One page of the office's mail, the newest first. */
export const listMails = async (tx: Tx, { cursor, limit, state }: Asked) => {
	let query = mail(tx).selectFrom('platform_mail').selectAll().orderBy('created_at', 'desc').orderBy('id', 'desc');
	if (state !== undefined) query = query.where('state', '=', state);
	const key = fromCursor(cursor, 2);
	if (key !== null)
		query = query.where((row) =>
			row(row.refTuple('created_at', 'id'), '<', row.tuple(momentIn(key[0]), String(key[1]))),
		);
	const rows = await query.limit(limit + 1).execute();
	const items = rows.slice(0, limit);
	const last = items.at(-1);
	const next = rows.length > limit && last ? toCursor([last.created_at.toISOString(), last.id]) : undefined;
	return { items: items.map(toShape), ...(next === undefined ? {} : { next }) };
};

/** One mail. Its text only when it stayed in the house: a mail under way may hold a link that opens something. */
export const readMail = async (tx: Tx, sealer: Sealer, id: string) => {
	const row = await mail(tx).selectFrom('platform_mail').selectAll().where('id', '=', id).executeTakeFirst();
	if (!row) return null;
	const readable = row.state === 'practice' && row.body !== null ? sealer.open(row.body, BODY_CONTEXT) : null;
	const text = readable === null ? null : (JSON.parse(readable.toString('utf8')) as Body).text;
	return { ...toShape(row), text };
};

const toShape = (row: Selectable<MailTables['platform_mail']>) => ({
	id: row.id,
	to: row.to_address,
	subject: row.subject,
	kind: row.kind,
	state: row.state,
	at: row.created_at.toISOString(),
	dueAt: row.due_at?.toISOString() ?? null,
	reason: row.reason,
});
