import type { Actor } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import type { Credentials } from './adapters/keys.ts';
import type { Channel } from './channel.ts';
import { type ConnectFailure, connectAccount } from './connect-account.ts';
import { isUsedUp } from './costs.ts';
import { openCredentials } from './credentials.ts';
import { cleanHandle, serverOrigin } from './domain/server-address.ts';
import type { ChannelsNeeds } from './needs.ts';
import type { Networks } from './networks.ts';
import type { Wanted } from './open-presence.ts';
import { isInHouse, type Presence, toPresence } from './presence.ts';
import { presenceById, readSealed } from './store.ts';

/** The key to a presence's account, unsealed. */
export const keyOf = async ({ db, sealer }: ChannelsNeeds, presenceId: string): Promise<Credentials | null> => {
	const sealed = await db.read('key of a presence', (tx) => readSealed(tx, presenceId));
	return sealed === null ? null : openCredentials(sealer, presenceId, sealed);
};

/** The adapter of a presence that belongs to the house itself and needs no key. */
type InHouse = (presence: Presence) => Channel | null;

/** The adapter for a presence, with its key unsealed; the house speaks for its own. Null where there is no key: planned or retired. */
export const openChannel =
	(needs: ChannelsNeeds, networks: Networks, db = needs.db) =>
	async (presenceId: string, inHouse: InHouse = () => null): Promise<Channel | null> => {
		const [row] = await db.ask(presenceById, presenceId);
		if (row === undefined) return null;
		const presence = toPresence(row);
		if (isInHouse(presence.channel)) return inHouse(presence);
		if (presence.state === 'retired' || row.credentials === null) return null;
		const channel = networks.open(presence, openCredentials(needs.sealer, presenceId, row.credentials));
		if (await isUsedUp(needs, row)) return silenced(channel);
		return row.channel === 'x' && !row.counts ? uncounted(channel) : channel;
	};

/** Its month is used up: nothing more is read than what settles a copy. What came in meanwhile is read when there is money again. */
const silenced = ({ fetchInbound: _, ...channel }: Channel): Channel => uncounted(channel);

/** Counting costs where reading does, so nothing is counted unless somebody wished it. */
const uncounted = ({ metrics: _, ...channel }: Channel): Channel => channel;

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
