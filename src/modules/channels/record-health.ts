import { ok } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import type { ChannelFailure } from './channel.ts';
import type { Latency } from './domain/probing.ts';
import { keepLook } from './looks.ts';
import type { ChannelsNeeds } from './needs.ts';
import type { Presence } from './presence.ts';
import { takePresence, updatePresence } from './store.ts';
import { isAsAgreed, noteSurprise } from './surprises.ts';
import type { PresenceRow } from './tables.ts';
import { closeTasks, openTask } from './tasks.ts';

export type HealthChange = Parameters<typeof updatePresence>[2];

interface Heard {
	/** How long its network took to answer; null where it was not asked just for that. */
	readonly latency: Latency | null;
	readonly failure: ChannelFailure | null;
}

/** Keeps how a presence is, and opens or closes the task that comes of it. */
export const recordHealth =
	(needs: ChannelsNeeds) =>
	(presence: Presence, change: HealthChange, { latency, failure }: Heard) =>
		needs.db.transact('record health', async (tx) => {
			const row = await takePresence(tx, presence.id);
			// It changed sides while its network was asked: what that network said is not about it any more.
			if (!row.ok || row.value.practice !== presence.practice) return ok(presence);
			const at = toDate(needs.clock.now());
			const asked = latency === null ? {} : { probed_at: at };
			const updated = await updatePresence(tx, presence.id, { ...change, ...asked, health_at: at });
			if (latency !== null) await keepLook(tx, updated, latency);
			await settleTask(needs, tx, updated);
			await settleSurprise(needs, tx, { presence: updated, failure });
			await tellIfMoved(needs, tx, { before: row.value, after: updated });
			return ok(updated);
		});

/** Who cannot be reached needs somebody; who can is well again. */
const settleTask = (needs: ChannelsNeeds, tx: Tx, presence: Presence): Promise<void> => {
	const { state } = presence.health;
	if (state === 'well' || presence.state === 'retired') return closeTasks(needs)(tx, presence, ['not-well']);
	return openTask(needs)(tx, presence, { kind: 'not-well', stage: state });
};

interface Surprise {
	readonly presence: Presence;
	readonly failure: ChannelFailure | null;
}

/** An answer that was not as agreed is counted, and those who run the office are told until it is as agreed again. */
const settleSurprise = async (needs: ChannelsNeeds, tx: Tx, { presence, failure }: Surprise): Promise<void> => {
	const { id } = presence;
	const at = needs.clock.now();
	if (failure?.type === 'channel.changed') {
		await noteSurprise(tx, { presenceId: id, reason: failure.reason, at });
		return openTask(needs)(tx, presence, { kind: 'answers-differ', stage: null });
	}
	if (failure === null && (await isAsAgreed(tx, id, at))) await closeTasks(needs)(tx, presence, ['answers-differ']);
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
