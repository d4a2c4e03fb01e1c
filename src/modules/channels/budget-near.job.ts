import { ok } from '#kernel/result.ts';
import { type Month, minutes, monthOf } from '#kernel/time.ts';
import type { Chore } from '#platform/chores.ts';
import type { Tx } from '#platform/db/database.ts';

import { isCharged, spendingOf } from './costs.ts';
import { budgetAt } from './domain/budget.ts';
import type { ChannelsNeeds } from './needs.ts';
import { toPresence } from './presence.ts';
import { takePresence } from './store.ts';
import { channels } from './tables.ts';

/** Tells once a month that four fifths of what a month may cost at a presence are gone. */
export const budgetNearChore = (needs: ChannelsNeeds): Chore => ({
	name: 'channels.budget-near',
	everyMs: minutes(10),
	async run() {
		const ids = await needs.db.read('presences with a budget', budgeted);
		if (ids.length === 0) return;
		const month = monthOf(needs.clock.now(), await needs.zone());
		for (const id of ids)
			await needs.db.transact('tell of a budget', async (tx) => ok(await warn(needs, tx, { id, month })));
	},
});

const budgeted = async (tx: Tx): Promise<readonly string[]> => {
	const rows = await channels(tx)
		.selectFrom('channels_presence')
		.select('id')
		.where('channel', '=', 'x')
		.where('budget_micro', 'is not', null)
		.where('state', '<>', 'retired')
		.execute();
	return rows.map(({ id }) => id);
};

const warn = async (
	{ clock, people, notices: { tell, over } }: ChannelsNeeds,
	tx: Tx,
	{ id, month }: { readonly id: string; readonly month: Month },
): Promise<void> => {
	const taken = await takePresence(tx, id);
	if (!taken.ok || !isCharged(taken.value) || taken.value.budget_told === month.name) return;
	const { state } = budgetAt(await spendingOf(tx, taken.value, month), month, clock.now());
	if (state !== 'warning' && state !== 'used-up') return;
	await channels(tx).updateTable('channels_presence').set({ budget_told: month.name }).where('id', '=', id).execute();
	const { unitId, name, opening } = toPresence(taken.value);
	const responsible = opening === null ? [] : [opening.responsibleId, opening.deputyId];
	const to = [...new Set([...responsible, ...(await people.administrators()).map((one) => one.id)])];
	await over(tx, { postId: id, kinds: ['budget-near'] });
	await tell(tx, { to, kind: 'budget-near', postId: id, unitId, title: name, byId: null });
};
