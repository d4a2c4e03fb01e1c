import type { Ids } from '#kernel/ids.ts';
import type { Actor } from '#kernel/permission.ts';
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
	/** What subjects are called today, as far as this reader may know. */
	readonly namesOf: NamesOf;
}

/** By subject; the kinds of their records say what sort of thing they are. */
export type NamesOf = (
	subjects: readonly { readonly subject: string; readonly kind: string }[],
	reader: Actor,
) => Promise<ReadonlyMap<string, string>>;

/** What an export works with. */
export interface ExportNeeds {
	readonly db: Database;
	readonly sealer: Sealer;
	readonly clock: Clock;
	readonly key: LogKey;
	/** Numbers what is committed, so that the export is up to date. */
	readonly sequenceNow: () => Promise<void>;
}
