import { sql } from 'kysely';

import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { type Clock, toDate } from '#kernel/time.ts';
import { type Act, done, unchanged } from '#platform/act.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';

import { type Drain, drained } from './drain.ts';
import type { DeliveryNeeds, UnitFacts } from './needs.ts';
import { setAsideAfter, spaceOut } from './resume.ts';
import { leafOf } from './store.ts';
import { ALL, type Scope, scopeKey } from './switches.ts';
import { delivery, type PauseRow } from './tables.ts';

interface Needs extends Pick<DeliveryNeeds, 'presence' | 'unit'> {
	readonly db: Database;
	readonly act: Act;
	readonly clock: Clock;
	readonly events: Events;
	readonly kick: () => void;
	readonly carriedOn: Drain['carriedOn'];
}

export type PauseFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'delivery.no-such-presence' }
	/** The presence itself is paused: it is resumed where that was done. */
	| { readonly type: 'delivery.presence-paused' }
	| { readonly type: 'delivery.no-such-unit' };

interface Switch extends Scope {
	readonly reason: string;
}

/**
 * Turns a switch off: claims wait for the row of the switch for everything and then find this one off. Answers when
 * requests already under way have come to an end, so that afterwards nothing leaves.
 */
export const pauseDeliveries =
	(needs: Needs) =>
	async (actor: Actor, input: Switch): Promise<Result<{ readonly stillSending: number }, PauseFailure>> => {
		const { act, clock, events } = needs;
		const reach = await reachOf(actor, input, needs);
		if (!reach.ok) return reach;
		const scope = scopeKey(input);
		const result = await act('pause deliveries', actor, async (tx) => {
			const row = await lockSwitch(tx, scope);
			if (row.paused_at !== null) return unchanged(undefined);
			const { kind, target, reason } = input;
			const off = { paused_at: toDate(clock.now()), paused_by: actor.id, reason };
			await flip(tx, { scope, kind, target, ...reach.value, ...off });
			await events.announce(tx, { topic: 'delivery', id: scope });
			return done(undefined, { kind: 'delivery.paused', subject: scope, payload: { scope, reason } });
		});
		return result.ok ? { ok: true, value: { stillSending: await drained(drainOf(needs), scope) } } : result;
	};

const drainOf = ({ db, clock, events, carriedOn }: Needs): Drain => ({ db, clock, events, carriedOn });

/**
 * Turns a switch on again. What should have gone out meanwhile waits for a person; what is only just due follows one by
 * one, so nothing bursts. What another switch still stops is left as it is.
 */
export const resumeDeliveries =
	(needs: Needs) =>
	async (actor: Actor, input: Scope): Promise<Result<{ readonly inReview: number }, PauseFailure>> => {
		const { act, clock, events, kick } = needs;
		const reach = await reachOf(actor, input, needs);
		if (!reach.ok) return reach;
		if (await isPausedItself(needs, input)) return fail({ type: 'delivery.presence-paused' });
		const scope = scopeKey(input);
		const result = await act<{ readonly inReview: number }, PauseFailure>('resume deliveries', actor, async (tx) => {
			const row = await lockSwitch(tx, scope);
			if (row.paused_at === null) return unchanged({ inReview: 0 });
			const late = await setAsideAfter(tx, scope, clock.now());
			await spaceOut(tx, scope, clock.now());
			await sql`update delivery_pause set paused_at = null, paused_by = null, reason = null
				where scope = ${scope}`.execute(delivery(tx));
			await events.announce(tx, { topic: 'delivery', id: scope });
			const payload = { scope, since: row.paused_at.toISOString(), inReview: late.length };
			return done(
				{ inReview: late.length },
				{ kind: 'delivery.resumed', subject: scope, payload },
				...late.map((one) => leafOf(one, 'delivery.set-aside')),
			);
		});
		kick();
		return result;
	};

type Reach = Pick<UnitFacts, 'units' | 'presences'>;
export const reachesOnlyItself: Reach = { units: [], presences: [] };

const isPausedItself = async ({ presence }: Needs, { kind, target }: Scope): Promise<boolean> =>
	kind === 'presence' && (await presence(target ?? ''))?.state === 'paused';

/** Whether the actor may turn this switch, and how far it reaches today. */
const reachOf = async (
	actor: Actor,
	{ kind, target }: Scope,
	{ presence, unit }: Needs,
): Promise<Result<Reach, PauseFailure>> => {
	const allowed = (unitId?: string) => may(actor, 'delivery.pause', unitId);
	const found = (unitId: string | undefined, reach: Reach): Result<Reach, PauseFailure> =>
		allowed(unitId) ? { ok: true, value: reach } : fail({ type: 'access.denied' });
	if (kind === 'presence') {
		const facts = await presence(target ?? '');
		return facts ? found(facts.unitId, reachesOnlyItself) : fail({ type: 'delivery.no-such-presence' });
	}
	if (kind === 'unit') {
		const facts = await unit(target ?? '');
		return facts
			? found(target ?? '', { units: facts.units, presences: facts.presences })
			: fail({ type: 'delivery.no-such-unit' });
	}
	return found(undefined, reachesOnlyItself);
};

/** Claims hold a share lock on the row for everything, so this waits for them whichever switch is meant. */
export const lockSwitch = async (tx: Tx, scope: string): Promise<Pick<PauseRow, 'paused_at'>> => {
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

export const flip = async (tx: Tx, row: Omit<PauseRow, keyof Reach> & Reach): Promise<void> => {
	const values = { ...row, units: [...row.units], presences: [...row.presences] };
	const { scope: _, ...set } = values;
	await delivery(tx)
		.insertInto('delivery_pause')
		.values(values)
		.onConflict((conflict) => conflict.column('scope').doUpdateSet(set))
		.execute();
};

/** Accounts come and go below a stopped unit: its switch reaches what lies below it now. Run every minute. */
export const reachAnew = async ({ db, unit }: Pick<Needs, 'db' | 'unit'>): Promise<void> => {
	const rows = await db.read('switches of units', switchesOfUnits);
	for (const { scope, target } of rows) {
		const facts = await unit(target ?? '');
		if (facts === null) continue;
		await db.transact('reach of a switch', async (tx) => {
			await setReach(tx, scope, facts);
			return { ok: true, value: undefined };
		});
	}
};

/**
 * Units move, in the caller's transaction: the switches reach what lies below theirs from its commit on, and nothing is
 * claimed in between.
 */
export const unitsMoved = async (tx: Tx, reachOf: (unitId: string) => Promise<Reach>): Promise<void> => {
	await lockSwitch(tx, ALL);
	for (const { scope, target } of await switchesOfUnits(tx)) await setReach(tx, scope, await reachOf(target ?? ''));
};

const switchesOfUnits = (tx: Tx) =>
	delivery(tx)
		.selectFrom('delivery_pause')
		.select(['scope', 'target'])
		.where('kind', '=', 'unit')
		.where('paused_at', 'is not', null)
		.orderBy('scope')
		.execute();

const setReach = async (tx: Tx, scope: string, { units, presences }: Reach): Promise<void> => {
	const set = { units: [...units], presences: [...presences] };
	await delivery(tx).updateTable('delivery_pause').set(set).where('scope', '=', scope).execute();
};
