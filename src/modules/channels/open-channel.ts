import type { Actor } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import type { Channel } from './channel.ts';
import { type ConnectFailure, connectAccount, type Wanted } from './connect-account.ts';
import { type Credentials, openCredentials } from './credentials.ts';
import { cleanHandle, serverOrigin } from './domain/server-address.ts';
import type { ChannelsNeeds } from './needs.ts';
import type { Networks } from './networks.ts';
import type { Presence } from './presence.ts';
import { readSealed } from './store.ts';

type Find = (id: string) => Promise<Presence | null>;

/** The key to a presence's account, unsealed. */
export const keyOf = async ({ db, sealer }: ChannelsNeeds, presenceId: string): Promise<Credentials | null> => {
	const sealed = await db.read('key of a presence', (tx) => readSealed(tx, presenceId));
	return sealed === null ? null : openCredentials(sealer, presenceId, sealed);
};

/** The adapter for a presence, with its key unsealed. Null where there is no key: in-house, planned or retired. */
export const openChannel =
	(needs: ChannelsNeeds, networks: Networks, find: Find) =>
	async (presenceId: string): Promise<Channel | null> => {
		const presence = await find(presenceId);
		if (presence === null || presence.state === 'retired') return null;
		const key = await keyOf(needs, presenceId);
		return key === null ? null : networks.open(presence, key);
	};

/** What a person types, turned into a key that can be tried. */
export const connectTyped = (needs: ChannelsNeeds, networks: Networks) => {
	const connect = connectAccount(needs, networks);
	return {
		mastodon: async (actor: Actor, wanted: Wanted, typed: { readonly server: string; readonly token: string }) => {
			const server = serverOrigin(typed.server);
			if (server === null) return fail({ type: 'presence.no-such-server' } as const);
			return connect(actor, wanted, { channel: 'mastodon', server, secret: typed.token, practice: false });
		},
		bluesky: async (
			actor: Actor,
			wanted: Wanted,
			typed: { readonly service: string; readonly handle: string; readonly appPassword: string },
		): Promise<Result<Presence, ConnectFailure>> => {
			const server = serverOrigin(typed.service);
			if (server === null) return fail({ type: 'presence.no-such-server' });
			const handle = cleanHandle(typed.handle);
			return connect(actor, wanted, { channel: 'bluesky', server, handle, secret: typed.appPassword, practice: false });
		},
	};
};
