import { sql } from 'kysely';

import { type Instant, toDate } from '#kernel/time.ts';
import type { RemoteRef } from '#modules/channels/index.ts';
import type { Tx } from '#platform/db/database.ts';

import { type Row, remoteOf, standingCopy, targetOf, writeReason } from './store.ts';
import { delivery } from './tables.ts';

/** Delivery `d` is a later part of a thread and the part before it does not stand. */
export const isBehindPart = sql`(d.operation = 'publish' and d.part > 1 and d.doubt_at is null and not exists (
	select 1 from delivery_delivery b
	where b.subject = d.subject and b.presence_id = d.presence_id and b.part = d.part - 1
		and b.operation = 'publish' and b.state = 'published'))`;

/** How the part before delivery `d` stands, by the newest attempt at it. */
export const stateBefore = sql`(select b.state from delivery_delivery b
	where d.operation = 'publish' and d.part > 1 and b.subject = d.subject and b.presence_id = d.presence_id
		and b.part = d.part - 1 and b.operation = 'publish'
	order by b.position desc limit 1)`;

/**
 * The post a later part answers. In doubt it is the one that was answered: only with it can the copy be recognised.
 */
export const answeredBy = async (tx: Tx, row: Row): Promise<RemoteRef | null> => {
	if (row.operation !== 'publish' || row.part === 1) return null;
	if (row.doubt_at !== null) return targetOf(row);
	const before = await standingCopy(tx, { ...row, part: row.part - 1 });
	return before ? remoteOf(before) : null;
};

const laterParts = (tx: Tx, { subject, presence_id, part, position }: Row) =>
	delivery(tx)
		.updateTable('delivery_delivery')
		.where('subject', '=', subject)
		.where('presence_id', '=', presence_id)
		.where('operation', '=', 'publish')
		.where('state', '=', 'waiting')
		.where('part', '>', part)
		.where('position', '>', position);

/** The part stands: the time of the next one has come, however long this one took. */
export const wakeNextPart = async (tx: Tx, row: Row, now: Instant): Promise<void> => {
	if (row.operation !== 'publish' || row.part >= row.parts) return;
	const at = toDate(now);
	await laterParts(tx, row)
		.set({
			due_at: sql<Date>`greatest(due_at, ${at})`,
			next_at: sql<Date>`greatest(next_at, ${at})`,
			alarmed_at: null,
		})
		.where('part', '=', row.part + 1)
		.where('held', 'is', null)
		.execute();
};

/** The part will never stand: what would have answered it does not go out either. */
export const stopLaterParts = (tx: Tx, row: Row, now: Instant): Promise<readonly Row[]> =>
	row.operation !== 'publish'
		? Promise.resolve([])
		: laterParts(tx, row)
				.set({
					state: 'withdrawn',
					next_at: null,
					held: null,
					help_rank: null,
					help_at: null,
					settled_at: toDate(now),
					reason: writeReason({ type: 'delivery.part-before-gone' }),
				})
				.returningAll()
				.execute();
