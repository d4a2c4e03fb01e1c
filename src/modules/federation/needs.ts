import type { Ids } from '#kernel/ids.ts';
import type { Actor } from '#kernel/permission.ts';
import type { Result } from '#kernel/result.ts';
import type { Clock } from '#kernel/time.ts';
import type { AgreementFailure, ChannelKind, Opening, Presence } from '#modules/channels/index.ts';
import type { Act, Ledger } from '#platform/act.ts';
import type { Background } from '#platform/background.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';
import type { Files } from '#platform/files.ts';
import type { Log } from '#platform/log.ts';
import type { Outbound } from '#platform/outbound/outbound.ts';

/** A database connection of its own: the fan-out's sign of life. */
export interface Session {
	query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly unknown[] }>;
	once(event: 'end', heard: () => void): unknown;
	end(): Promise<void>;
}

export interface HeldBack {
	readonly all: boolean;
	readonly some: boolean;
	readonly presences: readonly string[];
}

export interface FederationNeeds {
	readonly db: Database;
	readonly act: Act;
	/** For what the house answers by itself, in the transaction that answers. */
	readonly ledger: Ledger;
	readonly clock: Clock;
	readonly ids: Ids;
	readonly sealer: Sealer;
	readonly events: Events;
	readonly files: Files;
	readonly log: Log;
	readonly background: Background;
	readonly outbound: Outbound;
	readonly origin: string;
	/** `sample`: nothing of a sample city ever federates. */
	readonly trial: 'lab' | 'sample' | null;
	readonly version: string;
	readonly connect: () => Promise<Session>;
	readonly people: {
		authority(): Promise<{ readonly name: string }>;
		units(): Promise<readonly { readonly id: string; readonly name: string }[]>;
	};
	readonly channels: {
		presence(id: string): Promise<Presence | null>;
		/** Opens the presence in the caller's act. */
		ensureFediverse(
			tx: Tx,
			made: {
				readonly unitId: string;
				readonly name: string;
				readonly handle: string;
				readonly url: string;
				readonly opening: Opening;
			},
		): Promise<Presence>;
		/** What was agreed, if a presence may be opened on it. */
		checkOpening(
			actor: Actor,
			opening: Opening | null | undefined,
			channel: ChannelKind,
		): Promise<Result<Opening, AgreementFailure>>;
	};
	readonly delivery: {
		/** Which switches are off, read so that nobody turns them on the way. */
		heldBack(tx: Tx): Promise<HeldBack>;
		/** Which of these deliveries a switch stops, by topic or unit. */
		stoppedAmong(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>>;
	};
	/** The public page of a unit. */
	readonly pageOfUnit: (unitId: string) => Promise<string>;
	/** Something came in for a presence: ask for it now instead of at the next round. */
	readonly heard: (presenceId: string) => void;
}
