import { sql } from 'kysely';

import { type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Book } from './book.ts';
import { helpRank, type Row, renditionOf, writeReason } from './store.ts';
import { delivery } from './tables.ts';
import type { Tell } from './tell.ts';

/** What a month may cost is spent: a person says whether it goes all the same. */
export const BUDGET_USED_UP = 'delivery.budget-used-up';

/** Books what is about to leave; what no budget reaches for waits for a person and is named in the answer. */
export const payFor = async (
	tx: Tx,
	rows: readonly Row[],
	{ book, now }: { readonly book: Book; readonly now: Instant },
): Promise<readonly Row[]> => {
	const copies = rows.flatMap((row) => {
		const rendition = row.operation === 'withdraw' ? null : renditionOf(row);
		if (rendition === null) return [];
		const { text, link, replyTo } = rendition;
		return [
			{
				...{ deliveryId: row.id, presenceId: row.presence_id, channel: row.channel, text, link },
				answersOthers: replyTo !== undefined,
				anyway: row.over_budget || row.doubt_at !== null,
			},
		];
	});
	const over = [...(await book.reserve(tx, copies))];
	if (over.length === 0) return [];
	const held = await sql<Row>`update delivery_delivery
		set held = 'review', help_rank = ${helpRank.review}, help_at = ${toDate(now)},
			reason = ${writeReason({ type: BUDGET_USED_UP })}
		where id = any(${over}) returning *`.execute(delivery(tx));
	return held.rows;
};

/** With what became of a copy it is certain what it cost; while that is unclear, it may have cost it. */
export const tellingCosts =
	(book: Book, tell: Tell): Tell =>
	async (tx, outcome) => {
		const { kind, delivery: settled } = outcome;
		const isSettled = kind !== 'unclear' && kind !== 'withdrawn';
		if (isSettled) await book.settle(tx, settled, kind === 'published' || kind === 'edited');
		await tell(tx, outcome);
	};

/** There is another budget: what waited for it is looked at anew. */
export const lookAtBudgetAnew = async (tx: Tx, presenceId: string, now: Instant): Promise<number> => {
	const { rows } = await sql<Row>`update delivery_delivery
		set held = null, help_rank = null, help_at = null, reason = null, next_at = ${toDate(now)}
		where presence_id = ${presenceId} and state = 'waiting' and held = 'review'
			and reason::jsonb ->> 'type' = ${BUDGET_USED_UP}
		returning id`.execute(delivery(tx));
	return rows.length;
};
