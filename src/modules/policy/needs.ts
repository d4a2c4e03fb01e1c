import type { Clock } from '#kernel/time.ts';
import type { Act } from '#platform/act.ts';
import type { Database } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';

import type { CatalogueEntry } from './domain/documents.ts';

export interface PolicyNeeds {
	readonly db: Database;
	readonly act: Act;
	readonly clock: Clock;
	readonly events: Events;
	/** Every check the program knows; the editorial desk brings it along. */
	readonly catalogue: readonly CatalogueEntry[];
	readonly people: {
		names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
		authority(): Promise<{ readonly zone: string }>;
	};
}
