import { sql } from 'kysely';

import { ok } from '#kernel/result.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import { troubleOf } from '#platform/db/trouble.ts';
import { errorFields, type Log } from '#platform/log.ts';

import type { DeliverySource, Outcome, OutcomeListener } from './delivery.ts';
import { type Row, toDelivery } from './store.ts';
import { delivery } from './tables.ts';

const MOST = 100;

/** An outcome on its way to whoever ordered the delivery. */
export interface Tidings extends Outcome {
	/** An earlier outcome was not heard; with this one it is out of date. */
	readonly unheard: boolean;
}

export type Tell = (tx: Tx, tidings: Tidings) => Promise<void>;

export const tidingsOf = (kind: Outcome['kind'], row: Row): Tidings => ({
	kind,
	delivery: toDelivery(row),
	unheard: row.untold !== null,
});

/**
 * Tells whoever ordered a delivery what became of it. One listener that breaks breaks nothing else: what it did is taken
 * back, the delivery is recorded all the same, and it is told again every minute until it is heard.
 */
export const createTell =
	({ log }: { readonly log: Log }, listeners: ReadonlyMap<DeliverySource, OutcomeListener>): Tell =>
	async (tx, { unheard, ...outcome }) => {
		const listener = listeners.get(outcome.delivery.source);
		if (listener === undefined) return;
		const { id } = outcome.delivery;
		await sql`savepoint telling`.execute(delivery(tx));
		try {
			await listener(tx, outcome);
			if (unheard) await sql`update delivery_delivery set untold = null where id = ${id}`.execute(delivery(tx));
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
export const tellAgain = async ({ db }: { readonly db: Database }, tell: Tell): Promise<void> => {
	await db.transact('tell outcomes again', async (tx) => {
		const { rows } = await sql<Row & { untold: Outcome['kind'] }>`select * from delivery_delivery
			where untold is not null order by id limit ${MOST} for update skip locked`.execute(delivery(tx));
		for (const row of rows) await tell(tx, tidingsOf(row.untold, row));
		return ok(undefined);
	});
};
