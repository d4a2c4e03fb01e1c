import { toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { fediverseCapabilities } from './adapters/own-house.ts';
import type { Opening } from './domain/opening.ts';
import type { ChannelsNeeds } from './needs.ts';
import type { Presence } from './presence.ts';
import { insertPresence, updatePresence } from './store.ts';

interface Made {
	readonly unitId: string;
	readonly name: string;
	/** `name@host`. */
	readonly handle: string;
	readonly url: string;
	/** What was agreed for it. */
	readonly opening: Opening;
}

/** Enters a unit's Fediverse presence in the register, in the caller's act. It needs no key: the house itself speaks. */
export const ensureFediverse =
	({ ids, clock, events }: Pick<ChannelsNeeds, 'ids' | 'clock' | 'events'>) =>
	async (tx: Tx, { unitId, name, handle, url, opening }: Made): Promise<Presence> => {
		const account = { remoteId: url, handle, url, name, capabilities: fediverseCapabilities, links: [] };
		const made = {
			id: ids.next('presence'),
			unitId,
			name,
			channel: 'activitypub',
			account,
			credentials: null,
			opening,
		} as const;
		const rest = { sharedBelow: false, practice: false, capabilities: fediverseCapabilities, at: clock.now() };
		const { id } = await insertPresence(tx, { ...made, ...rest });
		// The actor names our page of presences, and that page names the actor.
		const presence = await updatePresence(tx, id, { link_back: 'stands', link_back_at: toDate(clock.now()) });
		await events.announce(tx, { topic: 'presence', id: presence.id, unitId });
		return presence;
	};
