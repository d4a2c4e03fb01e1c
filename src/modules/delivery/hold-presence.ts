import { type Clock, type Instant, toDate } from '#kernel/time.ts';
import type { Leaf } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { flip, lockSwitch, reachesOnlyItself } from './pause.ts';
import { setAsideAfter, spaceOut } from './resume.ts';
import { leafOf } from './store.ts';
import { scopeKey } from './switches.ts';
import { delivery } from './tables.ts';

interface Holding {
	readonly presenceId: string;
	readonly by: string;
	readonly reason: string;
	readonly at: Instant;
}

interface Needs {
	readonly clock: Clock;
	/** Tells this process's dispatcher when to look again. */
	readonly expect: (at: Instant) => void;
}

/** The switch of a presence, turned in the act that pauses or resumes the presence. */
export const createHolds = ({ clock, expect }: Needs) => ({
	/** One that is off already stays as it is. */
	async holdPresence(tx: Tx, { presenceId, by, reason, at }: Holding): Promise<void> {
		const place = { kind: 'presence', target: presenceId } as const;
		const scope = scopeKey(place);
		if ((await lockSwitch(tx, scope)).paused_at !== null) return;
		await flip(tx, { scope, ...place, ...reachesOnlyItself, paused_at: toDate(at), paused_by: by, reason });
	},

	/** What should have gone out meanwhile waits for a person. */
	async freePresence(tx: Tx, presenceId: string): Promise<readonly Leaf[]> {
		const scope = scopeKey({ kind: 'presence', target: presenceId });
		if ((await lockSwitch(tx, scope)).paused_at === null) return [];
		const late = await setAsideAfter(tx, scope, clock.now());
		await spaceOut(tx, scope, clock.now());
		await delivery(tx)
			.updateTable('delivery_pause')
			.set({ paused_at: null, paused_by: null, reason: null })
			.where('scope', '=', scope)
			.execute();
		expect(clock.now());
		return late.map((row) => leafOf(row, 'delivery.set-aside'));
	},
});
