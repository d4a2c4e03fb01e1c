import { sql } from 'kysely';

import { days, type Instant, plus, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { fieldOf } from './domain/surprise.ts';
import { channels } from './tables.ts';

/** What was not seen for so long is over: the network, or we, went back to what was agreed. */
const OVER_MS = days(2);
/** More fields than this say no more. */
const SHOWN = 50;

interface Seen {
	readonly presenceId: string;
	readonly reason: string;
	readonly at: Instant;
}

/** Counts an answer that was not as agreed: which field, since when and how often; never what stood in it. */
export const noteSurprise = async (tx: Tx, { presenceId, reason, at }: Seen): Promise<void> => {
	await sql`insert into channels_surprise (presence_id, field, count, first_at, last_at)
		values (${presenceId}, ${fieldOf(reason)}, 1, ${toDate(at)}, ${toDate(at)})
		on conflict (presence_id, field) do update set count = channels_surprise.count + 1, last_at = excluded.last_at`.execute(
		channels(tx),
	);
};

/** Whether a network answers as agreed again. What is over is forgotten. */
export const isAsAgreed = async (tx: Tx, presenceId: string, now: Instant): Promise<boolean> => {
	const of = channels(tx).deleteFrom('channels_surprise').where('presence_id', '=', presenceId);
	await of.where('last_at', '<', toDate(plus(now, -OVER_MS))).execute();
	return (await surprisesOf(tx, presenceId)).length === 0;
};

export const surprisesOf = (tx: Tx, presenceId: string) =>
	channels(tx)
		.selectFrom('channels_surprise')
		.select(['field', 'count', 'first_at', 'last_at'])
		.where('presence_id', '=', presenceId)
		.orderBy('last_at', 'desc')
		.orderBy('field')
		.limit(SHOWN)
		.execute();
