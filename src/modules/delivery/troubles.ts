import { sql } from 'kysely';

import type { Database } from '#platform/db/database.ts';

import { helpRank } from './store.ts';
import { delivery } from './tables.ts';

type Trouble = 'unclear' | 'refused';

/** Which of these subjects have a copy that needs a person, and what is the worst of it. */
export const troublesOf =
	({ db }: { readonly db: Database }) =>
	(subjects: readonly string[]): Promise<ReadonlyMap<string, Trouble>> =>
		db.read('troubles of subjects', async (tx) => {
			if (subjects.length === 0) return new Map();
			const { rows } = await sql<{ subject: string; rank: number }>`select subject, min(help_rank) as rank
				from delivery_delivery where subject = any(${[...subjects]}) and help_rank <= ${helpRank.refused}
				group by subject`.execute(delivery(tx));
			const named = rows.map(
				({ subject, rank }) => [subject, rank === helpRank.unclear ? 'unclear' : 'refused'] as const,
			);
			return new Map<string, Trouble>(named);
		});
