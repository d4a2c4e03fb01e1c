import { sql } from 'kysely';

import { toDate } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';

import { machinery } from './claim.ts';
import type { OwnerNeeds } from './owner.ts';
import { leafOf, type Row } from './store.ts';
import { delivery } from './tables.ts';

/**
 * Puts back what stands as taken by this dispatcher and is not in its hands: the claim was committed, and its answer got
 * lost with the connection. Nothing of it was sent in this attempt, so a doubt that began with the claim ends.
 */
export const putBack =
	({ act, clock }: Pick<OwnerNeeds, 'act' | 'clock'>) =>
	async (owner: string, inHand: readonly string[]): Promise<void> => {
		await act('put deliveries back', machinery, async (tx) => {
			const { rows } = await sql<Row>`update delivery_delivery
				set state = 'waiting', owner = null, next_at = ${toDate(clock.now())},
					doubt_at = case when doubt_at = sent_at then null else doubt_at end
				where state = 'sending' and owner = ${owner} and id <> all(${[...inHand]}::text[])
				returning *`.execute(delivery(tx));
			const [first, ...rest] = rows.map((row) => leafOf(row, 'delivery.put-back'));
			return first ? done(undefined, first, ...rest) : unchanged(undefined);
		});
	};
