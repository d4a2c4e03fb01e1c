import { ok } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Latency } from './domain/probing.ts';
import { keepLook } from './looks.ts';
import type { ChannelsNeeds } from './needs.ts';
import type { Presence } from './presence.ts';
import { takePresence, updatePresence } from './store.ts';
import type { PresenceRow } from './tables.ts';
import { closeTasks, openTask } from './tasks.ts';

export type HealthChange = Parameters<typeof updatePresence>[2];

/** Keeps how a presence is, and opens or closes the task that comes of it; with `latency` its network was asked just for that. */
export const recordHealth =
	(needs: ChannelsNeeds) => (presence: Presence, change: HealthChange, latency: Latency | null) =>
		needs.db.transact('record health', async (tx) => {
			const row = await takePresence(tx, presence.id);
			// It changed sides while its network was asked: what that network said is not about it any more.
			if (!row.ok || row.value.practice !== presence.practice) return ok(presence);
			const at = toDate(needs.clock.now());
			const asked = latency === null ? {} : { probed_at: at };
			const updated = await updatePresence(tx, presence.id, { ...change, ...asked, health_at: at });
			if (latency !== null) await keepLook(tx, updated, latency);
			await settleTask(needs, tx, updated);
			await tellIfMoved(needs, tx, { before: row.value, after: updated });
			return ok(updated);
		});

/** Who cannot be reached needs somebody; who can is well again. */
const settleTask = (needs: ChannelsNeeds, tx: Tx, presence: Presence): Promise<void> => {
	const { state } = presence.health;
	if (state === 'well' || presence.state === 'retired') return closeTasks(needs)(tx, presence, ['not-well']);
	return openTask(needs)(tx, presence, { kind: 'not-well', stage: state });
};

interface Moved {
	readonly before: PresenceRow;
	readonly after: Presence;
}

const tellIfMoved = async ({ events }: ChannelsNeeds, tx: Tx, { before, after }: Moved): Promise<void> => {
	const { id, unitId, health, linkBack } = after;
	const isSame =
		before.health === health.state && before.health_reason === health.reason && before.link_back === linkBack.state;
	if (!isSame) await events.announce(tx, { topic: 'presence', id, unitId });
};
