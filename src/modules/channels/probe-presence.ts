import { ok } from '#kernel/result.ts';
import { days, toDate } from '#kernel/time.ts';
import type { Chore } from '#platform/chores.ts';

import type { ChannelFailure } from './channel.ts';
import { openCredentials } from './credentials.ts';
import { leadsBack } from './domain/link-back.ts';
import type { ChannelsNeeds } from './needs.ts';
import type { Networks } from './networks.ts';
import { healthAfter, type Presence, toPresence } from './presence.ts';
import { readSealed, takePresence, updatePresence } from './store.ts';
import { channels } from './tables.ts';

/** Asks presences' networks whether the connection holds, keeps what they said, and reads limits anew. */
export const createProbe = (needs: ChannelsNeeds, networks: Networks) => {
	const { db, sealer, clock, events } = needs;

	const record = (presence: Presence, change: Parameters<typeof updatePresence>[2]) =>
		db.transact('record health', async (tx) => {
			const row = await takePresence(tx, presence.id);
			// It changed sides while its network was asked: what that network said is not about it any more.
			if (!row.ok || row.value.practice !== presence.practice) return ok(presence);
			const updated = await updatePresence(tx, presence.id, { ...change, health_at: toDate(clock.now()) });
			const before = row.value;
			const moved =
				before.health !== updated.health.state ||
				before.health_reason !== updated.health.reason ||
				before.link_back !== updated.linkBack.state;
			if (moved) await events.announce(tx, { topic: 'presence', id: presence.id, unitId: presence.unitId });
			return ok(updated);
		});

	const probe = async (presence: Presence): Promise<Presence> => {
		const sealed = await db.read('key of a presence', (tx) => readSealed(tx, presence.id));
		if (sealed === null) return presence;
		const read = await networks.probe(presence, openCredentials(sealer, presence.id, sealed));
		const at = toDate(clock.now());
		const recorded = await record(
			presence,
			read.ok
				? {
						health: 'well',
						health_reason: null,
						capabilities: JSON.stringify(read.value.capabilities),
						capabilities_read_at: at,
						link_back: leadsBack(read.value.links, needs.origin) ? 'stands' : 'missing',
						link_back_at: at,
					}
				: asChange(read.error),
		);
		return recorded.ok ? recorded.value : presence;
	};

	const chore: Chore = {
		name: 'channels.probe',
		everyMs: days(1),
		async run() {
			const rows = await db.read('presences to probe', (tx) =>
				channels(tx).selectFrom('channels_presence').selectAll().where('state', '<>', 'retired').execute(),
			);
			for (const row of rows) await probe(toPresence(row));
		},
	};

	return {
		probe,
		chore,
		/** What a delivery or a poll ran into: the desk shows it with the presence. */
		reportTrouble: async (presence: Presence, failure: ChannelFailure): Promise<void> => {
			await record(presence, asChange(failure));
		},
	};
};

const asChange = (failure: ChannelFailure) => {
	const { state, reason } = healthAfter(failure);
	return { health: state, health_reason: reason } as const;
};
