import type { Ids } from '#kernel/ids.ts';
import type { Clock } from '#kernel/time.ts';
import type { Act } from '#platform/act.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import type { Mailer } from '#platform/mail/mailer.ts';

import type { DirectoryKeeper } from './directory.ts';
import type { Identity } from './sign-in/identify.ts';
import type { Library } from './sign-in/library.ts';
import type { Limiter } from './sign-in/limiter.ts';

/** What the acts about people are given. */
export interface PeopleWork {
	readonly db: Database;
	/** Like every act; afterwards the directory is read anew. */
	readonly act: Act;
	readonly clock: Clock;
	readonly ids: Ids;
	readonly mailer: Mailer;
	readonly directory: DirectoryKeeper;
	readonly identity: Identity;
	readonly library: Library;
	readonly limiter: Limiter;
	readonly origin: string;
	/** Tells desks and other processes that something about this person, unit or key changed. */
	announce(tx: Tx, id: string): Promise<void>;
	/** Units were made or moved: whatever counts on what lies below which is told in the same act. */
	unitsMoved(tx: Tx, below: (unitId: string) => readonly string[]): Promise<void>;
	/** A unit stands at the top: whatever every such unit has (its newsroom, say) is made in the same act. */
	unitAtTop(tx: Tx, unitId: string): Promise<void>;
}
