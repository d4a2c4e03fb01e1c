import type { Booked, CopyToPay } from '#modules/channels/index.ts';
import type { Tx } from '#platform/db/database.ts';

/** What networks charge for copies, as far as delivery deals with it. */
export interface Book {
	/** Books copies that leave now; answers the deliveries no budget reaches for. */
	reserve(tx: Tx, copies: readonly CopyToPay[]): Promise<ReadonlySet<string>>;
	/** What was booked as possible was charged, or was not. */
	settle(tx: Tx, delivery: Booked, paid: boolean): Promise<void>;
}
