import { sql } from 'kysely';

import type { Instant } from '#kernel/time.ts';
import type { CarriedOn } from '#modules/delivery/index.ts';
import type { Tx } from '#platform/db/database.ts';

import { refreshLanes } from './lanes.ts';
import type { FederationNeeds } from './needs.ts';
import { federation } from './tables.ts';

type Delivery = FederationNeeds['delivery'];

/** What can be put aside: a copy of an activity. */
interface Aside {
	readonly id: number;
	readonly activityId: string;
}

/** The delivery an activity carries out; a withdrawal belongs to the delivery of what it takes back. */
const keyOf = sql`coalesce(a.key, (select o.key from federation_object o where o.id = a.object_id))`;

/**
 * Puts aside what a switch stops by topic or unit. Each copy is looked at once: what was put aside lies in no lane any
 * more, so that claims cost what they cost without it. Answers the copies that may leave.
 */
export const withhold = async <T extends Aside>(
	tx: Tx,
	delivery: Delivery,
	copies: readonly T[],
): Promise<readonly T[]> => {
	const activities = [...new Set(copies.map(({ activityId }) => activityId))];
	const { rows } = await sql<{ id: string; key: string | null }>`select a.id, ${keyOf} as key from federation_activity a
		where a.id = any(${activities}::text[])`.execute(federation(tx));
	const stopped = await stoppedOf(tx, delivery, rows);
	const held = copies.filter(({ activityId }) => stopped.has(activityId));
	if (held.length === 0) return copies;
	await sql`update federation_recipient set owner = null, held = true
		where id = any(${held.map(({ id }) => id)}::bigint[])`.execute(federation(tx));
	await mark(tx, [...stopped], true);
	return copies.filter(({ activityId }) => !stopped.has(activityId));
};

/** So many copies go back into their lanes at a time. */
const MOST = 2_000;

/** Lets go what no switch stops any more; answers whether there may be more. */
export const letGo = async (
	tx: Tx,
	{ delivery, some, now }: { readonly delivery: Delivery; readonly some: boolean; readonly now: Instant },
): Promise<boolean> => {
	const { rows } = await sql<{ id: string; key: string | null }>`select a.id, ${keyOf} as key from federation_activity a
		where a.held`.execute(federation(tx));
	if (rows.length === 0) return false;
	const stopped = some ? await stoppedOf(tx, delivery, rows) : new Set<string>();
	const free = rows.flatMap(({ id }) => (stopped.has(id) ? [] : [id]));
	if (free.length === 0) return false;
	const { rows: back } = await sql<{ host: string; presenceId: string }>`update federation_recipient set held = false
		where id in (select id from federation_recipient where held and activity_id = any(${free}::text[]) limit ${MOST})
		returning host, presence_id as "presenceId"`.execute(federation(tx));
	await refreshLanes(tx, { lanes: back, hosts: [], now });
	if (back.length === MOST) return true;
	await mark(tx, free, false);
	return false;
};

const stoppedOf = async (
	tx: Tx,
	delivery: Delivery,
	activities: readonly { readonly id: string; readonly key: string | null }[],
): Promise<ReadonlySet<string>> => {
	const keys = await delivery.stoppedAmong(
		tx,
		activities.flatMap(({ key }) => key ?? []),
	);
	return new Set(activities.flatMap(({ id, key }) => (key !== null && keys.has(key) ? [id] : [])));
};

/** Locked in the order of their names, as everywhere. */
const mark = async (tx: Tx, activities: readonly string[], held: boolean): Promise<void> => {
	await sql`with locked as (
			select id from federation_activity where id = any(${[...activities]}::text[]) and held <> ${held}::boolean
			order by id for update
		)
		update federation_activity a set held = ${held}::boolean from locked where a.id = locked.id`.execute(
		federation(tx),
	);
};

/** What is on its way now, for a switch that waits until nothing is. */
export const copiesUnderWay = async (tx: Tx): Promise<readonly CarriedOn[]> => {
	const { rows } = await sql<CarriedOn>`select ${keyOf} as "deliveryId", r.presence_id as "presenceId",
			r.copies::integer as copies
		from (select activity_id, presence_id, count(*) as copies from federation_recipient
			where owner is not null group by activity_id, presence_id) r
		join federation_activity a on a.id = r.activity_id`.execute(federation(tx));
	return rows;
};
