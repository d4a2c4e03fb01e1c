import type { NoticeKind } from '#contract/desk.ts';
import { fromDate, type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import type { ChannelsNeeds } from './needs.ts';
import type { Presence } from './presence.ts';
import { channels, type TaskKind } from './tables.ts';

type Needs = Pick<ChannelsNeeds, 'clock' | 'events' | 'people' | 'notices'>;

const notices = {
	'key-ends': 'key-ends',
	'not-well': 'presence-not-well',
	'answers-differ': 'answers-differ',
	'budget-near': 'budget-near',
	'rights-missing': 'rights-missing',
} as const satisfies Readonly<Record<TaskKind, NoticeKind>>;

interface Task {
	readonly kind: TaskKind;
	/** How urgent, where it becomes more so. */
	readonly stage: string | null;
}

/** How much of a task was told; undefined: there is none. */
export const toldOf = async (tx: Tx, presenceId: string, kind: TaskKind): Promise<string | null | undefined> => {
	const query = channels(tx).selectFrom('channels_task').select('stage').where('presence_id', '=', presenceId);
	return (await query.where('kind', '=', kind).executeTakeFirst())?.stage;
};

/** Since when a task waits; null: there is none. */
export const openSince = async (tx: Tx, presenceId: string, kind: TaskKind): Promise<Instant | null> => {
	const query = channels(tx).selectFrom('channels_task').select('opened_at').where('presence_id', '=', presenceId);
	const row = await query.where('kind', '=', kind).executeTakeFirst();
	return row === undefined ? null : fromDate(row.opened_at);
};

/** Opens a task, or makes it more urgent, and tells whom it concerns; once for each stage. The row of the presence is locked. */
export const openTask =
	({ clock, events, people, notices: { tell, over } }: Needs) =>
	async (tx: Tx, { id, unitId, name, opening }: Presence, { kind, stage }: Task): Promise<void> => {
		const told = await toldOf(tx, id, kind);
		if (told !== undefined && told === stage) return;
		await channels(tx)
			.insertInto('channels_task')
			.values({ presence_id: id, kind, stage, opened_at: toDate(clock.now()) })
			.onConflict((conflict) => conflict.columns(['presence_id', 'kind']).doUpdateSet({ stage }))
			.execute();
		const responsible = opening === null || kind === 'answers-differ' ? [] : [opening.responsibleId, opening.deputyId];
		const to = [...responsible, ...(await people.administrators()).map((one) => one.id)];
		await over(tx, { postId: id, kinds: [notices[kind]] });
		await tell(tx, { to, kind: notices[kind], postId: id, unitId, title: name, byId: null });
		await events.announce(tx, { topic: 'presence', id, unitId });
	};

/** What waited is done: nobody has to see to it any more. */
export const closeTasks =
	({ events, notices: { over } }: Pick<Needs, 'events' | 'notices'>) =>
	async (tx: Tx, { id, unitId }: Pick<Presence, 'id' | 'unitId'>, kinds: readonly TaskKind[]): Promise<void> => {
		const gone = await channels(tx)
			.deleteFrom('channels_task')
			.where('presence_id', '=', id)
			.where('kind', 'in', kinds)
			.returning('kind')
			.execute();
		if (gone.length === 0) return;
		await over(tx, { postId: id, kinds: gone.map(({ kind }) => notices[kind]) });
		await events.announce(tx, { topic: 'presence', id, unitId });
	};
