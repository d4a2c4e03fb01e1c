import { sql } from 'kysely';

import { type Instant, minutes, plus, seconds, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { helpRank, type Row } from './store.ts';
import { covers } from './switches.ts';
import { delivery } from './tables.ts';
import { isBehindPart } from './thread.ts';

/** What a switch kept back for longer than this is decided by a person. */
export const MISSED_MS = minutes(2);
/** So much time lies between two copies at one presence after a stop. */
export const SPACING_MS = seconds(10);

/** Delivery `d` is covered by this switch and by no other that is off. */
const isFreedBy = (scope: string) => sql`exists (select 1 from delivery_pause x where x.scope = ${scope} and ${covers})
	and not exists (select 1 from delivery_pause x where x.scope <> ${scope} and ${covers})`;

/** What should have gone out while the switch was off waits for a person. Changes and withdrawals do not: they mend. */
export const setAsideAfter = async (tx: Tx, scope: string, now: Instant): Promise<readonly Row[]> => {
	const limit = toDate(plus(now, -MISSED_MS));
	const { rows } = await sql<Row>`update delivery_delivery d
		set held = 'review', help_rank = ${helpRank.review}, help_at = ${toDate(now)}
		where d.state = 'waiting' and d.held is null and d.operation = 'publish' and d.next_at < ${limit}
			and not ${isBehindPart} and ${isFreedBy(scope)}
		returning d.*`.execute(delivery(tx));
	return rows;
};

/** What is due now goes out one by one: at each presence the next follows when a while has passed. */
export const spaceOut = async (tx: Tx, scope: string, now: Instant): Promise<void> => {
	await sql`update delivery_delivery d
		set next_at = ${toDate(now)}::timestamptz + (turn.place - 1) * ${SPACING_MS}::double precision * interval '1 millisecond'
		from (
			select d.id, row_number() over (partition by d.presence_id order by d.next_at, d.position) as place
			from delivery_delivery d
			where d.state = 'waiting' and d.held is null and d.next_at <= ${toDate(now)} and ${isFreedBy(scope)}
		) turn
		where d.id = turn.id and turn.place > 1`.execute(delivery(tx));
};
