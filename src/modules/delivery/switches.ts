import { sql } from 'kysely';

import type { Tx } from '#platform/db/database.ts';

import type { PauseKind } from './delivery.ts';
import { delivery } from './tables.ts';

/** The switch for everything. */
export const ALL = 'all';

/** What one switch stops. */
export interface Scope {
	readonly kind: PauseKind;
	/** Unit, channel, presence or topic; null for everything. */
	readonly target: string | null;
}

const SCOPE = /^(?:all$|(?:unit|channel|presence|topic):)/;

/** Whether what changed is a switch, and no delivery. */
export const isScope = (id: string): boolean => SCOPE.test(id);

export const scopeKey = ({ kind, target }: Scope): string => (target === null ? kind : `${kind}:${target}`);

/** Switch `x` stops delivery `d`: what a unit and those below say, and whatever goes out over their presences. */
export const covers = sql`(x.paused_at is not null and (x.kind = 'all'
	or (x.kind = 'presence' and x.target = d.presence_id)
	or (x.kind = 'channel' and x.target = d.channel)
	or (x.kind = 'topic' and x.target = d.topic)
	or (x.kind = 'unit' and (d.unit_id = any(x.units) or d.presence_id = any(x.presences)))))`;

/** Some switch stops delivery `d`. */
export const isSwitchedOff = sql`exists (select 1 from delivery_pause x where ${covers})`;

/** Whoever turns a switch holds this row alone first, so a share lock on it says: no switch is being turned off now. */
const lockAll = async (tx: Tx): Promise<void> => {
	await sql`select 1 from delivery_pause where scope = ${ALL} for share`.execute(delivery(tx));
};

/**
 * Waits for its turn among all processes that claim, then says whether everything is stopped. Until the caller's transaction
 * ends nobody else claims and no switch is turned.
 */
export const takeTurn = async (tx: Tx): Promise<{ readonly stopped: boolean }> => {
	// NOTE: the row is locked last and read anew then, so what is true is what was so after the wait.
	const { rows } = await sql<{ paused_at: Date | null }>`with turn as materialized (
			select pg_advisory_xact_lock(hashtext('amtsfunk.delivery.claim')))
		select p.paused_at from turn, delivery_pause p where p.scope = ${ALL} for share of p`.execute(delivery(tx));
	return { stopped: rows[0]?.paused_at !== null };
};

/** What the switches stop whose presence alone says so, for whoever carries something on after a delivery. */
interface HeldBack {
	readonly all: boolean;
	/** Some switch is off: whether it stops a single delivery, `stoppedAmong` says. */
	readonly some: boolean;
	readonly presences: readonly string[];
}

/** Which switches are off. Share-locked: they stay so until the caller is done. */
export const heldBack = async (tx: Tx): Promise<HeldBack> => {
	await lockAll(tx);
	const { rows: off } = await sql<{ kind: PauseKind; target: string | null; presences: string[] }>`
		select kind, target, presences from delivery_pause where paused_at is not null order by scope for share`.execute(
		delivery(tx),
	);
	if (off.some(({ kind }) => kind === 'all')) return { all: true, some: true, presences: [] };
	const channels = off.flatMap(({ kind, target }) => (kind === 'channel' && target !== null ? [target] : []));
	const own = off.flatMap(({ kind, target, presences }) =>
		kind === 'presence' && target !== null ? [target] : presences,
	);
	const ofChannels = channels.length === 0 ? [] : await presencesOn(tx, channels);
	return { all: false, some: off.length > 0, presences: [...new Set([...own, ...ofChannels])] };
};

/** Which of these deliveries some switch stops, by topic and unit as well. Ask after `heldBack`, in its transaction. */
export const stoppedAmong = async (tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> => {
	if (ids.length === 0) return new Set();
	const { rows } = await sql<{ id: string }>`select d.id from delivery_delivery d
		where d.id = any(${[...ids]}::text[]) and ${isSwitchedOff}`.execute(delivery(tx));
	return new Set(rows.map(({ id }) => id));
};

const presencesOn = async (tx: Tx, channels: readonly string[]): Promise<readonly string[]> => {
	const rows = await delivery(tx)
		.selectFrom('delivery_presence')
		.select('presence_id')
		.where('channel', 'in', [...channels])
		.execute();
	return rows.map(({ presence_id }) => presence_id);
};
