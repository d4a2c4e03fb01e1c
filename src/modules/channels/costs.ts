import { sql } from 'kysely';

import { firstPrices, kindOfCopy, type PricedCopy, type PriceKind, type Prices } from '#kernel/prices.ts';
import { ok } from '#kernel/result.ts';
import { type Instant, type Month, monthOf, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { beyond, type Spending } from './domain/budget.ts';
import { isBilled } from './domain/tier.ts';
import type { ChannelsNeeds } from './needs.ts';
import { readPresence } from './store.ts';
import { channels, type PresenceRow } from './tables.ts';

/** A copy that is about to leave, as far as its price goes. */
export interface CopyToPay extends PricedCopy {
	readonly deliveryId: string;
	readonly presenceId: string;
	readonly channel: string;
	/** It goes whatever the budget says. */
	readonly anyway: boolean;
}

/** A delivery, as far as the book knows it. */
export interface Booked {
	readonly id: string;
	readonly channel: string;
}

type Needs = Pick<ChannelsNeeds, 'db' | 'clock' | 'ids' | 'zone'>;

/** Whether some accounts at this network pay by the call. */
const mayCharge = (channel: string): boolean => channel === 'x';

/** What the network of this account charges by the call. */
export const isCharged = ({ channel, tier }: Pick<PresenceRow, 'channel' | 'tier'>): boolean =>
	mayCharge(channel) && isBilled(tier);

/** The prices in force: the newest an administrator kept, or those the office came with. */
export const pricesNow = async (tx: Tx): Promise<{ readonly asOf: string; readonly prices: Prices }> => {
	const row = await channels(tx)
		.selectFrom('channels_price')
		.select(['as_of', 'prices'])
		.where('network', '=', 'x')
		.orderBy('changed_at', 'desc')
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row ? { asOf: row.as_of, prices: row.prices } : firstPrices;
};

type Side = Pick<PresenceRow, 'id' | 'practice' | 'budget_micro'>;

/** What one side of a presence spent in a month. */
export const spendingOf = async (
	tx: Tx,
	{ id, practice, budget_micro: budget }: Side,
	{ from, until }: Month,
): Promise<Spending> => {
	const { rows } = await sql<{ spent: number; possible: number }>`select
			coalesce(sum(micro) filter (where state = 'certain'), 0) as spent,
			coalesce(sum(micro) filter (where state = 'possible'), 0) as possible
		from channels_cost where presence_id = ${id} and practice = ${practice}
			and at >= ${toDate(from)} and at < ${toDate(until)}`.execute(channels(tx));
	return { budget, spent: rows[0]?.spent ?? 0, possible: rows[0]?.possible ?? 0 };
};

/** Whether a presence has a budget and nothing is left of it. */
export const isUsedUp = async ({ db, clock, zone }: Needs, row: PresenceRow): Promise<boolean> => {
	if (row.budget_micro === null || !isCharged(row)) return false;
	const month = monthOf(clock.now(), await zone());
	const { spent, possible } = await db.read('what a month cost', (tx) => spendingOf(tx, row, month));
	return spent + possible >= row.budget_micro;
};

interface Asked {
	readonly copies: readonly CopyToPay[];
	readonly month: Month;
}

interface Booking {
	readonly presence: Pick<PresenceRow, 'id' | 'practice'>;
	readonly kind: PriceKind;
	readonly count: number;
	readonly unit: number;
	readonly at: Instant;
	readonly state: 'certain' | 'possible';
	readonly deliveryId?: string;
}

const toRow = ({ ids }: Needs, { presence, kind, count, unit, at, state, deliveryId }: Booking) => ({
	...{ id: ids.next('cost'), presence_id: presence.id, practice: presence.practice, at: toDate(at) },
	...{ kind, count, unit_micro: unit, micro: count * unit, state, delivery_id: deliveryId ?? null },
});

/**
 * The book of what a network charges. A copy is booked as possible in the transaction that lets it leave, and becomes certain or
 * nothing in the one that settles it: a process that dies in between leaves a possible cost, never a forgotten one.
 */
export const createCostBook = (needs: Needs) => {
	const { db, clock, zone } = needs;

	const priced = async (tx: Tx, row: PresenceRow, { copies, month }: Asked): Promise<ReadonlySet<string>> => {
		const { prices } = await pricesNow(tx);
		const known = await bookedAmong(
			tx,
			copies.map(({ deliveryId }) => deliveryId),
		);
		const fresh = copies.filter(({ deliveryId }) => !known.has(deliveryId));
		const bookings = fresh.map((copy): Booking & { readonly anyway: boolean } => {
			const kind = kindOfCopy(copy);
			const { deliveryId, anyway } = copy;
			const of = { presence: row, kind, count: 1, unit: prices[kind], at: clock.now() };
			return { ...of, state: 'possible', deliveryId, anyway };
		});
		const wanted = bookings.map(({ deliveryId = '', unit: cost, anyway }) => ({ id: deliveryId, cost, anyway }));
		const over = beyond(wanted, await spendingOf(tx, row, month));
		const paid = bookings.filter(({ deliveryId = '' }) => !over.has(deliveryId)).map((one) => toRow(needs, one));
		if (paid.length > 0) await channels(tx).insertInto('channels_cost').values(paid).execute();
		return over;
	};

	return {
		/** Books copies that leave now, as far as the budgets reach; answers the deliveries they do not reach for. */
		async reserve(tx: Tx, copies: readonly CopyToPay[]): Promise<ReadonlySet<string>> {
			const ids = [...new Set(copies.flatMap(({ channel, presenceId }) => (mayCharge(channel) ? [presenceId] : [])))];
			if (ids.length === 0) return new Set();
			const rows = await channels(tx).selectFrom('channels_presence').selectAll().where('id', 'in', ids).execute();
			const charged = rows.filter(isCharged);
			if (charged.length === 0) return new Set();
			const month = monthOf(clock.now(), await zone());
			const over: string[] = [];
			for (const row of charged.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
				await oneAfterTheOther(tx, row.id);
				const mine = copies.filter(({ presenceId }) => presenceId === row.id);
				over.push(...(await priced(tx, row, { copies: mine, month })));
			}
			return new Set(over);
		},

		/** Says what became of a copy that was booked as possible. */
		async settle(tx: Tx, { id: deliveryId, channel }: Booked, paid: boolean): Promise<void> {
			if (!mayCharge(channel)) return;
			const open = sql`where delivery_id = ${deliveryId} and state = 'possible'`;
			if (paid) await sql`update channels_cost set state = 'certain' ${open}`.execute(channels(tx));
			else await sql`delete from channels_cost ${open}`.execute(channels(tx));
		},

		/** Books what was read the moment its answer came: it costs whether or not what was read can be kept. */
		async read(presenceId: string, kind: PriceKind, count: number): Promise<void> {
			if (count === 0) return;
			await db.transact('book a reading', async (tx) => {
				const row = await readPresence(tx, presenceId);
				if (row === undefined || !isCharged(row)) return ok(undefined);
				const { prices } = await pricesNow(tx);
				const booking = { presence: row, kind, count, unit: prices[kind], at: clock.now(), state: 'certain' } as const;
				await channels(tx).insertInto('channels_cost').values(toRow(needs, booking)).execute();
				return ok(undefined);
			});
		},
	};
};

/** Two processes that book from one budget would each see what the other has not spent yet. */
const oneAfterTheOther = async (tx: Tx, presenceId: string): Promise<void> => {
	await sql`select pg_advisory_xact_lock(hashtextextended('channels.budget:' || ${presenceId}, 0))`.execute(
		channels(tx),
	);
};

const bookedAmong = async (tx: Tx, deliveryIds: readonly string[]): Promise<ReadonlySet<string>> => {
	const query = channels(tx).selectFrom('channels_cost').select('delivery_id');
	const rows = await query.where('delivery_id', 'in', ['', ...deliveryIds]).execute();
	return new Set(rows.flatMap(({ delivery_id }) => delivery_id ?? []));
};
