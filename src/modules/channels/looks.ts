import { sql } from 'kysely';

import { days, type Instant, plus, toDate } from '#kernel/time.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import { fromCursor, toCursor } from '#platform/http/cursor.ts';

import type { Latency } from './domain/probing.ts';
import type { Presence } from './presence.ts';
import { channels } from './tables.ts';

/** So long the history of a connection is kept. */
const KEPT_MS = days(90);

/** Keeps how a presence answered just now. What only waits to be asked for the first time is no answer. */
export const keepLook = async (tx: Tx, { id, health }: Presence, latency: Latency): Promise<void> => {
	if (health.state === 'unknown' || health.checkedAt === null) return;
	const look = { outcome: health.state, reason: health.reason, latency };
	await channels(tx)
		.insertInto('channels_look')
		.values({ presence_id: id, at: toDate(health.checkedAt), ...look })
		.onConflict((conflict) => conflict.columns(['presence_id', 'at']).doUpdateSet(look))
		.execute();
};

export const dropOldLooks = async (tx: Tx, now: Instant): Promise<void> => {
	await channels(tx)
		.deleteFrom('channels_look')
		.where('at', '<', toDate(plus(now, -KEPT_MS)))
		.execute();
};

interface Page {
	readonly id: string;
	readonly cursor?: string | undefined;
	readonly limit: number;
}

/** How a presence answered, the latest first. */
export const listLooks =
	({ db }: { readonly db: Database }) =>
	({ id, cursor, limit }: Page) =>
		db.read('looks at a presence', async (tx) => {
			const [before] = fromCursor(cursor, 1) ?? [null];
			const rows = await channels(tx)
				.selectFrom('channels_look')
				.select(['at', 'outcome', 'reason', 'latency'])
				.where('presence_id', '=', id)
				.$if(before !== null, (query) => query.where('at', '<', new Date(String(before))))
				.orderBy('at', 'desc')
				.limit(limit + 1)
				.execute();
			const items = rows.slice(0, limit).map(({ at, ...look }) => ({ at: at.toISOString(), ...look }));
			const last = rows.length > limit ? items.at(-1) : undefined;
			return { items, ...(last ? { next: toCursor([last.at]) } : {}) };
		});

/** The worst answer of each day, the earliest first; days on which nobody asked are absent. */
export const daysOfLooks = (
	tx: Tx,
	{ id, zone, now }: { readonly id: string; readonly zone: string; readonly now: Instant },
) =>
	sql<{ day: string; outcome: 'well' | 'ill' | 'unauthorised' }>`
		select to_char(at at time zone ${zone}, 'YYYY-MM-DD') as day,
			(array['well', 'ill', 'unauthorised'])[max(case outcome when 'well' then 1 when 'ill' then 2 else 3 end)] as outcome
		from channels_look where presence_id = ${id} and at >= ${toDate(plus(now, -KEPT_MS))}
		group by 1 order by 1`.execute(channels(tx));
