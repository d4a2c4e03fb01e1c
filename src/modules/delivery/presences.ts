import { sql } from 'kysely';

import { type Clock, fromDate, toDate } from '#kernel/time.ts';
import type { RemoteRef } from '#modules/channels/index.ts';
import type { Tx } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';

import type { Attempt } from './carry.ts';
import { afterTrouble, type Breaker, closed, isAnswer, isOfServer, namesMoment } from './domain/breaker.ts';
import { reasonOf, writeReason } from './store.ts';
import { delivery } from './tables.ts';

interface Needs {
	readonly clock: Clock;
	readonly events: Events;
}

/** Keeps how each presence and each server answered: after several failures it rests, after a success it is well. */
export const noteAnswer = async (tx: Tx, attempts: readonly Attempt[], needs: Needs): Promise<void> => {
	const asked = attempts.filter((attempt) => attempt.asked);
	for (const presenceId of [...new Set(asked.map(({ claimed }) => claimed.row.presence_id))].sort()) {
		const mine = asked.filter(({ claimed }) => claimed.row.presence_id === presenceId);
		await notePresence(tx, mine, { ...needs, presenceId });
	}
	for (const host of [...new Set(asked.flatMap((attempt) => attempt.host ?? []))].sort()) {
		const mine = asked.filter((attempt) => attempt.host === host);
		await noteHost(tx, mine, { ...needs, host });
	}
};

interface State {
	readonly breaker: Breaker;
	readonly reason: string | null;
}

/** A row as far as it says how somebody has been answering. */
interface Record {
	readonly failures: number;
	readonly open_until: Date | null;
	readonly reason: string | null;
	readonly since_at: Date | null;
}

const notePresence = async (
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
	const host = attempts.findLast((attempt) => attempt.host !== null)?.host ?? before.host;
	const buckets = [...new Set([...before.buckets, ...attempts.flatMap(({ allowances }) => allowances.map(bucketKey))])];
	const after = attempts.reduce((state, attempt) => presenceAfter(state, attempt, clock), toState(before));
	const isSame = host === before.host && buckets.length === before.buckets.length;
	if (before.failures === 0 && after.breaker.failures === 0 && isSame) return;
	await delivery(tx)
		.updateTable('delivery_presence')
		.set({ ...toColumns(after, before, clock), host, buckets })
		.where('presence_id', '=', presenceId)
		.execute();
	await events.announce(tx, { topic: 'presence', id: presenceId });
};

const noteHost = async (
	tx: Tx,
	attempts: readonly Attempt[],
	{ host, clock, events }: Needs & { readonly host: string },
): Promise<void> => {
	const before = (await delivery(tx)
		.selectFrom('delivery_host')
		.selectAll()
		.where('host', '=', host)
		.forUpdate()
		.executeTakeFirst()) ?? { failures: 0, open_until: null, reason: null, since_at: null };
	const after = attempts.reduce((state, attempt) => hostAfter(state, attempt, clock), toState(before));
	if (before.failures === 0 && after.breaker.failures === 0) return;
	const columns = toColumns(after, before, clock);
	await delivery(tx)
		.insertInto('delivery_host')
		.values({ host, ...columns })
		.onConflict((conflict) => conflict.column('host').doUpdateSet(columns))
		.execute();
	await events.announce(tx, { topic: 'presence', id: host });
};

const toState = (row: Record): State => ({
	breaker: { failures: row.failures, openUntil: row.open_until === null ? null : fromDate(row.open_until) },
	reason: row.reason,
});

const toColumns = ({ breaker, reason }: State, before: Record, clock: Clock): Record => ({
	failures: breaker.failures,
	open_until: breaker.openUntil === null ? null : toDate(breaker.openUntil),
	reason,
	since_at: reason === null ? null : (before.since_at ?? toDate(clock.now())),
});

const well: State = { breaker: closed, reason: null };

/** What its server suffers from says nothing about a presence; in the own house both are one. */
const presenceAfter = (state: State, { result, host }: Attempt, clock: Clock): State => {
	if (!result.ok && host !== null && isOfServer(result.error)) return state;
	// What was on its way beside it may get through: a moment that the network named comes no sooner by that.
	const rested = isHeld(state, clock) ? state : well;
	if (result.ok) return restIn(result.value, rested, clock);
	const breaker = afterTrouble(state.breaker, result.error, clock.now());
	if (breaker.failures === 0) return rested;
	return { breaker, reason: breaker === state.breaker ? state.reason : writeReason(result.error) };
};

const isHeld = ({ breaker: { openUntil }, reason }: State, clock: Clock): boolean => {
	const why = reasonOf({ reason });
	return openUntil !== null && openUntil > clock.now() && why !== null && namesMoment(why);
};

/** It took the copy, and then said when the rest of it may come: until then nothing else goes there either. */
const restIn = ({ lack }: RemoteRef, rested: State, clock: Clock): State => {
	const until = lack?.again;
	if (until === undefined || until <= clock.now()) return rested;
	const rest = { type: 'channel.throttled', until };
	return { breaker: afterTrouble(rested.breaker, rest, clock.now()), reason: writeReason(rest) };
};

const hostAfter = (state: State, { result }: Attempt, clock: Clock): State => {
	if (result.ok || isAnswer(result.error)) return well;
	if (!isOfServer(result.error)) return state;
	return { breaker: afterTrouble(state.breaker, result.error, clock.now()), reason: writeReason(result.error) };
};

const bucketKey = ({ app, account, bucket }: Attempt['allowances'][number]): string =>
	[app, account ?? '', bucket].join('|');

/**
 * Keeps what the networks said is left. Answers overtake each other, so within one window the smallest number holds.
 */
export const noteAllowances = async (
	tx: Tx,
	attempts: readonly Pick<Attempt, 'allowances'>[],
	{ clock }: Pick<Needs, 'clock'>,
): Promise<void> => {
	const said = attempts.flatMap(({ allowances }) => allowances);
	for (const one of said.toSorted((a, b) => (bucketKey(a) < bucketKey(b) ? -1 : 1))) {
		const { app, account, bucket, most, remaining, spare, costs, resetAt } = one;
		await sql`insert into delivery_bucket (app, account, bucket, key, most, remaining, spare, costs, reset_at, read_at)
			values (${app}, ${account ?? ''}, ${bucket}, ${bucketKey(one)}, ${most}, ${remaining}, ${spare},
				${JSON.stringify(costs)}, ${toDate(resetAt)}, ${toDate(clock.now())})
			on conflict (app, account, bucket) do update set most = excluded.most, spare = excluded.spare, costs = excluded.costs,
				read_at = excluded.read_at,
				remaining = case when abs(extract(epoch from excluded.reset_at - delivery_bucket.reset_at)) <= ${SAME_WINDOW_S}
					then least(excluded.remaining, delivery_bucket.remaining) else excluded.remaining end,
				reset_at = greatest(excluded.reset_at, delivery_bucket.reset_at)
			where excluded.reset_at >= delivery_bucket.reset_at - make_interval(secs => ${SAME_WINDOW_S})`.execute(
			delivery(tx),
		);
	}
};

/** Servers say the end of one window a second sooner or later. */
const SAME_WINDOW_S = 2;

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

/** Whether this delivery to this presence was begun and is not at an end. */
export const isUnderWay = async (
	tx: Tx,
	asked: { readonly delivery: string; readonly presence: string },
): Promise<boolean> => {
	const found = await delivery(tx)
		.selectFrom('delivery_delivery')
		.select('id')
		.where('id', '=', asked.delivery)
		.where('presence_id', '=', asked.presence)
		.where('state', 'in', ['waiting', 'sending', 'unclear'])
		.where('sent_at', 'is not', null)
		.executeTakeFirst();
	return found !== undefined;
};

/** Forgets what was wrong with a presence, and lets one delivery try its server at once: it was reconnected, or a person wants it. */
export const mendPresence = async (tx: Tx, presenceId: string): Promise<void> => {
	await delivery(tx)
		.updateTable('delivery_presence')
		.set({ failures: 0, open_until: null, reason: null, since_at: null })
		.where('presence_id', '=', presenceId)
		.where('failures', '>', 0)
		.execute();
	await sql`update delivery_host h set open_until = null from delivery_presence p
		where p.presence_id = ${presenceId} and h.host = p.host and h.open_until is not null`.execute(delivery(tx));
};
