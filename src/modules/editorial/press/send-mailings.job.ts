import { fromDate, type Instant, minutes } from '#kernel/time.ts';
import { isScope } from '#modules/delivery/index.ts';
import type { Chore } from '#platform/chores.ts';
import type { Tx } from '#platform/db/database.ts';

import { claimRecipient } from './claim-recipient.ts';
import { handOver } from './hand-over.ts';
import type { PressNeeds } from './needs.ts';
import { spreadMailings } from './plan-mailing.ts';
import { recordRecipient, settleAbandoned, wakeRested } from './record-recipient.ts';
import { press } from './tables.ts';

/** Mails under way at a time in one process: a mail server of an authority is small. */
const LANES = 4;

export interface PressWork {
	start(): void;
	stop(): void;
	readonly chore: Chore;
}

/** Sends press releases to their recipients, one mail each. A process that only serves never starts it. */
export const createPressWork = (needs: PressNeeds): PressWork => {
	const { background, clock, db, events } = needs;
	let [working, running, again] = [false, false, false];
	let cancel = (): void => undefined;
	let off = (): void => undefined;

	const lane = async (): Promise<void> => {
		while (working) {
			const claimed = await claimRecipient(needs);
			if (!claimed.ok || claimed.value === 'nothing') return;
			if (claimed.value === 'look-again') continue;
			await recordRecipient(needs, claimed.value, await handOver(needs, claimed.value));
		}
	};
	const rounds = async (): Promise<void> => {
		try {
			do {
				again = false;
				await spreadMailings(needs);
				await Promise.all(Array.from({ length: LANES }, lane));
			} while (again && working);
		} finally {
			running = false;
		}
		const next = await db.read('next press mail', nextDue);
		if (next !== null && working) wakeAt(next);
	};
	const begin = (): void => {
		if (!working) return;
		again = running;
		if (running) return;
		running = true;
		background.run('press', rounds);
	};
	const wakeAt = (at: Instant): void => {
		cancel();
		cancel = clock.wake(at, begin);
	};
	const tend = async (): Promise<void> => {
		await settleAbandoned(needs);
		await wakeRested(needs);
		begin();
	};
	return {
		start() {
			working = true;
			const hear = (): void => background.run('press.tend', tend);
			off = events.subscribe(({ topic, id }) => {
				if (topic === 'delivery' && isScope(id)) hear();
				else if (topic === 'delivery' || topic === 'post') wakeAt(clock.now());
			}, hear);
			hear();
		},
		stop() {
			working = false;
			off();
			cancel();
		},
		chore: { name: 'editorial.press', everyMs: minutes(1), run: tend },
	};
};

const nextDue = async (tx: Tx): Promise<Instant | null> => {
	const { due } = await press(tx)
		.selectFrom('editorial_press_recipient')
		.select((row) => row.fn.min('due_at').as('due'))
		.where('state', '=', 'waiting')
		.executeTakeFirstOrThrow();
	return due === null ? null : fromDate(due);
};
