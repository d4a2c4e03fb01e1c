import type { Instant } from '#kernel/time.ts';
import type { RemoteRef } from '#modules/channels/index.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Delivery, DeliveryOrder, DeliverySource, Gate, OutcomeListener } from './delivery.ts';

export type {
	Delivery,
	DeliveryOrder,
	DeliveryReason,
	DeliverySource,
	DeliveryState,
	Gate,
	Held,
	Operation,
	Outcome,
	OutcomeListener,
	StoredMedia,
	StoredRendition,
} from './delivery.ts';

/** The door of delivery, as far as other modules knock on it. */
export interface DeliveryDoor {
	/** Writes the orders in the caller's transaction, newsroom first, and answers their ids in the order given. */
	order(tx: Tx, orders: readonly DeliveryOrder[]): Promise<readonly string[]>;
	/** Stops every waiting publication and edit of the subject, atomically against the claim. `tooLate`: what already left. */
	recall(tx: Tx, subject: string): Promise<{ readonly recalled: number; readonly tooLate: readonly Delivery[] }>;
	/** Moves every waiting publication of the subject to `dueAt`; answers how many. */
	reschedule(tx: Tx, subject: string, dueAt: Instant): Promise<number>;
	/** All deliveries of these subjects, oldest order first. */
	deliveriesOf(subjects: readonly string[]): Promise<readonly Delivery[]>;
	/** Which of our published deliveries stands at the presence under the network's id, and for what. */
	publishedAs(
		presenceId: string,
		remoteIds: readonly string[],
	): Promise<
		ReadonlyMap<string, { readonly source: DeliverySource; readonly subject: string; readonly remote: RemoteRef }>
	>;
	/** Names who is asked before deliveries of `source` leave. */
	guard(source: DeliverySource, gate: Gate): void;
	/** Names who hears what became of deliveries of `source`. */
	onOutcome(source: DeliverySource, listener: OutcomeListener): void;
}
