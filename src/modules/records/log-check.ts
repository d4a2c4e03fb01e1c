import { type Clock, fromDate, minutes } from '#kernel/time.ts';
import type { Database } from '#platform/db/database.ts';
import type { Check } from '#platform/health.ts';

import { records } from './tables.ts';

/** Rows are numbered within a second; this late, nobody numbers them any more. */
const LATE_MS = minutes(1);

/** Says so when acts are no longer numbered and signed: the sequencer is dead, or refuses an inconsistent log. */
export const logCheck =
	({ db, clock }: { readonly db: Database; readonly clock: Clock }): Check =>
	async () => {
		const oldest = await db.read('oldest pending record', (tx) =>
			records(tx)
				.selectFrom('records_pending as pending')
				.innerJoin('records_entry as entry', 'entry.no', 'pending.no')
				.select('entry.at')
				.orderBy('pending.no')
				.limit(1)
				.executeTakeFirst(),
		);
		const late = oldest !== undefined && clock.now() - fromDate(oldest.at) > LATE_MS;
		return late ? [{ part: 'records', type: 'records.not-numbered' }] : [];
	};
