import { type RawBuilder, sql } from 'kysely';

import { type Actor, may, unitsWhere } from '#kernel/permission.ts';

type Units = readonly string[] | 'all';

/** The units whose posts the actor may read, or the one asked for. */
export const unitsAsked = (actor: Actor, unitId: string | undefined): Units => {
	if (unitId === undefined) return unitsWhere(actor, 'post.read');
	return may(actor, 'post.read', unitId) ? [unitId] : [];
};

interface List {
	/** The list with one more condition. */
	readonly list: (more: RawBuilder<unknown>) => RawBuilder<unknown>;
	readonly order: RawBuilder<unknown>;
	readonly most: number;
}

/** A list over units: one index scan per unit, merged, so that its cost does not grow with what belongs to others. */
export const perUnit = (units: Units, { list, order, most }: List): RawBuilder<unknown> =>
	units === 'all'
		? list(sql`true`)
		: sql`select one.* from unnest(${[...units]}::text[]) as u (id) cross join lateral (${list(sql`unit_id = u.id`)}) one order by ${order} limit ${most}`;
