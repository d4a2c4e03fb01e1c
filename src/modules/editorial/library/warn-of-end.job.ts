import { system } from '#kernel/permission.ts';
import { hours } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Chore } from '#platform/chores.ts';

import type { EditorialNeeds } from '../needs.ts';
import { editorial } from '../tables.ts';
import { type Days, daysNow } from './days.ts';
import { lockItem } from './store.ts';

const machine = system('library');
/** More pictures than this at once wait for the next round. */
const BATCH = 200;

/** Tells a unit once per picture that the right to show it ends, some weeks before it does. */
export const warningChore = (needs: EditorialNeeds): Chore => ({
	name: 'editorial.picture-rights',
	everyMs: hours(4),
	async run() {
		const days = await daysNow(needs);
		const rows = await needs.db.read('rights that end', (tx) =>
			editorial(tx)
				.selectFrom('editorial_media')
				.select(['id', 'unit_id'])
				.where('expires_on', '<', days.soon)
				.where(({ eb, ref }) => eb('warned_for', 'is distinct from', ref('expires_on')))
				.orderBy('expires_on')
				.orderBy('id')
				.limit(BATCH)
				.execute(),
		);
		for (const row of rows) await warn(needs, row, days);
	},
});

interface Row {
	readonly id: string;
	readonly unit_id: string;
}

const warn = async (needs: EditorialNeeds, { id, unit_id: unitId }: Row, { soon }: Days): Promise<void> => {
	const holders = await needs.people.holdersIn(unitId);
	const to = holders
		.filter(({ roles }) => roles.some((role) => role === 'author' || role === 'lead'))
		.map(({ personId }) => personId);
	await needs.act<void, never>('warn of the end of a right', machine, async (tx) => {
		const found = await lockItem(tx, id);
		if (!found.ok) return unchanged(undefined);
		const { expires_on: day, warned_for, title, original_name } = found.value;
		if (day === null || day >= soon || warned_for === day) return unchanged(undefined);
		await editorial(tx).updateTable('editorial_media').set({ warned_for: day }).where('id', '=', id).execute();
		const about = { postId: id, unitId, title: title || original_name };
		await needs.notices.tell(tx, { ...about, to, kind: 'picture-ends', byId: null });
		return done(undefined, { kind: 'media.warned', subject: id, unitId, payload: { day, told: to } });
	});
};
