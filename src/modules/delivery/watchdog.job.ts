import { sql } from 'kysely';

import { type Clock, minutes, plus, seconds, toDate } from '#kernel/time.ts';
import { type Act, done, unchanged } from '#platform/act.ts';
import type { Chore } from '#platform/chores.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';
import type { Check } from '#platform/health.ts';

import { machinery } from './claim.ts';
import type { DeliveryNeeds } from './needs.ts';
import { restsBeyond } from './resting.ts';
import { leafOf, type Row } from './store.ts';
import { isSwitchedOff } from './switches.ts';
import { delivery } from './tables.ts';
import { isBehindPart } from './thread.ts';

interface Needs {
	readonly db: Database;
	readonly act: Act;
	readonly clock: Clock;
	readonly events: Events;
	readonly alarm: DeliveryNeeds['alarm'];
	/** Lets the dispatcher look for what dead processes left behind. */
	readonly nudge: () => void;
	/** What lies below a stopped unit may have changed. */
	readonly reachAnew: () => Promise<void>;
	/** What became of a delivery was not heard. */
	readonly tellAgain: () => Promise<void>;
}

/** Later than this without anybody stopping it, a delivery is overdue. */
export const OVERDUE_MS = minutes(2);
const EVERY_MS = seconds(60);
const MOST = 100;

/**
 * Due and gone nowhere, though no switch is off, nobody is asked for a decision, and no network told us to wait: or
 * under way for longer than any request takes.
 */
const isOverdue = (clock: Clock) => {
	const limit = toDate(plus(clock.now(), -OVERDUE_MS));
	const stuck = toDate(plus(clock.now(), -2 * OVERDUE_MS));
	return sql`(
		(d.state = 'waiting' and d.held is null
			and case when coalesce(d.reason, '') ~ '"type":"channel\\.(throttled|preparing|exhausted)"' or d.attempts = 0
				then coalesce(d.next_at, d.due_at) else d.due_at end < ${limit}
			and not exists (select 1 from delivery_presence p where p.presence_id = d.presence_id
				and ${restsBeyond(clock.now())})
			and not ${isSwitchedOff} and not ${isBehindPart})
		or (d.state = 'sending' and d.sent_at < ${stuck}))`;
};

/** Sees what the dispatcher does not carry, whatever the reason, and says so once per delivery. Knows nothing of the dispatcher. */
export const watchdogChore = (needs: Needs): Chore => ({
	name: 'delivery.watchdog',
	everyMs: EVERY_MS,
	async run() {
		const { act, clock, events, alarm } = needs;
		await act('watch deliveries', machinery, async (tx) => {
			const rows = await newlyOverdue(tx, clock);
			const [first, ...rest] = rows.map((row) => leafOf(row, 'delivery.overdue'));
			if (first === undefined) return unchanged(undefined);
			await alarm?.(tx, { count: rows.length, titles: rows.map(({ title }) => title) });
			for (const row of rows) await events.announce(tx, { topic: 'delivery', id: row.id, unitId: row.unit_id });
			return done(undefined, first, ...rest);
		});
		await needs.reachAnew();
		await needs.tellAgain();
		needs.nudge();
	},
});

const newlyOverdue = async (tx: Tx, clock: Clock): Promise<readonly Row[]> => {
	const { rows } = await sql<Row>`update delivery_delivery set alarmed_at = ${toDate(clock.now())}
		where id in (
			select d.id from delivery_delivery d
			where d.state in ('waiting', 'sending') and d.alarmed_at is null and ${isOverdue(clock)}
			order by d.due_at limit ${MOST} for update skip locked)
		returning *`.execute(delivery(tx));
	return rows;
};

/** `/health`: red as long as something is overdue. */
export const deliveryHealth =
	({ db, clock }: Pick<Needs, 'db' | 'clock'>): Check =>
	async () => {
		const count = await db.read('overdue deliveries', async (tx) => {
			const { rows } = await sql<{ count: number }>`select count(*) as count from delivery_delivery d
				where d.state in ('waiting', 'sending') and ${isOverdue(clock)}`.execute(delivery(tx));
			return rows[0]?.count ?? 0;
		});
		return count === 0 ? [] : [{ part: 'delivery', type: 'delivery.overdue', detail: { count } }];
	};
