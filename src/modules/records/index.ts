import type { Ids } from '#kernel/ids.ts';
import type { Clock } from '#kernel/time.ts';
import type { Ledger } from '#platform/act.ts';
import type { Background } from '#platform/background.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Database } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';
import type { Log } from '#platform/log.ts';

import { createLedger } from './leave.ts';

export { recordsMigrations } from './migrations.ts';

export interface RecordsNeeds {
	readonly db: Database;
	readonly clock: Clock;
	readonly ids: Ids;
	readonly events: Events;
	readonly sealer: Sealer;
	readonly log: Log;
	readonly background: Background;
}

export interface Records {
	/** Writes leaves in the caller's transaction; `createAct` takes it. */
	readonly ledger: Ledger;
}

/** Opens the records module: the one log of everything the office did. */
export const createRecords = ({ clock, ids, events, sealer }: RecordsNeeds): Records => ({
	ledger: createLedger({ clock, ids, sealer, events, left: () => undefined }),
});
