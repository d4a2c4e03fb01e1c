import type { Actor } from '#kernel/permission.ts';
import { may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { done } from '#platform/act.ts';
import type { Connected, Key } from './adapters/network.ts';
import type { ChannelFailure } from './channel.ts';
import { sealCredentials } from './credentials.ts';
import { isLoopbackServer } from './domain/server-address.ts';
import type { ChannelsNeeds } from './needs.ts';
import type { Networks } from './networks.ts';
import type { Presence } from './presence.ts';
import { accountTaken, insertPresence } from './store.ts';

export type ConnectFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'presence.no-such-server' }
	| { readonly type: 'presence.real-key-in-lab' }
	| { readonly type: 'presence.already-connected' }
	/** The network did not take the key. `reason` is what it said. */
	| { readonly type: 'presence.key-refused'; readonly reason: string }
	| { readonly type: 'presence.server-unreachable'; readonly reason: string }
	/** The key is for several accounts (named with their numbers), and none or another one was asked for. */
	| { readonly type: 'presence.several-accounts'; readonly accounts: string }
	/** The key is good, but for no account. */
	| { readonly type: 'presence.no-account' }
	/** The network fetches pictures and films itself, and nobody could reach this installation: it has no public address under https. */
	| { readonly type: 'presence.no-public-address' }
	/** Something answered, but not as this network does. */
	| { readonly type: 'presence.not-this-network'; readonly reason: string };

export interface Wanted {
	readonly unitId: string;
	readonly name: string;
	readonly sharedBelow: boolean;
}

/** What a person must do about a failed attempt to connect. */
export const toConnectFailure = (failure: ChannelFailure): ConnectFailure => {
	const reason = 'reason' in failure ? failure.reason : failure.type;
	switch (failure.type) {
		case 'channel.unauthorised':
		case 'channel.expired':
			return { type: 'presence.key-refused', reason };
		case 'channel.rejected':
			if (failure.field === 'account')
				return reason === ''
					? { type: 'presence.no-account' }
					: { type: 'presence.several-accounts', accounts: reason };
			return failure.field === 'publicAddress'
				? { type: 'presence.no-public-address' }
				: { type: 'presence.not-this-network', reason };
		case 'channel.changed':
			return { type: 'presence.not-this-network', reason };
		default:
			return { type: 'presence.server-unreachable', reason };
	}
};

/** True when an installation on trial is asked to hold the key of a real account. */
export const refusesKey = ({ lab }: Pick<ChannelsNeeds, 'lab'>, server: string): boolean =>
	lab && !isLoopbackServer(server);

/** Connects an account: asks the network whose key it is, then keeps it sealed. The network is asked before the transaction. */
export const connectAccount =
	(needs: ChannelsNeeds, networks: Networks) =>
	async (actor: Actor, wanted: Wanted, key: Key): Promise<Result<Presence, ConnectFailure>> => {
		if (!may(actor, 'presence.manage', wanted.unitId)) return fail({ type: 'access.denied' });
		if (refusesKey(needs, key.server)) return fail({ type: 'presence.real-key-in-lab' });
		const connected = await networks.connect(key);
		if (!connected.ok) return fail(toConnectFailure(connected.error));
		return keepAccount(needs, actor, { wanted, connected: connected.value, practice: key.practice });
	};

interface Keeping {
	readonly wanted: Wanted;
	readonly connected: Connected;
	readonly practice: boolean;
}

const keepAccount = (
	{ act, ids, clock, events, sealer }: ChannelsNeeds,
	actor: Actor,
	{ wanted, connected, practice }: Keeping,
): Promise<Result<Presence, ConnectFailure>> =>
	act<Presence, ConnectFailure>('connect account', actor, async (tx) => {
		const { account, credentials } = connected;
		const { channel } = credentials;
		if (await accountTaken(tx, channel, account.remoteId)) return fail({ type: 'presence.already-connected' });
		const id = ids.next('presence');
		const presence = await insertPresence(tx, {
			...wanted,
			id,
			channel,
			practice,
			account,
			capabilities: account.capabilities,
			credentials: sealCredentials(sealer, id, credentials),
			at: clock.now(),
		});
		await events.announce(tx, { topic: 'presence', id, unitId: wanted.unitId });
		const payload = { channel, name: wanted.name, handle: account.handle, url: account.url, practice };
		return done(presence, { kind: 'presence.connected', subject: id, unitId: wanted.unitId, payload });
	});
