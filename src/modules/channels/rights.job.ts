import { ok } from '#kernel/result.ts';
import { hours } from '#kernel/time.ts';
import type { Chore } from '#platform/chores.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Credentials } from './adapters/keys.ts';
import { openCredentials } from './credentials.ts';
import { missingRights, type Right } from './domain/rights.ts';
import type { ChannelsNeeds } from './needs.ts';
import type { Networks } from './networks.ts';
import { type Presence, toPresence } from './presence.ts';
import { takePresence } from './store.ts';
import { channels } from './tables.ts';
import { closeTasks, openTask } from './tasks.ts';

interface Compared {
	readonly granted: readonly string[];
	readonly missing: readonly Right[];
}

/** What a key was granted, and what we need beyond it; null where the network does not say. */
export const compareRights = (networks: Pick<Networks, 'agreement'>, key: Credentials): Compared | null => {
	if (!('scopes' in key)) return null;
	return { granted: key.scopes, missing: missingRights(networks.agreement(key.channel)?.rights ?? {}, key.scopes) };
};

interface Held {
	readonly presence: Presence;
	readonly key: Credentials;
}

/** A key that lacks a right waits for somebody to connect anew; one that has them all does not. */
export const settleRights =
	(needs: ChannelsNeeds, networks: Networks) =>
	(tx: Tx, { presence, key }: Held): Promise<void> => {
		const missing = compareRights(networks, key)?.missing ?? [];
		if (missing.length === 0) return closeTasks(needs)(tx, presence, ['rights-missing']);
		const stage = missing.map(({ right }) => right).join(' ');
		return openTask(needs)(tx, presence, { kind: 'rights-missing', stage });
	};

/** Compares every key with what is needed now: a newer version may ask for more than was granted once. */
export const missingRightsChore = (needs: ChannelsNeeds, networks: Networks): Chore => ({
	name: 'channels.rights',
	everyMs: hours(1),
	async run() {
		const held = await needs.db.read('presences with a key', (tx) =>
			channels(tx)
				.selectFrom('channels_presence')
				.select('id')
				.where('credentials', 'is not', null)
				.where('state', '<>', 'retired')
				.execute(),
		);
		for (const { id } of held)
			await needs.db.transact('compare rights', async (tx) => {
				const taken = await takePresence(tx, id);
				if (!taken.ok || taken.value.credentials === null) return ok(undefined);
				const key = openCredentials(needs.sealer, id, taken.value.credentials);
				return ok(await settleRights(needs, networks)(tx, { presence: toPresence(taken.value), key }));
			});
	},
});
