import { sql } from 'kysely';

import { type Instant, plus, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { LATE_MS } from './domain/course.ts';
import { type Row, reasonOf } from './store.ts';
import { delivery } from './tables.ts';

const lost: readonly string[] = ['channel.unauthorised', 'channel.expired', 'delivery.no-access'];

/** What was last in the way is that the network refuses our access. */
export const isAccessLost = (row: Pick<Row, 'reason'>): boolean => lost.includes(reasonOf(row)?.type ?? '');

/** The same for delivery `d`. A row is read as text: a damaged one is none of these. */
const isKeptBack = sql`coalesce(d.reason, '') ~ ${`"type":"(${lost.join('|').replaceAll('.', '\\.')})"`}`;

/** Nothing came after it that would be undone by sending it now. */
const isNewest = sql`not exists (
	select 1 from delivery_delivery l
	where l.subject = d.subject and l.presence_id = d.presence_id and l.part = d.part and l.position > d.position)`;

interface Regained {
	readonly presenceId: string;
	readonly now: Instant;
}

/**
 * The presence has a new key: what only the old one kept back is tried at once, what is unclear among it is looked for with
 * fresh patience, and what was refused for it goes once more while it is still meant. Answers these last ones.
 */
export const sendWhatWasKeptBack = async (tx: Tx, { presenceId, now }: Regained): Promise<readonly Row[]> => {
	const at = toDate(now);
	await sql`update delivery_delivery d
		set next_at = ${at}, looks = case when d.state = 'unclear' then 0 else d.looks end
		where d.presence_id = ${presenceId} and d.state in ('waiting', 'unclear') and d.held is null and ${isKeptBack}
			and (d.next_at is null or d.next_at > ${at})`.execute(delivery(tx));
	const { rows } = await sql<Row>`update delivery_delivery d
		set state = 'waiting', next_at = ${at}, attempts = 0, settled_at = null, alarmed_at = null, reason = null,
			help_rank = null, help_at = null
		where d.presence_id = ${presenceId} and d.state = 'refused' and ${isKeptBack} and ${isNewest}
			and (d.operation <> 'publish' or d.due_at > ${toDate(plus(now, -LATE_MS))})
		returning d.*`.execute(delivery(tx));
	return rows;
};
