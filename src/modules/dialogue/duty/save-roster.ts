import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { checkRoster, personsIn, type Roster, type RosterFault } from '../domain/duty.ts';
import { dialogue } from '../tables.ts';
import { type DutyNeeds, nobody, rosterOf } from './roster.ts';

export type SaveRosterFailure =
	| RosterFault
	| { readonly type: 'access.denied' }
	| { readonly type: 'duty.changed-meanwhile' }
	/** Somebody in it does not answer in this unit. */
	| { readonly type: 'duty.not-answering' };

/** What holds in a unit, whether it is its own, and who can be on duty there. */
export const readRoster = (needs: DutyNeeds) => async (unit: string, actor: Actor) => {
	if (!may(actor, 'service.manage', unit)) return fail({ type: 'access.denied' } as const);
	const path = await needs.people.unitPath(unit);
	const found = await needs.db.read('roster of a unit', (tx) => rosterOf(tx, path));
	const own = found?.unitId === unit;
	const roster = found?.roster ?? nobody;
	const able = await needs.agentsOf(unit);
	const gone = personsIn(roster).filter((id) => !able.some((one) => one.id === id));
	const names = await needs.people.names(gone);
	const people = [
		...able.map(({ id, name }) => ({ id, name })),
		...gone.map((id) => ({ id, name: names.get(id) ?? '' })),
	];
	return ok({ own, from: own ? null : (found?.unitId ?? null), version: own ? found.version : 0, roster, people });
};

interface Save {
	readonly unit: string;
	readonly version: number;
	/** Null: that of the unit above again, or none. */
	readonly roster: Roster | null;
}

/** Gives a unit a roster of its own, or takes it away. */
export const saveRoster =
	(needs: DutyNeeds) =>
	async ({ unit, version, roster }: Save, actor: Actor): Promise<Result<{ version: number }, SaveRosterFailure>> => {
		if (!may(actor, 'service.manage', unit)) return fail({ type: 'access.denied' });
		const fits = roster === null ? ok(undefined) : checkRoster(roster);
		if (!fits.ok) return fits;
		const able = new Set((await needs.agentsOf(unit)).map(({ id }) => id));
		return needs.act<{ version: number }, SaveRosterFailure>('save roster', actor, async (tx) => {
			const before = await lockRoster(tx, unit);
			if ((before?.version ?? 0) !== version) return fail({ type: 'duty.changed-meanwhile' });
			if (roster === null && !before) return unchanged({ version: 0 });
			if (strangers(roster, before, able).length > 0) return fail({ type: 'duty.not-answering' });
			const now = await replace(tx, { unit, version, roster });
			await needs.events.announce(tx, { topic: 'setting', id: unit, unitId: unit });
			await needs.events.announce(tx, { topic: 'conversation', id: unit, unitId: unit });
			return done({ version: now }, { kind: 'duty.saved', subject: unit, unitId: unit, payload: kept(roster) });
		});
	};

/** What the record keeps of it. */
const kept = (roster: Roster | null) =>
	roster === null ? {} : { turns: JSON.stringify(roster.turns), anchor: roster.anchor, assigns: roster.assigns };

/** Who cannot be on duty here. Who is away today, or left since, stays where they stood. */
const strangers = (roster: Roster | null, before: Roster | undefined, able: ReadonlySet<string>): readonly string[] => {
	const known = new Set(before ? personsIn(before) : []);
	return roster === null ? [] : personsIn(roster).filter((id) => !able.has(id) && !known.has(id));
};

const lockRoster = (tx: Tx, unit: string) =>
	dialogue(tx).selectFrom('dialogue_duty').selectAll().where('unit_id', '=', unit).forUpdate().executeTakeFirst();

const replace = async (tx: Tx, { unit, version, roster }: Save): Promise<number> => {
	if (roster === null) {
		await dialogue(tx).deleteFrom('dialogue_duty').where('unit_id', '=', unit).execute();
		return 0;
	}
	const { turns, anchor, exceptions, assigns } = roster;
	const texts = { turns: JSON.stringify(turns), exceptions: JSON.stringify(exceptions) };
	const row = { ...texts, anchor, assigns, version: version + 1 };
	await dialogue(tx)
		.insertInto('dialogue_duty')
		.values({ unit_id: unit, ...row })
		.onConflict((conflict) => conflict.column('unit_id').doUpdateSet(row))
		.execute();
	return row.version;
};
