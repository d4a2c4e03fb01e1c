import { sql } from 'kysely';
import type { z } from 'zod';

import type { readCostsEndpoint } from '#contract/costs.ts';
import type { Actor } from '#kernel/permission.ts';
import type { PriceKind } from '#kernel/prices.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { fromDate, monthOf, toDate, toIso } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';
import { fromCursor, momentIn, toCursor } from '#platform/http/cursor.ts';

import { isCharged, pricesNow, spendingOf } from './costs.ts';
import { budgetAt } from './domain/budget.ts';
import type { ChannelsNeeds } from './needs.ts';
import type { Presence } from './presence.ts';
import { readPresence } from './store.ts';
import { channels, type PresenceRow } from './tables.ts';

interface Asked {
	readonly id: string;
	readonly cursor?: string | undefined;
	readonly limit: number;
}

interface Needs extends Pick<ChannelsNeeds, 'db' | 'clock' | 'zone'> {
	readonly visible: (actor: Actor, id: string) => Promise<Presence | null>;
}

export type CostsFailure = { readonly type: 'presence.not-found' } | { readonly type: 'presence.not-charged' };
type Costs = Result<z.input<typeof readCostsEndpoint.output>, CostsFailure>;

/** How the month of an account stands, with a page of what was charged, the newest first. */
export const readCosts = ({ db, clock, zone, visible }: Needs) => {
	const month = async () => monthOf(clock.now(), await zone());
	return {
		async costs(actor: Actor, asked: Asked): Promise<Costs> {
			if ((await visible(actor, asked.id)) === null) return fail({ type: 'presence.not-found' });
			const now = await month();
			return db.read<Costs>('costs of a presence', async (tx) => {
				const row = await readPresence(tx, asked.id);
				if (row === undefined || row.channel !== 'x') return fail({ type: 'presence.not-charged' });
				const budget = budgetAt(await spendingOf(tx, row, now), now, clock.now());
				return ok({
					month: now.name,
					charged: isCharged(row),
					practice: row.practice,
					budget,
					kinds: await byKind(tx, row, now),
					...(await costPage(tx, row, asked)),
				});
			});
		},
		prices: () => db.read('prices', pricesNow),
	};
};

const byKind = async (tx: Tx, { id, practice }: PresenceRow, { from, until }: ReturnType<typeof monthOf>) => {
	const { rows } = await sql<{ kind: PriceKind; count: number; micro: number }>`select kind,
			sum(count) as count, sum(micro) as micro
		from channels_cost where presence_id = ${id} and practice = ${practice}
			and at >= ${toDate(from)} and at < ${toDate(until)}
		group by kind order by sum(micro) desc, kind`.execute(channels(tx));
	return rows;
};

/** One page of what was charged, newest first. */
export const costPage = async (
	tx: Tx,
	{ id, practice }: Pick<PresenceRow, 'id' | 'practice'>,
	{ cursor, limit }: Omit<Asked, 'id'>,
) => {
	const key = fromCursor(cursor, 2);
	const rows = await channels(tx)
		.selectFrom('channels_cost')
		.selectAll()
		.where('presence_id', '=', id)
		.where('practice', '=', practice)
		.$if(key !== null, (query) =>
			query.where((before) =>
				before(before.refTuple('at', 'id'), '<', before.tuple(momentIn(key?.[0] ?? null), String(key?.[1] ?? ''))),
			),
		)
		.orderBy('at', 'desc')
		.orderBy('id', 'desc')
		.limit(limit + 1)
		.execute();
	const items = rows.slice(0, limit).map(({ id: entry, at, kind, count, unit_micro, micro, state }) => ({
		...{ id: entry, at: toIso(fromDate(at)), kind, count, unit: unit_micro, micro },
		possible: state === 'possible',
	}));
	const last = rows[limit - 1];
	return rows.length > limit && last ? { items, next: toCursor([last.at.toISOString(), last.id]) } : { items };
};
