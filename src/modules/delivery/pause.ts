import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { type Clock, plus, seconds, toDate } from '#kernel/time.ts';
import { type Act, done, unchanged } from '#platform/act.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';

import type { PresenceFacts } from './needs.ts';
import { delivery, type PauseRow } from './tables.ts';

/** The switch for everything. */
export const ALL = 'all';
/** How long the switch waits for requests under way; longer than an adapter takes for anything but large pictures. */
const PATIENCE_MS = seconds(30);

interface Needs {
	readonly db: Database;
	readonly act: Act;
	readonly clock: Clock;
	readonly events: Events;
	readonly presence: (id: string) => Promise<PresenceFacts | null>;
	readonly kick: () => void;
}

export type PauseFailure = { readonly type: 'access.denied' } | { readonly type: 'delivery.no-such-presence' };

interface Switch {
	readonly presenceId?: string | undefined;
	readonly reason: string;
}

/**
 * Turns the switch off: claims wait for its row and then find it off. Answers when requests already under way have come
 * to an end, so that afterwards nothing leaves.
 */
export const pauseDeliveries =
	(needs: Needs) =>
	async (actor: Actor, input: Switch): Promise<Result<{ readonly stillSending: number }, PauseFailure>> => {
		const { act, clock, events } = needs;
		const refusal = await refuse(actor, input.presenceId, needs);
		if (refusal) return fail(refusal);
		const scope = input.presenceId ?? ALL;
		const result = await act('pause deliveries', actor, async (tx) => {
			const row = await lockSwitch(tx, scope);
			if (row.paused_at !== null) return unchanged(undefined);
			await flip(tx, scope, { paused_at: toDate(clock.now()), paused_by: actor.id, reason: input.reason });
			await events.announce(tx, { topic: 'delivery', id: scope });
			return done(undefined, {
				kind: 'delivery.paused',
				subject: scope,
				payload: { scope, reason: input.reason },
			});
		});
		return result.ok ? { ok: true, value: { stillSending: await drained(needs, input.presenceId) } } : result;
	};

/** Turns the switch on again. What is more than half an hour late by then is set aside for review by the next claim. */
export const resumeDeliveries =
	(needs: Needs) =>
	async (actor: Actor, input: { readonly presenceId?: string | undefined }): Promise<Result<void, PauseFailure>> => {
		const { act, events, kick } = needs;
		const refusal = await refuse(actor, input.presenceId, needs);
		if (refusal) return fail(refusal);
		const scope = input.presenceId ?? ALL;
		const result = await act<void, PauseFailure>('resume deliveries', actor, async (tx) => {
			const row = await lockSwitch(tx, scope);
			if (row.paused_at === null) return unchanged(undefined);
			await flip(tx, scope, { paused_at: null, paused_by: null, reason: null });
			await events.announce(tx, { topic: 'delivery', id: scope });
			return done(undefined, {
				kind: 'delivery.resumed',
				subject: scope,
				payload: { scope, since: row.paused_at.toISOString() },
			});
		});
		kick();
		return result;
	};

const refuse = async (
	actor: Actor,
	presenceId: string | undefined,
	{ presence }: Needs,
): Promise<PauseFailure | null> => {
	if (presenceId === undefined) return may(actor, 'delivery.pause') ? null : { type: 'access.denied' };
	const found = await presence(presenceId);
	if (found === null) return { type: 'delivery.no-such-presence' };
	return may(actor, 'delivery.pause', found.unitId) ? null : { type: 'access.denied' };
};

/** Claims hold a share lock on the row for everything, so this waits for them whichever switch is meant. */
const lockSwitch = async (tx: Tx, scope: string): Promise<Pick<PauseRow, 'paused_at'>> => {
	const lock = (which: string) =>
		delivery(tx)
			.selectFrom('delivery_pause')
			.select('paused_at')
			.where('scope', '=', which)
			.forUpdate()
			.executeTakeFirst();
	const all = await lock(ALL);
	const own = scope === ALL ? all : await lock(scope);
	return own ?? { paused_at: null };
};

const flip = (tx: Tx, scope: string, set: Omit<PauseRow, 'scope'>) =>
	delivery(tx)
		.insertInto('delivery_pause')
		.values({ scope, ...set })
		.onConflict((conflict) => conflict.column('scope').doUpdateSet(set))
		.execute();

/** Waits until nothing is under way any more, or until patience ends; answers how much still is. */
const drained = async ({ db, clock, events }: Needs, presenceId: string | undefined): Promise<number> => {
	const { promise: tired, resolve: tire } = Promise.withResolvers<void>();
	const calm = clock.wake(plus(clock.now(), PATIENCE_MS), tire);
	let news = Promise.withResolvers<void>();
	const hear = () => news.resolve();
	const off = events.subscribe(({ topic }) => topic === 'delivery' && hear(), hear);
	let isTired = false;
	void tired.then(() => {
		isTired = true;
	});
	try {
		for (;;) {
			news = Promise.withResolvers<void>();
			const left = await db.read('deliveries under way', (tx) => countSending(tx, presenceId));
			if (left === 0 || isTired) return left;
			await Promise.race([news.promise, tired]);
		}
	} finally {
		off();
		calm();
	}
};

const countSending = async (tx: Tx, presenceId: string | undefined): Promise<number> => {
	const sending = delivery(tx)
		.selectFrom('delivery_delivery')
		.select((of) => of.fn.countAll<number>().as('count'))
		.where('state', '=', 'sending');
	const { count } = await (presenceId === undefined
		? sending
		: sending.where('presence_id', '=', presenceId)
	).executeTakeFirstOrThrow();
	return count;
};
