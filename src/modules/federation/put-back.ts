import { sql } from 'kysely';

import { ok } from '#kernel/result.ts';

import { refreshLanes } from './lanes.ts';
import type { FederationNeeds } from './needs.ts';
import { federation } from './tables.ts';

/**
 * Puts back what stands as taken by this fan-out and is not in its hands: the claim was committed, and its answer got lost
 * with the connection. Nothing of it was sent.
 */
export const putBack = (
	{ db, clock }: Pick<FederationNeeds, 'db' | 'clock'>,
	owner: number,
	inHand: readonly number[],
) =>
	db.transact('put copies back', async (tx) => {
		const { rows } = await sql<{ host: string; presenceId: string }>`update federation_recipient set owner = null
			where owner = ${owner} and id <> all(${[...inHand]}::bigint[])
			returning host, presence_id as "presenceId"`.execute(federation(tx));
		if (rows.length > 0) await refreshLanes(tx, { lanes: rows, hosts: [], now: clock.now() });
		return ok(undefined);
	});
