import { sql } from 'kysely';

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
	const look = async (): Promise<Ahead> => {
		const [{ unspread = false, due = null } = {}] = await db.ask(lookAhead, 'waiting');
		return { unspread, due: due && fromDate(due) };
	};
	/** Every outcome of every post knocks here, and few of them go to the press: one look says whether there is work. */
	const round = async (): Promise<Ahead> => {
		const ahead = await look();
		if (!ahead.unspread && (ahead.due === null || ahead.due > clock.now())) return ahead;
		if (ahead.unspread) await spreadMailings(needs);
		await Promise.all(Array.from({ length: LANES }, lane));
		return look();
	};
	const rounds = async (): Promise<void> => {
		let due: Instant | null = null;
		try {
			do {
				again = false;
				({ due } = await round());
			} while (again && working);
		} finally {
			running = false;
		}
		if (due !== null && working) wakeAt(due);
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

interface Ahead {
	/** A mailing's recipients are not written down yet. */
	readonly unspread: boolean;
	/** When the next mail is. */
	readonly due: Instant | null;
}

const lookAhead = {
	label: 'press work',
	words: (tx: Tx, state: string) =>
		press(tx).selectNoFrom([
			sql<boolean>`exists (select 1 from editorial_press_mailing where spread_at is null)`.as('unspread'),
			sql<Date | null>`(select min(due_at) from editorial_press_recipient where state = ${state})`.as('due'),
		]),
};
