import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { dutyAt, type Roster, type Shift, shiftsOf } from '../domain/duty.ts';
import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';

export type DutyNeeds = Pick<DialogueNeeds, 'db' | 'act' | 'clock' | 'ids' | 'events' | 'people' | 'notices'> & {
	readonly agentsOf: (unitId: string) => Promise<readonly { readonly id: string; readonly name: string }[]>;
};

export const nobody: Roster = { turns: [], anchor: null, exceptions: [], assigns: true };

interface Found {
	readonly unitId: string;
	readonly version: number;
	readonly roster: Roster;
}

/** The roster of the first of these units that has its own. */
export const rosterOf = async (tx: Tx, path: readonly string[]): Promise<Found | null> => {
	if (path.length === 0) return null;
	const all = dialogue(tx).selectFrom('dialogue_duty').selectAll();
	const rows = await all.where('unit_id', 'in', [...path]).execute();
	const row = path.map((id) => rows.find(({ unit_id }) => unit_id === id)).find((one) => one !== undefined);
	if (!row) return null;
	const { unit_id: unitId, version, turns, anchor, exceptions, assigns } = row;
	return { unitId, version, roster: { turns, anchor, exceptions, assigns } };
};

/** A shift with who really is there: the one who stands in where somebody is away. */
export interface Present extends Shift {
	/** For whom they stand in. */
	readonly insteadOf: string | null;
}

/** Shifts with those who are there; one for which nobody is there falls out. */
export const presentIn = async (
	{ people }: Pick<DutyNeeds, 'people'>,
	shifts: readonly Shift[],
	now: Instant,
): Promise<readonly Present[]> => {
	const found: Present[] = [];
	for (const shift of shifts) {
		const at = Math.max(shift.from, now) as Instant;
		const personId = await people.thereFor(shift.personId, at);
		if (personId !== null)
			found.push({ ...shift, personId, insteadOf: personId === shift.personId ? null : shift.personId });
	}
	return found;
};

interface Duty {
	readonly now: readonly Present[];
	readonly next: Present | null;
	/** The beginning of the newest shift that goes on. */
	readonly since: Instant | null;
}

/** Who is on duty by a roster now, and who comes next within eight days. */
export const dutyBy = async (needs: Pick<DutyNeeds, 'people' | 'clock'>, roster: Roster): Promise<Duty> => {
	const now = needs.clock.now();
	const { zone } = await needs.people.authority();
	const shifts = shiftsOf(roster, { from: now, days: 8, zone });
	const { now: on, next } = dutyAt(shifts, now);
	const [coming = null] = next === null ? [] : await presentIn(needs, [next], now);
	const since = on.length === 0 ? null : (Math.max(...on.map(({ from }) => from)) as Instant);
	return { now: await presentIn(needs, on, now), next: coming, since };
};

/** Who is on duty for a unit now; nobody where it has no roster. */
export const onDutyIn = async (
	needs: Pick<DutyNeeds, 'people' | 'clock'>,
	tx: Tx,
	unitId: string,
): Promise<readonly string[]> => {
	const found = await rosterOf(tx, await needs.people.unitPath(unitId));
	if (found === null) return [];
	return [...new Set((await dutyBy(needs, found.roster)).now.map(({ personId }) => personId))];
};
