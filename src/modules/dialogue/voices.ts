import type { DialogueNeeds } from './needs.ts';
import { dialogue } from './tables.ts';

/** How many messages of others came back to each of these posts; those deleted since do not count. */
export const voicesOf =
	({ db }: Pick<DialogueNeeds, 'db'>) =>
	async (postIds: readonly string[]): Promise<ReadonlyMap<string, number>> => {
		if (postIds.length === 0) return new Map();
		const rows = await db.read('voices of posts', (tx) =>
			dialogue(tx)
				.selectFrom('dialogue_conversation as c')
				.innerJoin('dialogue_message as m', 'm.conversation_id', 'c.id')
				.where('c.post_id', 'in', postIds)
				.where('m.direction', '=', 'in')
				.where('m.deleted_at', 'is', null)
				.groupBy('c.post_id')
				.select(({ fn }) => ['c.post_id', fn.countAll<string>().as('count')])
				.execute(),
		);
		return new Map(rows.flatMap(({ post_id, count }) => (post_id === null ? [] : [[post_id, Number(count)]])));
	};
