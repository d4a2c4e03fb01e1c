import { toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Capabilities } from './channel.ts';
import type { ChannelsNeeds } from './needs.ts';
import type { Presence } from './presence.ts';
import { insertPresence, updatePresence } from './store.ts';

const MEBI = 1024 * 1024;

/** What the own Fediverse takes: everything can be changed and taken back, and the limits are our own. */
const fediverseCapabilities: Capabilities = {
	text: { most: 20_000, counting: 'graphemes', linkIsCard: true },
	media: { most: 10, mostBytes: 16 * MEBI, altMost: 1500, mimes: ['image/jpeg', 'image/png', 'image/webp'] },
	edit: true,
	withdraw: true,
	visibilities: ['public', 'unlisted', 'followers', 'private'],
	remembersKeysForMs: null,
};

interface Made {
	readonly unitId: string;
	readonly name: string;
	/** `name@host`. */
	readonly handle: string;
	readonly url: string;
}

/** Enters a unit's Fediverse presence in the register, in the caller's act. It needs no key: the house itself speaks. */
export const ensureFediverse =
	({ ids, clock, events }: Pick<ChannelsNeeds, 'ids' | 'clock' | 'events'>) =>
	async (tx: Tx, { unitId, name, handle, url }: Made): Promise<Presence> => {
		const account = { remoteId: url, handle, url, name, capabilities: fediverseCapabilities, links: [] };
		const made = {
			id: ids.next('presence'),
			unitId,
			name,
			channel: 'activitypub',
			account,
			credentials: null,
		} as const;
		const rest = { sharedBelow: false, practice: false, capabilities: fediverseCapabilities, at: clock.now() };
		const { id } = await insertPresence(tx, { ...made, ...rest });
		// The actor names our page of presences, and that page names the actor.
		const presence = await updatePresence(tx, id, { link_back: 'stands', link_back_at: toDate(clock.now()) });
		await events.announce(tx, { topic: 'presence', id: presence.id, unitId });
		return presence;
	};
