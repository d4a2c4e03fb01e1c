import { ok, type Result } from '#kernel/result.ts';

import { refreshSession, type Tokens } from './adapters/bluesky/connect.ts';
import type { BlueskyNeeds, Session } from './adapters/bluesky/wire.ts';
import type { ChannelFailure } from './channel.ts';
import { type BlueskyCredentials, openCredentials, sealCredentials } from './credentials.ts';
import type { ChannelsNeeds } from './needs.ts';
import { readSealed, takePresence, updatePresence } from './store.ts';

type Refreshed = Result<string, ChannelFailure>;

/** Keeps the tokens of Bluesky accounts fresh: one refresh at a time per presence, whoever asks, and every new pair is kept. */
export const createSessions = ({ db, sealer, outbound, clock }: ChannelsNeeds & BlueskyNeeds) => {
	const running = new Map<string, Promise<Refreshed>>();

	const stored = (presenceId: string): Promise<BlueskyCredentials | null> =>
		db.read('tokens of a presence', async (tx) => {
			const sealed = await readSealed(tx, presenceId);
			if (sealed === null) return null;
			const credentials = openCredentials(sealer, presenceId, sealed);
			return credentials.channel === 'bluesky' ? credentials : null;
		});

	const keep = (presenceId: string, tokens: Tokens) =>
		db.transact('keep refreshed tokens', async (tx) => {
			const row = await takePresence(tx, presenceId);
			if (!row.ok) return row;
			if (row.value.credentials === null) return ok(undefined);
			const before = openCredentials(sealer, presenceId, row.value.credentials);
			if (before.channel !== 'bluesky') return ok(undefined);
			const credentials = sealCredentials(sealer, presenceId, { ...before, ...tokens });
			await updatePresence(tx, presenceId, { credentials });
			return ok(undefined);
		});

	const refresh = async (presenceId: string, service: string, expired: string): Promise<Refreshed> => {
		const credentials = await stored(presenceId);
		if (credentials === null)
			return { ok: false, error: { type: 'channel.unauthorised', reason: 'the presence has no key any more' } };
		// Another process was faster: its pair is the good one.
		if (credentials.accessJwt !== expired) return ok(credentials.accessJwt);
		const fresh = await refreshSession({ outbound, clock }, { service, refreshJwt: credentials.refreshJwt });
		if (!fresh.ok) return fresh;
		await keep(presenceId, fresh.value);
		return ok(fresh.value.accessJwt);
	};

	return (presenceId: string, service: string, credentials: BlueskyCredentials): Session => {
		let token = credentials.accessJwt;
		return {
			accessToken: () => token,
			async refresh(expired) {
				const task =
					running.get(presenceId) ?? refresh(presenceId, service, expired).finally(() => running.delete(presenceId));
				running.set(presenceId, task);
				const fresh = await task;
				if (fresh.ok) token = fresh.value;
				return fresh;
			},
		};
	};
};
