import { opensNext } from '#kernel/office-hours.ts';
import { type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { type House, openingOf } from '../deadlines/service.ts';
import { NIGHT, nightText } from '../domain/night.ts';
import type { Visibility } from '../domain/reply.ts';
import type { DialogueNeeds } from '../needs.ts';
import { orderReply } from '../reply.ts';
import { addMessage, type ConversationRow } from '../store.ts';
import { dialogue } from '../tables.ts';

interface Heard {
	readonly conversation: ConversationRow;
	readonly message: {
		readonly visibility: Visibility;
		readonly language?: string | undefined;
		readonly sentAt: Instant;
	};
	readonly house: House;
	readonly path: readonly string[];
	readonly at: Instant;
}

type Needs = Pick<DialogueNeeds, 'ids' | 'delivery' | 'sealer'>;

/**
 * Says once a night when somebody is there again, in the transaction that stores the message: it is ordered if and only
 * if this is kept, so that no crash doubles it. The conversation stays open, and its deadline counts.
 */
export const noteNight = async (needs: Needs, tx: Tx, heard: Heard): Promise<void> => {
	const { conversation: row, message, at } = heard;
	const wished = await wishOf(tx, row.presence_id ?? '', message.visibility);
	if (wished === null) return;
	const { zone, land } = heard.house;
	const hours = await openingOf(tx, heard.path);
	const office = { ...hours, land: hours.land ?? land, zone };
	const opensAt = opensNext(at, office);
	// What was said while somebody was there, and came late, is not answered with the night.
	if (opensAt === null || opensNext(message.sentAt, office) !== opensAt) return;
	const messageId = needs.ids.next('message');
	if (!(await isFirst(tx, { conversation_id: row.id, opens_at: toDate(opensAt), message_id: messageId }))) return;
	const tongue = message.language?.startsWith('en') ? 'en' : 'de';
	const text = nightText({ opensAt, zone, week: hours.week, extra: wished.extra, tongue });
	const said = { text, language: tongue, visibility: message.visibility } as const;
	const kept = {
		...said,
		direction: 'out',
		presenceId: row.presence_id,
		authorId: NIGHT,
		delivery: 'waiting',
	} as const;
	await addMessage(tx, { ...kept, id: messageId, conversationId: row.id, sentAt: at });
	const order = { row, message: { id: messageId, visibility: message.visibility }, at, operation: 'publish' } as const;
	await orderReply(needs, tx, { ...order, contentHash: messageId, text, language: tongue });
};

/** What the presence wishes to say to a message of this visibility; null: nothing. */
const wishOf = async (tx: Tx, presenceId: string, visibility: Visibility) => {
	const all = dialogue(tx).selectFrom('dialogue_night').selectAll();
	const wish = await all.where('presence_id', '=', presenceId).where('mode', '<>', 'off').executeTakeFirst();
	return !wish || (wish.mode === 'private' && visibility !== 'private') ? null : wish;
};

const isFirst = async (
	tx: Tx,
	row: { readonly conversation_id: string; readonly opens_at: Date; readonly message_id: string },
): Promise<boolean> => {
	const insert = dialogue(tx).insertInto('dialogue_night_note').values(row);
	const { numInsertedOrUpdatedRows } = await insert.onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
	return numInsertedOrUpdatedRows === 1n;
};
