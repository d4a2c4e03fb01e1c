import type { Ids } from '#kernel/ids.ts';
import { type Clock, type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';

import type { Delivery, DeliveryOrder } from './delivery.ts';
import { insertOrders, toDelivery, toRow, writeReason } from './store.ts';
import { delivery } from './tables.ts';

interface Needs {
	readonly clock: Clock;
	readonly ids: Ids;
	readonly events: Events;
	/** Tells this process's dispatcher when to look again. */
	readonly expect: (at: Instant) => void;
}

/** Writes orders in the caller's transaction. The newsroom's come first, so that copies of a later change wait for it. */
export const orderDeliveries =
	({ clock, ids, events, expect }: Needs) =>
	async (tx: Tx, orders: readonly DeliveryOrder[]): Promise<readonly string[]> => {
		if (orders.length === 0) return [];
		const now = clock.now();
		const rows = orders.map((order) => toRow(order, { id: ids.next<'delivery'>('delivery'), now }));
		const house = ({ channel }: { readonly channel: string }): number => (channel === 'newsroom' ? 0 : 1);
		await insertOrders(
			tx,
			[...rows].sort((a, b) => house(a) - house(b)),
		);
		for (const row of rows) await events.announce(tx, { topic: 'delivery', id: row.id, unitId: row.unit_id });
		for (const order of orders) expect(order.dueAt);
		return rows.map(({ id }) => id);
	};

/** Stops what waits. Against a claim at the same moment one of both wins: what it took is told as too late. */
export const recallSubject =
	({ clock, events }: Needs) =>
	async (tx: Tx, subject: string): Promise<{ readonly recalled: number; readonly tooLate: readonly Delivery[] }> => {
		const recalled = await delivery(tx)
			.updateTable('delivery_delivery')
			.set({ ...atRest(clock), reason: writeReason({ type: 'delivery.recalled' }) })
			.where('subject', '=', subject)
			.where('state', '=', 'waiting')
			.where('operation', '!=', 'withdraw')
			.returning(['id', 'unit_id'])
			.execute();
		for (const row of recalled) await events.announce(tx, { topic: 'delivery', id: row.id, unitId: row.unit_id });
		const left = await delivery(tx)
			.selectFrom('delivery_delivery')
			.selectAll()
			.where('subject', '=', subject)
			.where('operation', '=', 'publish')
			.where('state', 'in', ['sending', 'published', 'unclear'])
			.orderBy('position')
			.execute();
		return { recalled: recalled.length, tooLate: left.map((row) => toDelivery(row)) };
	};

/**
 * Stops the copies that wait, since a correction brings its own, and tells how all stand: against a claim one of both wins.
 * One that may be public goes on waiting until that is known.
 */
export const supersedeWaiting =
	({ clock, events }: Needs) =>
	async (tx: Tx, subject: string): Promise<readonly Delivery[]> => {
		const gone = await delivery(tx)
			.updateTable('delivery_delivery')
			.set({ ...atRest(clock), reason: writeReason({ type: 'delivery.superseded' }) })
			.where('subject', '=', subject)
			.where('state', '=', 'waiting')
			.where('operation', '=', 'publish')
			.where('doubt_at', 'is', null)
			.returning(['id', 'unit_id'])
			.execute();
		for (const row of gone) await events.announce(tx, { topic: 'delivery', id: row.id, unitId: row.unit_id });
		const copies = await delivery(tx)
			.selectFrom('delivery_delivery')
			.selectAll()
			.where('subject', '=', subject)
			.where('operation', '=', 'publish')
			.orderBy('position')
			.execute();
		return copies.map((row) => toDelivery(row));
	};

const atRest = (clock: Clock) =>
	({
		state: 'withdrawn',
		next_at: null,
		held: null,
		help_rank: null,
		help_at: null,
		settled_at: toDate(clock.now()),
	}) as const;

/** Moves what waits; what lay aside for review is decided with it. */
export const rescheduleSubject =
	({ events, expect }: Needs) =>
	async (tx: Tx, subject: string, dueAt: Instant): Promise<number> => {
		const moved = await delivery(tx)
			.updateTable('delivery_delivery')
			.set({
				due_at: toDate(dueAt),
				next_at: toDate(dueAt),
				held: null,
				help_rank: null,
				help_at: null,
				alarmed_at: null,
			})
			.where('subject', '=', subject)
			.where('state', '=', 'waiting')
			.where('operation', '=', 'publish')
			.returning(['id', 'unit_id'])
			.execute();
		for (const row of moved) await events.announce(tx, { topic: 'delivery', id: row.id, unitId: row.unit_id });
		expect(dueAt);
		return moved.length;
	};
