import { sql } from 'kysely';

import { type Clock, plus, seconds } from '#kernel/time.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';

import { covers } from './switches.ts';
import { delivery } from './tables.ts';

/** How long the switch waits for requests under way; longer than an adapter takes for anything but large pictures. */
const PATIENCE_MS = seconds(30);

/** Copies under way that somebody else brings on for a delivery. */
export interface CarriedOn {
	readonly deliveryId: string | null;
	readonly presenceId: string;
	readonly copies: number;
}

export interface Drain {
	readonly db: Database;
	readonly clock: Clock;
	readonly events: Events;
	readonly carriedOn: (tx: Tx) => Promise<readonly CarriedOn[]>;
}

/** Waits until nothing this switch covers is under way any more, or until patience ends; answers how much still is. */
export const drained = async ({ db, clock, events, carriedOn }: Drain, scope: string): Promise<number> => {
	const { promise: tired, resolve: tire } = Promise.withResolvers<void>();
	const calm = clock.wake(plus(clock.now(), PATIENCE_MS), tire);
	let news = Promise.withResolvers<void>();
	const hear = () => news.resolve();
	const off = events.subscribe(({ topic }) => topic === 'delivery' && hear(), hear);
	let isTired = false;
	void tired.then(() => {
		isTired = true;
	});
	try {
		for (;;) {
			news = Promise.withResolvers<void>();
			const left = await db.read('deliveries under way', async (tx) => {
				const sending = await countSending(tx, scope);
				return sending + (await countCarriedOn(tx, scope, await carriedOn(tx)));
			});
			if (left === 0 || isTired) return left;
			await Promise.race([news.promise, tired]);
		}
	} finally {
		off();
		calm();
	}
};

const countSending = async (tx: Tx, scope: string): Promise<number> => {
	const { rows } = await sql<{ count: number }>`select count(*) as count from delivery_delivery d
		join delivery_pause x on x.scope = ${scope} and ${covers}
		where d.state = 'sending'`.execute(delivery(tx));
	return rows[0]?.count ?? 0;
};

const countCarriedOn = async (tx: Tx, scope: string, carriedOn: readonly CarriedOn[]): Promise<number> => {
	if (carriedOn.length === 0) return 0;
	const { rows } = await sql<{ count: number }>`select coalesce(sum(d.copies), 0)::integer as count from (
			select c.copies, c."presenceId" as presence_id, p.channel, o.topic, o.unit_id
			from jsonb_to_recordset(${JSON.stringify(carriedOn)}::jsonb) as c("deliveryId" text, "presenceId" text, copies integer)
			left join delivery_delivery o on o.id = c."deliveryId"
			left join delivery_presence p on p.presence_id = c."presenceId"
		) d join delivery_pause x on x.scope = ${scope} and ${covers}`.execute(delivery(tx));
	return rows[0]?.count ?? 0;
};
