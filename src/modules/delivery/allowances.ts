import type { Database } from '#platform/db/database.ts';

import { delivery } from './tables.ts';

/** What the network of a presence said last about what may still be asked of it, bucket by bucket. */
export const allowancesOf =
	({ db }: { readonly db: Database }) =>
	(presenceId: string) =>
		db.read('allowances of a presence', async (tx) => {
			const known = await delivery(tx)
				.selectFrom('delivery_presence')
				.select('buckets')
				.where('presence_id', '=', presenceId)
				.executeTakeFirst();
			const rows = await delivery(tx)
				.selectFrom('delivery_bucket')
				.select(['bucket', 'most', 'remaining', 'reset_at', 'read_at'])
				.where('key', 'in', ['', ...(known?.buckets ?? [])])
				.orderBy('bucket')
				.orderBy('key')
				.execute();
			return rows.map(({ bucket, most, remaining, reset_at, read_at }) => ({
				...{ bucket, most, remaining, resetAt: reset_at.toISOString(), readAt: read_at.toISOString() },
			}));
		});
