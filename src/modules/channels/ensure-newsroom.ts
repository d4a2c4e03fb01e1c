import type { Tx } from '#platform/db/database.ts';

import { newsroomCapabilities } from './adapters/own-house.ts';
import type { ChannelsNeeds } from './needs.ts';
import type { Presence } from './presence.ts';
import { toPresence } from './presence.ts';
import { insertPresence } from './store.ts';
import { channels } from './tables.ts';

/** Gives a unit its newsroom, open to the units below, in the caller's act. Does nothing when there is one. */
export const ensureNewsroom =
	({ ids, clock, events }: Pick<ChannelsNeeds, 'ids' | 'clock' | 'events'>) =>
	async (tx: Tx, unitId: string, name: string): Promise<Presence> => {
		const query = channels(tx).selectFrom('channels_presence').selectAll().where('unit_id', '=', unitId);
		const there = await query.where('channel', '=', 'newsroom').where('state', '<>', 'retired').executeTakeFirst();
		if (there) return toPresence(there);
		const made = {
			id: ids.next('presence'),
			unitId,
			name,
			channel: 'newsroom',
			account: null,
			credentials: null,
		} as const;
		const rest = { sharedBelow: true, practice: false, capabilities: newsroomCapabilities, at: clock.now() };
		const presence = await insertPresence(tx, { ...made, ...rest });
		await events.announce(tx, { topic: 'presence', id: presence.id, unitId });
		return presence;
	};
