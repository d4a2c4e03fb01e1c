import { fromDate, type Instant, toDate } from '#kernel/time.ts';

import { laneAfter } from './lanes.ts';
import type { FederationNeeds } from './needs.ts';

/** Before any lane. */
const DAWN = fromDate(new Date(0));

export interface Glancing {
	readonly kick: () => void;
	readonly plan: (at: Instant) => void;
	/** A look is under way: it is to look once more. */
	readonly isBusy: () => boolean;
}

/** When the next lane after `from` is worth looking into. */
export const nextLane = async ({ db }: Pick<FederationNeeds, 'db'>, from: Instant): Promise<Instant | null> => {
	const [found] = await db.ask(laneAfter, toDate(from).toISOString());
	return found?.at ? fromDate(found.at) : null;
};

/**
 * Asks whether there is a lane to look into at all: most news of deliveries concerns other networks, and where no lane is due
 * nothing is locked and nothing claimed. Many hints at once are one glance.
 */
export const createGlance = (
	needs: Pick<FederationNeeds, 'db' | 'clock' | 'background'>,
	{ kick, plan, isBusy }: Glancing,
): (() => void) => {
	let [running, again] = [false, false];
	const first = async (): Promise<Instant | null> => {
		let found: Instant | null = null;
		try {
			do {
				again = false;
				found = await nextLane(needs, DAWN);
			} while (again);
		} finally {
			running = false;
		}
		return found;
	};
	const glance = async (): Promise<void> => {
		const at = await first();
		if (isBusy() || (at !== null && at <= needs.clock.now())) kick();
		else if (at !== null) plan(at);
	};
	return () => {
		again = true;
		if (running) return;
		running = true;
		needs.background.run('federation.glance', glance);
	};
};
