import type { NetworkName } from '#kernel/channel-name.ts';
import type { Actor } from '#kernel/permission.ts';
import { type Failure, fail, ok, type Result } from '#kernel/result.ts';
import { serverOf as addressOf, type Credentials } from './adapters/keys.ts';
import type { Key } from './adapters/network.ts';
import type { Authorisation, BeginFailure } from './authorise.ts';
import type { ChannelsNeeds } from './needs.ts';
import type { Networks } from './networks.ts';
import { keyOf } from './open-channel.ts';
import type { Presence } from './presence.ts';
import { type ReconnectFailure, reconnectPresence } from './reconnect-presence.ts';

interface Again {
	readonly presence?: Presence;
	readonly authorizeUrl?: string;
}
export type ReconnectTypedFailure = ReconnectFailure | BeginFailure;

interface Reconnecting {
	readonly needs: ChannelsNeeds;
	readonly networks: Networks;
	readonly find: (id: string) => Promise<Presence | null>;
	readonly authorisation: Authorisation;
}

/** Gives a presence a new key: practice networks by themselves, else with the secret that was typed, at Mastodon without one by asking the owner. */
export const reconnectTyped =
	({ needs, networks, find, authorisation }: Reconnecting) =>
	async (
		actor: Actor,
		{ id, secret }: { readonly id: string; readonly secret?: string | undefined },
	): Promise<Result<Again, ReconnectTypedFailure>> => {
		const presence = await find(id);
		if (presence === null) return fail({ type: 'presence.not-found' });
		const key = await keyOf(needs, id);
		if (key === null) return fail({ type: 'presence.retired' });
		const { channel } = key;
		const given = presence.practice ? await practiceSecret(needs, presence, channel) : secret;
		const server = serverOf(needs, presence, key);
		if (given !== undefined) {
			const tried = toKey(presence, { channel, server, secret: given });
			return asAgain(await reconnectPresence(needs, networks)(actor, id, tried));
		}
		if (channel === 'bluesky') return fail({ type: 'presence.needs-secret' });
		return authorisation.begin(actor, {
			network: channel,
			server,
			// One agreement may be for several accounts: it is this one that is meant.
			...(presence.handle === null ? {} : { handle: presence.handle }),
			unitId: presence.unitId,
			purpose: { presenceId: id },
		});
	};

const asAgain = <E extends Failure>(again: Result<Presence, E>): Result<Again, E> =>
	again.ok ? ok({ presence: again.value }) : again;

const toKey = (
	{ practice, handle }: Presence,
	{ channel, server, secret }: Pick<Key, 'channel' | 'server' | 'secret'>,
): Key => ({ channel, server, handle: handle ?? '', secret, practice });

const serverOf = ({ practice }: ChannelsNeeds, presence: Presence, key: Credentials): string => {
	return presence.practice ? practice[key.channel].origin : addressOf(key);
};

const practiceSecret = async (
	{ practice }: ChannelsNeeds,
	{ name, handle }: Presence,
	channel: NetworkName,
): Promise<string> => {
	const account = await practice[channel].openAccount({ name, handle: (handle ?? '').replace(/[.@].*$/, '') });
	return account.secret;
};
