import type { NoticeKind } from '#contract/desk.ts';
import type { NetworkName } from '#kernel/channel-name.ts';
import type { Ids } from '#kernel/ids.ts';
import type { Clock } from '#kernel/time.ts';
import type { Act, Leaf } from '#platform/act.ts';
import type { Background } from '#platform/background.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';
import type { Files } from '#platform/files.ts';
import type { Log } from '#platform/log.ts';
import type { Outbound } from '#platform/outbound/outbound.ts';

/** An in-house practice network, as far as this module deals with it. */
export interface PracticeDoor {
	readonly origin: string;
	/** Opens an account there (or finds it by its handle) and answers a key to it. */
	openAccount(account: { readonly name: string; readonly handle: string; readonly website?: string }): Promise<{
		readonly handle: string;
		/** Access token (Mastodon), app password (Bluesky), or what the practice app was granted. */
		readonly secret: string;
	}>;
}

export interface ChannelsNeeds {
	readonly db: Database;
	/** The same for what is due, which waits behind no long question. */
	readonly swiftDb: Database;
	readonly act: Act;
	readonly clock: Clock;
	readonly ids: Ids;
	readonly events: Events;
	readonly sealer: Sealer;
	readonly log: Log;
	readonly background: Background;
	readonly outbound: Outbound;
	readonly files: Files;
	/** Public address of this installation, for the way back from a network. */
	readonly origin: string;
	/** On trial: keys of real accounts are refused. */
	readonly lab: boolean;
	readonly practice: Readonly<Record<NetworkName, PracticeDoor>>;
	/** How many deliveries to a presence are not at an end: waiting, on their way, unclear or in review. */
	readonly openDeliveries: (tx: Tx, presenceId: string) => Promise<number>;
	/** Whether this delivery to this presence has begun and is not at an end. */
	readonly underWay: (tx: Tx, asked: { readonly delivery: string; readonly presence: string }) => Promise<boolean>;
	/** How long an address at which a network fetches a file may last; an hour at most, and when absent. */
	readonly mediaMs?: number | undefined;
	/** The presence is paused: nothing leaves for it until it is resumed. What resuming sets aside is answered as leaves. */
	readonly outgoing: {
		hold(tx: Tx, held: { readonly presenceId: string; readonly by: string }): Promise<void>;
		free(tx: Tx, presenceId: string): Promise<readonly Leaf[]>;
	};
	/** A presence speaks through another account: what was wrong with the one before is forgotten. */
	readonly mended: (tx: Tx, presenceId: string) => Promise<void>;
	/** A presence has a new key to its account: what waited for it goes out. What was refused for want of it and goes again is answered as leaves. */
	readonly reconnected: (tx: Tx, presenceId: string) => Promise<readonly Leaf[]>;
	readonly people: {
		/** Names of persons; unknown ids are absent. */
		names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
		authority(): Promise<{ readonly zone: string }>;
		administrators(): Promise<readonly { readonly id: string }[]>;
	};
	/** Networks on which a presence may be opened without a resolution. */
	readonly freeNetworks: () => Promise<readonly NetworkName[]>;
	readonly notices: {
		tell(
			tx: Tx,
			notice: {
				readonly to: readonly string[];
				readonly kind: NoticeKind;
				readonly postId: string;
				readonly unitId: string;
				readonly title: string;
				readonly byId: string | null;
			},
		): Promise<void>;
		over(tx: Tx, about: { readonly postId: string; readonly kinds: readonly NoticeKind[] }): Promise<void>;
	};
	/** What a month may cost is different now: what waited for it is looked at anew. */
	readonly budgetChanged: (tx: Tx, presenceId: string) => Promise<void>;
	/** The zone whose months are counted. */
	readonly zone: () => Promise<string>;
	/** The unit itself and all units above it. */
	readonly unitPath: (unitId: string) => Promise<readonly string[]>;
}
