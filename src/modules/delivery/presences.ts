import { type Clock, fromDate, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';

import type { Attempt } from './carry.ts';
import { afterTrouble, type Breaker, closed } from './domain/breaker.ts';
import { type PresenceTrouble, writeReason } from './store.ts';
import { delivery } from './tables.ts';

interface Needs {
	readonly clock: Clock;
	readonly events: Events;
}

/** Keeps how each presence answered: after several failures it rests, after a success it is well. */
export const noteAnswer = async (tx: Tx, attempts: readonly Attempt[], needs: Needs): Promise<void> => {
	const asked = attempts.filter((attempt) => attempt.asked);
	for (const presenceId of [...new Set(asked.map(({ claimed }) => claimed.row.presence_id))].sort()) {
		const mine = asked.filter(({ claimed }) => claimed.row.presence_id === presenceId);
		await noteOne(tx, mine, { ...needs, presenceId });
	}
};

const noteOne = async (
	tx: Tx,
	attempts: readonly Attempt[],
	{ presenceId, clock, events }: Needs & { readonly presenceId: string },
): Promise<void> => {
	const before = await delivery(tx)
		.selectFrom('delivery_presence')
		.selectAll()
		.where('presence_id', '=', presenceId)
		.forUpdate()
		.executeTakeFirst();
	if (before === undefined) return;
	const after = attempts.reduce((state, attempt) => step(state, attempt, clock), toState(before));
	if (before.failures === 0 && after.breaker.failures === 0) return;
	await delivery(tx)
		.updateTable('delivery_presence')
		.set({
			failures: after.breaker.failures,
			open_until: after.breaker.openUntil === null ? null : toDate(after.breaker.openUntil),
			reason: after.reason,
			since_at: after.reason === null ? null : (before.since_at ?? toDate(clock.now())),
		})
		.where('presence_id', '=', presenceId)
		.execute();
	await events.announce(tx, { topic: 'presence', id: presenceId });
};

interface State {
	readonly breaker: Breaker;
	readonly reason: string | null;
}

const toState = (row: PresenceTrouble): State => ({
	breaker: { failures: row.failures, openUntil: row.open_until === null ? null : fromDate(row.open_until) },
	reason: row.reason,
});

const step = (state: State, { result }: Attempt, clock: Clock): State => {
	if (result.ok) return { breaker: closed, reason: null };
	const breaker = afterTrouble(state.breaker, result.error, clock.now());
	return breaker.failures === 0
		? { breaker, reason: null }
		: { breaker, reason: breaker === state.breaker ? state.reason : writeReason(result.error) };
};

/** How many deliveries to a presence are not at an end: waiting (in review too), on their way, or unclear. */
export const openDeliveriesAt = async (tx: Tx, presenceId: string): Promise<number> => {
	const { count } = await delivery(tx)
		.selectFrom('delivery_delivery')
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.where('presence_id', '=', presenceId)
		.where('state', 'in', ['waiting', 'sending', 'unclear'])
		.executeTakeFirstOrThrow();
	return Number(count);
};

/** Forgets what was wrong with a presence: it was reconnected, or a person wants it tried at once. */
export const mendPresence = async (tx: Tx, presenceId: string): Promise<void> => {
	await delivery(tx)
		.updateTable('delivery_presence')
		.set({ failures: 0, open_until: null, reason: null, since_at: null })
		.where('presence_id', '=', presenceId)
		.where('failures', '>', 0)
		.execute();
};
