import { ok, type Result } from '#kernel/result.ts';

import { refreshSession, type Tokens } from './adapters/bluesky/connect.ts';
import type { BlueskyNeeds, Session } from './adapters/bluesky/wire.ts';
import type { ChannelFailure } from './channel.ts';
import { type BlueskyCredentials, openCredentials, sealCredentials } from './credentials.ts';
import type { ChannelsNeeds } from './needs.ts';
import { readKeys, takePresence, updatePresence } from './store.ts';

type Refreshed = Result<string, ChannelFailure>;

interface Expired {
	readonly service: string;
	readonly did: string;
	readonly expired: string;
}

/** Keeps the tokens of Bluesky accounts fresh: one refresh at a time per presence, whoever asks, and every new pair is kept. */
export const createSessions = ({ db, sealer, outbound, clock }: ChannelsNeeds & BlueskyNeeds) => {
	const running = new Map<string, Promise<Refreshed>>();

	/** The key to this very account: a presence that practises holds two. */
	const keyTo = (presenceId: string, did: string, sealed: Uint8Array | null): BlueskyCredentials | null => {
		if (sealed === null) return null;
		const credentials = openCredentials(sealer, presenceId, sealed);
		return credentials.channel === 'bluesky' && credentials.did === did ? credentials : null;
	};

	const stored = (presenceId: string, did: string): Promise<BlueskyCredentials | null> =>
		db.read('tokens of a presence', async (tx) => {
			const keys = await readKeys(tx, presenceId);
			return keys.map((sealed) => keyTo(presenceId, did, sealed)).find((key) => key !== null) ?? null;
		});

	const keep = (presenceId: string, did: string, tokens: Tokens) =>
		db.transact('keep refreshed tokens', async (tx) => {
			const row = await takePresence(tx, presenceId);
			if (!row.ok) return row;
			for (const place of ['credentials', 'resting_credentials'] as const) {
				const before = keyTo(presenceId, did, row.value[place]);
				if (before === null) continue;
				await updatePresence(tx, presenceId, {
					[place]: sealCredentials(sealer, presenceId, { ...before, ...tokens }),
				});
			}
			return ok(undefined);
		});

	const refresh = async (presenceId: string, { service, did, expired }: Expired): Promise<Refreshed> => {
		const credentials = await stored(presenceId, did);
		if (credentials === null)
			return { ok: false, error: { type: 'channel.unauthorised', reason: 'the presence has no key any more' } };
		// Another process was faster: its pair is the good one.
		if (credentials.accessJwt !== expired) return ok(credentials.accessJwt);
		const fresh = await refreshSession({ outbound, clock }, { service, refreshJwt: credentials.refreshJwt });
		if (!fresh.ok) {
			// Another process may have used up the same key at the same moment: its pair is the good one then.
			const meanwhile = await stored(presenceId, did);
			return meanwhile !== null && meanwhile.accessJwt !== expired ? ok(meanwhile.accessJwt) : fresh;
		}
		await keep(presenceId, did, fresh.value);
		return ok(fresh.value.accessJwt);
	};

	return (presenceId: string, service: string, credentials: BlueskyCredentials): Session => {
		let token = credentials.accessJwt;
		return {
			accessToken: () => token,
			async refresh(expired) {
				const task =
					running.get(presenceId) ??
					refresh(presenceId, { service, did: credentials.did, expired }).finally(() => running.delete(presenceId));
				running.set(presenceId, task);
				const fresh = await task;
				if (fresh.ok) token = fresh.value;
				return fresh;
			},
		};
	};
};
