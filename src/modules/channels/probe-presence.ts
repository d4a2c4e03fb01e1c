import { ok } from '#kernel/result.ts';
import { fromDate, hours, toDate } from '#kernel/time.ts';
import type { Chore } from '#platform/chores.ts';

import { endOf } from './adapters/keys.ts';
import type { Probed } from './adapters/network.ts';
import type { ChannelFailure } from './channel.ts';
import { openCredentials } from './credentials.ts';
import { leadsBack } from './domain/link-back.ts';
import { takingPart } from './domain/presence-state.ts';
import { isItsTurn, latencyOf } from './domain/probing.ts';
import { dropOldLooks } from './looks.ts';
import type { ChannelsNeeds } from './needs.ts';
import type { Networks } from './networks.ts';
import { healthAfter, type Presence, toPresence } from './presence.ts';
import { type HealthChange, recordHealth } from './record-health.ts';
import { readSealed } from './store.ts';
import { channels, type PresenceRow } from './tables.ts';

/** Asks presences' networks whether the connection holds, keeps what they said, and reads limits anew. */
export const createProbe = (needs: ChannelsNeeds, networks: Networks) => {
	const { db, sealer, clock } = needs;

	const record = recordHealth(needs);

	const asWell = ({ capabilities, links }: Probed): HealthChange => {
		const at = toDate(clock.now());
		return {
			...{ health: 'well', health_reason: null },
			...{ capabilities: JSON.stringify(capabilities), capabilities_read_at: at },
			...{ link_back: leadsBack(links, needs.origin) ? 'stands' : 'missing', link_back_at: at },
		};
	};

	/** When the key ends that is there now: asking may have renewed it. */
	const endNow = async (id: string): Promise<Date | null> => {
		const sealed = await db.read('key of a presence', (tx) => readSealed(tx, id));
		const end = sealed && endOf(openCredentials(sealer, id, sealed));
		return end === null ? null : new Date(end);
	};

	const probe = async (presence: Presence): Promise<Presence> => {
		const sealed = await db.read('key of a presence', (tx) => readSealed(tx, presence.id));
		if (sealed === null) return presence;
		const began = clock.now();
		const read = await networks.probe(presence, openCredentials(sealer, presence.id, sealed));
		const latency = latencyOf(clock.now() - began);
		const change = read.ok ? asWell(read.value) : asChange(read.error);
		const heard = { latency, failure: read.ok ? null : read.error };
		const recorded = await record(presence, { ...change, key_ends_at: await endNow(presence.id) }, heard);
		return recorded.ok ? recorded.value : presence;
	};

	const chore: Chore = {
		name: 'channels.probe',
		everyMs: hours(1),
		async run() {
			const rows = await db.read('presences to probe', (tx) =>
				channels(tx).selectFrom('channels_presence').selectAll().where('state', 'in', takingPart).execute(),
			);
			for (const row of rows.filter(isDue)) await probe(toPresence(row));
			await db.transact('forget old looks', async (tx) => ok(await dropOldLooks(tx, clock.now())));
		},
	};
	const isDue = ({ id, probed_at, health_at, health, created_at }: PresenceRow): boolean => {
		// How a presence is that changed sides is not known before it is asked.
		if (health === 'unknown') return true;
		const at = fromDate(probed_at ?? (health === 'well' ? (health_at ?? created_at) : created_at));
		return isItsTurn({ id, at, isWell: health === 'well' }, clock.now());
	};

	return {
		probe,
		chore,
		/** What a delivery ran into: the desk shows it with the presence. */
		reportTrouble: async (presence: Presence, failure: ChannelFailure): Promise<void> => {
			await record(presence, asChange(failure), { latency: null, failure });
		},
	};
};

const asChange = (failure: ChannelFailure) => {
	const { state, reason } = healthAfter(failure);
	return { health: state, health_reason: reason } as const;
};
