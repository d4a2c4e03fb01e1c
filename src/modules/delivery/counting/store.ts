import { type RawBuilder, sql } from 'kysely';

import { days, type Instant, plus, toDate } from '#kernel/time.ts';
import type { Metrics } from '#modules/channels/index.ts';
import type { Tx } from '#platform/db/database.ts';

import { type CountedFigure, figuresOf, type Span, whyMissed } from '../domain/counts.ts';
import type { Row } from '../store.ts';
import { type CountMissed, delivery } from '../tables.ts';

/** Which copies have their turn: those of posts that stood before the day began, from then on, and were not read on it. */
export interface Turn {
	readonly day: string;
	readonly from: Instant;
	readonly until: Instant;
}

const isDue = ({ day, from, until }: Turn): RawBuilder<boolean> => sql`(d.source = 'editorial'
	and d.operation = 'publish' and d.state = 'published' and d.remote_id is not null
	and d.settled_at >= ${toDate(from)} and d.settled_at < ${toDate(until)}
	and not exists (select 1 from delivery_count_turn t where t.delivery_id = d.id and t.day >= ${day}))`;

/** Presences with copies whose turn it is. */
export const presencesDue = async (tx: Tx, turn: Turn): Promise<readonly string[]> => {
	const { rows } = await sql<{ presence_id: string }>`select p.presence_id from delivery_presence p
		where exists (select 1 from delivery_delivery d where d.presence_id = p.presence_id and ${isDue(turn)})
		order by p.presence_id`.execute(delivery(tx));
	return rows.map(({ presence_id }) => presence_id);
};

/** The copies of one presence whose turn it is, the newest first. */
export const copiesDue = async (
	tx: Tx,
	turn: Turn,
	{ presenceId, most }: { readonly presenceId: string; readonly most: number },
): Promise<readonly Row[]> => {
	const { rows } = await sql<Row>`select d.* from delivery_delivery d
		where d.presence_id = ${presenceId} and ${isDue(turn)}
		order by d.settled_at desc, d.id limit ${most}`.execute(delivery(tx));
	return rows;
};

interface Kept {
	readonly deliveryId: string;
	readonly day: string;
	readonly metrics: Metrics;
}

/** Keeps what was told on a day; what was kept on that day already stays as it was. */
export const keepCounts = async (tx: Tx, { deliveryId, day, metrics }: Kept): Promise<void> => {
	const at = { delivery_id: deliveryId, day };
	const missed = JSON.stringify(metrics.missed.map(({ name, failure }) => ({ name, why: whyMissed(failure.type) })));
	await delivery(tx)
		.insertInto('delivery_count_turn')
		.values({ ...at, missed })
		.onConflict((conflict) => conflict.column('delivery_id').doUpdateSet({ day, missed }))
		.execute();
	if (metrics.read.length === 0) return;
	await delivery(tx)
		.insertInto('delivery_count')
		.values(metrics.read.map(({ name, definition, value }) => ({ ...at, name, definition, value })))
		.onConflict((conflict) => conflict.doNothing())
		.execute();
};

/**
 * SPEC: LinkedIn Marketing API Program, data storage requirements: figures about an organisation may be kept for a year. Those of a
 * copy are read for a month, so that all of them go eleven months after it stood there.
 */
const KEPT_AT_MOST = { linkedin: days(335) } as const;

/** Forgets figures that their network lets nobody keep for longer. */
export const forgetCounts = async (tx: Tx, now: Instant): Promise<void> => {
	for (const [channel, ms] of Object.entries(KEPT_AT_MOST))
		await sql`delete from delivery_count c using delivery_delivery d
			where d.channel = ${channel} and d.settled_at < ${toDate(plus(now, -ms))} and c.delivery_id = d.id`.execute(
			delivery(tx),
		);
};

export interface Counts {
	readonly deliveryId: string;
	readonly figures: readonly CountedFigure[];
	readonly missed: readonly CountMissed[];
}

/** What is known of these copies; those that nobody counted yet are absent. */
export const countsOf = async (tx: Tx, deliveryIds: readonly string[]): Promise<readonly Counts[]> => {
	if (deliveryIds.length === 0) return [];
	const turns = await delivery(tx)
		.selectFrom('delivery_count_turn')
		.select(['delivery_id', 'missed'])
		.where('delivery_id', 'in', [...deliveryIds])
		.orderBy('delivery_id')
		.execute();
	const { rows } = await sql<Span & { readonly id: string }>`select delivery_id as id, name, definition,
			min(day) as first, max(day) as last, (array_agg(value order by day desc))[1] as value
		from delivery_count where delivery_id = any(${[...deliveryIds]}) group by delivery_id, name, definition
		order by name`.execute(delivery(tx));
	const spans = Map.groupBy(rows, ({ id }) => id);
	return turns.map(({ delivery_id: deliveryId, missed }) => ({
		...{ deliveryId, missed },
		figures: figuresOf((spans.get(deliveryId) ?? []).map(({ id: _, ...span }) => span)),
	}));
};
