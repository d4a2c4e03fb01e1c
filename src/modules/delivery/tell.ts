import { sql } from 'kysely';

import { ok } from '#kernel/result.ts';
import { troubleOf } from '#platform/db/trouble.ts';
import { errorFields } from '#platform/log.ts';

import type { Tell } from './claim.ts';
import type { DeliverySource, Outcome, OutcomeListener } from './delivery.ts';
import type { DeliveryNeeds } from './needs.ts';
import { type Row, toDelivery } from './store.ts';
import { delivery } from './tables.ts';

const MOST = 100;

/**
 * Tells whoever ordered a delivery what became of it. One listener that breaks breaks nothing else: what it did is taken
 * back, the delivery is recorded all the same, and it is told again every minute until it is heard.
 */
export const createTell =
	({ log }: Pick<DeliveryNeeds, 'log'>, listeners: ReadonlyMap<DeliverySource, OutcomeListener>): Tell =>
	async (tx, outcome) => {
		const listener = listeners.get(outcome.delivery.source);
		if (listener === undefined) return;
		const { id } = outcome.delivery;
		await sql`savepoint telling`.execute(delivery(tx));
		try {
			await listener(tx, outcome);
			await sql`update delivery_delivery set untold = null where id = ${id} and untold is not null`.execute(
				delivery(tx),
			);
			await sql`release savepoint telling`.execute(delivery(tx));
		} catch (thrown) {
			// Of a database that is away nobody is to blame: everything is done again.
			if (troubleOf(thrown) !== null) throw thrown;
			await sql`rollback to savepoint telling`.execute(delivery(tx));
			log.error('delivery: whoever ordered it did not take what became of it', { id, ...errorFields(thrown) });
			await sql`update delivery_delivery set untold = ${outcome.kind} where id = ${id}`.execute(delivery(tx));
		}
	};

/** Tells again what was not heard. */
export const tellAgain = async ({ db }: Pick<DeliveryNeeds, 'db'>, tell: Tell): Promise<void> => {
	await db.transact('tell outcomes again', async (tx) => {
		const { rows } = await sql<Row & { untold: Outcome['kind'] }>`select * from delivery_delivery
			where untold is not null order by id limit ${MOST} for update skip locked`.execute(delivery(tx));
		for (const row of rows) await tell(tx, { kind: row.untold, delivery: toDelivery(row) });
		return ok(undefined);
	});
};
