import { sql } from 'kysely';

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
import { closeTasks, openTask } from './tasks.ts';

/** Puts before who is responsible that four fifths of what a month may cost at a presence are gone; until there is money again. */
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

/** Those that waited for somebody when their budget was taken away are among them. */
const budgeted = async (tx: Tx): Promise<readonly string[]> => {
	const { rows } = await sql<{ id: string }>`select p.id from channels_presence p
		where p.channel = 'x' and p.state <> 'retired' and (p.budget_micro is not null or exists (
			select 1 from channels_task t where t.presence_id = p.id and t.kind = 'budget-near'))`.execute(channels(tx));
	return rows.map(({ id }) => id);
};

const warn = async (
	needs: ChannelsNeeds,
	tx: Tx,
	{ id, month }: { readonly id: string; readonly month: Month },
): Promise<void> => {
	const taken = await takePresence(tx, id);
	if (!taken.ok) return;
	const { state } = budgetAt(await spendingOf(tx, taken.value, month), month, needs.clock.now());
	const isNear = isCharged(taken.value) && (state === 'warning' || state === 'used-up');
	const presence = toPresence(taken.value);
	if (!isNear) return closeTasks(needs)(tx, presence, ['budget-near']);
	await openTask(needs)(tx, presence, { kind: 'budget-near', stage: month.name });
};
