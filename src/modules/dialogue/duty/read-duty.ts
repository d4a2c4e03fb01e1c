import { type Actor, unitsWhere } from '#kernel/permission.ts';
import { ok } from '#kernel/result.ts';
import { toIso } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { dutyAt, shiftsOf } from '../domain/duty.ts';
import { dialogue } from '../tables.ts';
import { type DutyNeeds, type Present, presentIn, rosterOf } from './roster.ts';

/** So many rosters are shown at once. */
const MOST = 20;
const DAYS = 8;

/** Who is on duty now and in the days to come, in the units one may read; and how many notes nobody has confirmed. */
export const readDuty = (needs: DutyNeeds) => async (unit: string | undefined, actor: Actor) => {
	const readable = unitsWhere(actor, 'conversation.read');
	const path = unit === undefined ? [] : await needs.people.unitPath(unit);
	const allowed = unit === undefined || readable === 'all' || readable.includes(unit);
	const { rosters, unread } = await needs.db.read('duty', async (tx) => ({
		rosters: allowed ? await rostersFor(tx, { unit, path, readable }) : [],
		unread: await unreadFor(tx, actor, readable),
	}));
	const units = await Promise.all(rosters.map((one) => present(needs, one, actor)));
	return ok({ units, unread });
};

type Rosters = Awaited<ReturnType<typeof rosterOf>>[];

const rostersFor = async (
	tx: Tx,
	{
		unit,
		path,
		readable,
	}: {
		readonly unit: string | undefined;
		readonly path: readonly string[];
		readonly readable: readonly string[] | 'all';
	},
): Promise<NonNullable<Rosters[number]>[]> => {
	const ids = unit === undefined ? await ownRosters(tx, readable) : path;
	if (unit !== undefined) {
		const found = await rosterOf(tx, ids);
		return found === null ? [] : [found];
	}
	const all = await Promise.all(ids.map((id) => rosterOf(tx, [id])));
	return all.filter((one) => one !== null);
};

const ownRosters = async (tx: Tx, readable: readonly string[] | 'all'): Promise<string[]> => {
	const all = dialogue(tx).selectFrom('dialogue_duty').select('unit_id').orderBy('unit_id').limit(MOST);
	const rows = await (readable === 'all' ? all : all.where('unit_id', 'in', [...readable, ''])).execute();
	return rows.map(({ unit_id }) => unit_id);
};

const unreadFor = async (tx: Tx, { id }: Actor, readable: readonly string[] | 'all'): Promise<number> => {
	const some = dialogue(tx).selectFrom('dialogue_shift_note').select('id').where('read_at', 'is', null);
	const others = some.where('author_id', '<>', id).limit(99);
	const rows = await (readable === 'all' ? others : others.where('unit_id', 'in', [...readable, ''])).execute();
	return rows.length;
};

const present = async (needs: DutyNeeds, { unitId, roster }: NonNullable<Rosters[number]>, actor: Actor) => {
	const now = needs.clock.now();
	const { zone } = await needs.people.authority();
	const shifts = await presentIn(needs, shiftsOf(roster, { from: now, days: DAYS, zone }), now);
	const names = await needs.people.names(
		shifts.flatMap(({ personId, insteadOf }) => (insteadOf === null ? [personId] : [personId, insteadOf])),
	);
	const toView = ({ personId, insteadOf, from, until }: Present) => ({
		name: names.get(personId) ?? '',
		insteadOf: insteadOf === null ? null : (names.get(insteadOf) ?? ''),
		from: toIso(from),
		until: toIso(until),
		mine: personId === actor.id,
	});
	const { now: on, next } = dutyAt(shifts, now);
	const onNow = new Set(on);
	return {
		unitId,
		assigns: roster.assigns,
		now: shifts.filter((one) => onNow.has(one)).map(toView),
		next: next === null ? null : toView(shifts.find((one) => one === next) ?? { ...next, insteadOf: null }),
		days: shifts.slice(0, 100).map(toView),
	};
};
