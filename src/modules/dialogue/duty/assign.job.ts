import { system } from '#kernel/permission.ts';
import { type Instant, minutes, toDate } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Chore } from '#platform/chores.ts';
import type { Tx } from '#platform/db/database.ts';

import { lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';
import { type DutyNeeds, dutyBy, rosterOf } from './roster.ts';

/** More than this at once wait for the next round. */
const BATCH = 100;

const machine = system('dialogue');

/**
 * Gives open conversations that nobody has to who is on duty: the night's questions when the shift begins, later ones as
 * they come. Each once a shift, so that what somebody puts back to nobody stays there.
 */
export const dutyChore = (needs: DutyNeeds): Chore => ({
	name: 'dialogue.duty',
	everyMs: minutes(1),
	async run() {
		const units = await needs.db.read('units with a roster', rosteredUnits);
		for (const unit of units) await giveIn(needs, unit, units);
	},
});

const rosteredUnits = async (tx: Tx): Promise<string[]> => {
	const all = dialogue(tx).selectFrom('dialogue_duty').select('unit_id').orderBy('unit_id');
	return (await all.execute()).map(({ unit_id }) => unit_id);
};

const giveIn = async (needs: DutyNeeds, unit: string, rostered: readonly string[]): Promise<void> => {
	const found = await needs.db.read('roster', (tx) => rosterOf(tx, [unit]));
	if (!found?.roster.assigns) return;
	const { now, since } = await dutyBy(needs, found.roster);
	if (since === null || now.length === 0) return;
	const others = await Promise.all(rostered.filter((id) => id !== unit).map((id) => needs.people.unitsBelow(id)));
	const below = await needs.people.unitsBelow(unit);
	// A unit below that has its own roster, and what lies below that, is theirs.
	const theirs = new Set(others.filter((ids) => !ids.includes(unit)).flat());
	const units = below.filter((id) => !theirs.has(id));
	const ids = await needs.db.read('conversations for who is on duty', (tx) => offered(tx, units, since));
	const persons = [...new Set(now.map(({ personId }) => personId))];
	for (const [at, id] of ids.entries()) await give(needs, id, { to: persons[at % persons.length] ?? '', since });
};

export const offered = async (tx: Tx, units: readonly string[], since: Instant): Promise<string[]> => {
	const open = dialogue(tx)
		.selectFrom('dialogue_conversation')
		.select('id')
		.where('unit_id', 'in', [...units, '']);
	const rows = await open
		.where('state', '=', 'open')
		.where('assignee_id', 'is', null)
		.where('snoozed_until', 'is', null)
		.where((where) => where.or([where('duty_from', 'is', null), where('duty_from', '<', toDate(since))]))
		.limit(BATCH)
		.execute();
	return rows.map(({ id }) => id);
};

interface Giving {
	readonly to: string;
	readonly since: Instant;
}

const give = (needs: DutyNeeds, id: string, { to, since }: Giving) =>
	needs.act<void, never>('give to who is on duty', machine, async (tx) => {
		const row = await lockConversation(tx, id);
		if (row?.state !== 'open' || row.assignee_id !== null || row.snoozed_until !== null) return unchanged(undefined);
		if (row.duty_from !== null && row.duty_from >= toDate(since)) return unchanged(undefined);
		// Nothing was said: who writes an answer meanwhile has nothing new to read.
		const set = { assignee_id: to, duty_from: toDate(since), duty_to: to };
		await dialogue(tx).updateTable('dialogue_conversation').set(set).where('id', '=', id).execute();
		await needs.events.announce(tx, { topic: 'conversation', id, unitId: row.unit_id });
		const payload = { from: null, to, by: 'duty' };
		return done(undefined, { kind: 'conversation.assigned', subject: id, unitId: row.unit_id, payload });
	});
