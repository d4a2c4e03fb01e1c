import { sql } from 'kysely';

import { openMinutesBetween } from '#kernel/office-hours.ts';
import { ok } from '#kernel/result.ts';
import { fromDate, minutes } from '#kernel/time.ts';
import type { Chore } from '#platform/chores.ts';
import type { Tx } from '#platform/db/database.ts';

import { type House, openingOf } from '../deadlines/service.ts';
import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';

/** So many are counted in one transaction; the rest in the next rounds. */
const BATCH = 200;

/** Counts how long the office was open until an answer, by the hours that hold then: a later change of hours changes no figure. */
export const timesChore = (needs: DialogueNeeds): Chore => ({
	name: 'dialogue.times',
	everyMs: minutes(5),
	async run() {
		const house = await needs.people.authority();
		await needs.db.transact('count times of answers', async (tx) => ok(await countBatch(needs, tx, house)));
	},
});

/** The next ones that have no figure yet. */
export const uncounted = (tx: Tx) =>
	dialogue(tx)
		.selectFrom('dialogue_conversation')
		.select(['id', 'unit_id', 'opened_at', 'answered_at', 'settled_at'])
		.where(
			sql<boolean>`((answered_at is not null and answer_open is null)
				or (settled_at is not null and settle_counted is distinct from settled_at))`,
		)
		.orderBy('id')
		.limit(BATCH);

const countBatch = async ({ people }: Pick<DialogueNeeds, 'people'>, tx: Tx, { zone, land }: House): Promise<void> => {
	for (const row of await uncounted(tx).forUpdate().skipLocked().execute()) {
		const hours = await openingOf(tx, await people.unitPath(row.unit_id));
		const office = { ...hours, land: hours.land ?? land, zone };
		const until = (at: Date | null) =>
			at === null ? null : openMinutesBetween(fromDate(row.opened_at), fromDate(at), office);
		const counted = { answer_open: until(row.answered_at), settle_open: until(row.settled_at) };
		await dialogue(tx)
			.updateTable('dialogue_conversation')
			.set({ ...counted, settle_counted: row.settled_at })
			.where('id', '=', row.id)
			.execute();
	}
};
