import type { Ids } from '#kernel/ids.ts';
import type { Clock } from '#kernel/time.ts';

import type { Act } from '../act.ts';
import type { Background } from '../background.ts';
import type { Sealer } from '../crypto/sealer.ts';
import type { Database } from '../db/database.ts';
import type { Events } from '../events.ts';
import type { Log } from '../log.ts';

export interface MailNeeds {
	readonly db: Database;
	readonly act: Act;
	readonly clock: Clock;
	readonly ids: Ids;
	readonly sealer: Sealer;
	readonly background: Background;
	readonly events: Events;
	readonly log: Log;
	/** The sample city: no letter leaves the house. */
	readonly staysHere?: boolean;
}
