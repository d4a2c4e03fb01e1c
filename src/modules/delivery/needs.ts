import type { Ids } from '#kernel/ids.ts';
import type { Clock } from '#kernel/time.ts';
import type { Channel, ChannelFailure } from '#modules/channels/index.ts';
import type { Act } from '#platform/act.ts';
import type { Background } from '#platform/background.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';
import type { Files } from '#platform/files.ts';
import type { Log } from '#platform/log.ts';

import type { Book } from './book.ts';
import type { Session } from './owner.ts';

/** A presence as far as delivery shows it. */
export interface PresenceFacts {
	readonly name: string;
	readonly unitId: string;
	readonly state?: 'planned' | 'live' | 'restrained' | 'paused' | 'retired';
	/** The account as its network shows it. */
	readonly handle: string | null;
	readonly url: string | null;
}

/** A unit with all below it, and the presences of these, as far as a switch reaches. */
export interface UnitFacts {
	readonly name: string;
	readonly units: readonly string[];
	readonly presences: readonly string[];
}

/** What is overdue all of a sudden, for the people who run the machinery. */
export interface Alarm {
	readonly count: number;
	readonly titles: readonly string[];
}

export interface DeliveryNeeds {
	readonly db: Database;
	readonly act: Act;
	/** The same for the dispatcher, which waits behind no long question. */
	readonly swift: { readonly db: Database; readonly act: Act };
	readonly clock: Clock;
	readonly ids: Ids;
	readonly events: Events;
	readonly log: Log;
	readonly background: Background;
	readonly files: Files;
	/** A database connection of its own: the dispatcher's sign of life. */
	readonly connect: () => Promise<Session>;
	/** The adapter for a presence; null when it has none to speak with. */
	readonly openChannel: (presenceId: string) => Promise<Channel | null>;
	readonly presence: (presenceId: string) => Promise<PresenceFacts | null>;
	readonly unit: (unitId: string) => Promise<UnitFacts | null>;
	/** Names of persons. */
	readonly names: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
	/** Hears that a network refused our access or changed its contract, so that the presence shows it. */
	readonly reportTrouble?: (presenceId: string, failure: ChannelFailure) => Promise<void>;
	/** The book of what networks charge for copies. */
	readonly book: Book;
	/** What counting asks for: the zone whose days are counted, and whom to tell of names that a network knows no longer. */
	readonly counting: {
		zone(): Promise<string>;
		surprised(presenceId: string, reasons: readonly string[]): Promise<void>;
	};
	/** Raises the alarm (a mail to the admins, say) in the watchdog's transaction. */
	readonly alarm?: (tx: Tx, alarm: Alarm) => Promise<void>;
}
