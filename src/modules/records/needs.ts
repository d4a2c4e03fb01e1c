import type { Ids } from '#kernel/ids.ts';
import type { Clock } from '#kernel/time.ts';
import type { Act } from '#platform/act.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Database } from '#platform/db/database.ts';

import type { LogKey } from './log-key.ts';

/** What the acts of this module work with. */
export interface ActNeeds {
	readonly db: Database;
	readonly act: Act;
	readonly clock: Clock;
	readonly ids: Ids;
	readonly sealer: Sealer;
	readonly tsaUrl?: string | undefined;
}

/** What an export works with. */
export interface ExportNeeds {
	readonly db: Database;
	readonly sealer: Sealer;
	readonly clock: Clock;
	readonly key: LogKey;
	/** Numbers what is committed, so that the export is up to date. */
	readonly sequenceNow: () => Promise<void>;
}
