import { ok } from '#kernel/result.ts';
import { days, plus, toDate } from '#kernel/time.ts';

import type { Notes } from './adapters/network.ts';
import type { ChannelsNeeds } from './needs.ts';
import { channels } from './tables.ts';

/** Longer than any network goes on with something that was begun. */
const KEPT_MS = days(14);
const CONTEXT = 'channels_note.sealed';

/** Notes by delivery; sealed, for the address of an upload is a key to it. The outdated go when something new is noted. */
export const keepNotes = ({ db, sealer, clock }: Pick<ChannelsNeeds, 'db' | 'sealer' | 'clock'>): Notes => ({
	read: (delivery) =>
		db.read('note of a delivery', async (tx) => {
			const query = channels(tx).selectFrom('channels_note').select('sealed').where('delivery_id', '=', delivery);
			const row = await query.executeTakeFirst();
			return row ? sealer.open(row.sealed, `${CONTEXT}:${delivery}`).toString('utf8') : null;
		}),
	async write(delivery, note) {
		await db.transact('note of a delivery', async (tx) => {
			const now = clock.now();
			const row = { sealed: sealer.seal(note, `${CONTEXT}:${delivery}`), noted_at: toDate(now) };
			await channels(tx)
				.deleteFrom('channels_note')
				.where('noted_at', '<', toDate(plus(now, -KEPT_MS)))
				.execute();
			await channels(tx)
				.insertInto('channels_note')
				.values({ delivery_id: delivery, ...row })
				.onConflict((conflict) => conflict.column('delivery_id').doUpdateSet(row))
				.execute();
			return ok(undefined);
		});
	},
});
