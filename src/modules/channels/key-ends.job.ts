import { ok } from '#kernel/result.ts';
import { days, hours, plus, toDate } from '#kernel/time.ts';
import type { Chore } from '#platform/chores.ts';
import type { Tx } from '#platform/db/database.ts';

import { expiryStage, isLater } from './domain/expiry.ts';
import type { ChannelsNeeds } from './needs.ts';
import { toPresence } from './presence.ts';
import { takePresence } from './store.ts';
import { channels } from './tables.ts';
import { closeTasks, openTask, toldOf } from './tasks.ts';

/** Nobody is warned earlier than this. */
const AHEAD_MS = days(14);

/** Warns 14, 7 and 1 days before a key ends, each time once, and takes the warning back when it was renewed. */
export const keyEndsChore = (needs: ChannelsNeeds): Chore => ({
	name: 'channels.key-ends',
	everyMs: hours(1),
	async run() {
		for (const id of await needs.db.read('keys that end', (tx) =>
			concerned(tx, toDate(plus(needs.clock.now(), AHEAD_MS))),
		))
			await needs.db.transact('warn of the end of a key', async (tx) => ok(await warn(needs, tx, id)));
	},
});

/** Presences whose key ends soon, and those with a warning that may be over. */
const concerned = async (tx: Tx, until: Date): Promise<readonly string[]> => {
	const ending = await channels(tx)
		.selectFrom('channels_presence')
		.select('id')
		.where('key_ends_at', '<=', until)
		.where('state', '<>', 'retired')
		.execute();
	const warned = await channels(tx)
		.selectFrom('channels_task')
		.select('presence_id as id')
		.where('kind', '=', 'key-ends')
		.execute();
	return [...new Set([...ending, ...warned].map(({ id }) => id))];
};

const warn = async (needs: ChannelsNeeds, tx: Tx, id: string): Promise<void> => {
	const taken = await takePresence(tx, id);
	if (!taken.ok) return;
	const presence = toPresence(taken.value);
	const { keyEndsAt, state } = presence;
	const stage = keyEndsAt === null || state === 'retired' ? null : expiryStage(keyEndsAt, needs.clock.now());
	if (stage === null) return closeTasks(needs)(tx, presence, ['key-ends']);
	if (isLater(stage, (await toldOf(tx, id, 'key-ends')) ?? null))
		await openTask(needs)(tx, presence, { kind: 'key-ends', stage });
};
