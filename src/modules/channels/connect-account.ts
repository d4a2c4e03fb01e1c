import type { JsonObject } from '#kernel/json.ts';
import type { Actor } from '#kernel/permission.ts';
import { may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { fromDate, toDate } from '#kernel/time.ts';
import { type Done, done, type Leaf } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';
import type { Connected, Key } from './adapters/network.ts';
import type { ChannelFailure } from './channel.ts';
import { keyColumns } from './credentials.ts';
import type { Opening } from './domain/opening.ts';
import { isLoopbackServer } from './domain/server-address.ts';
import type { ChannelsNeeds } from './needs.ts';
import type { Networks } from './networks.ts';
import { openingOf, type Wanted, type WantedFailure } from './open-presence.ts';
import type { Presence } from './presence.ts';
import { accountTaken, insertPresence, takePresence, updatePresence } from './store.ts';

export type ConnectFailure =
	| WantedFailure
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
		const opening = await openingOf(needs)(actor, wanted, key);
		if (!opening.ok) return opening;
		const connected = await networks.connect(key);
		if (!connected.ok) return fail(toConnectFailure(connected.error));
		const kept = { wanted, opening: opening.value, connected: connected.value, practice: key.practice };
		return keepAccount(needs, actor, kept);
	};

interface Keeping {
	readonly wanted: Wanted;
	readonly opening: Opening | null;
	readonly connected: Connected;
	readonly practice: boolean;
}

const keepAccount = (
	needs: ChannelsNeeds,
	actor: Actor,
	{ wanted, opening, connected, practice }: Keeping,
): Promise<Result<Presence, ConnectFailure>> =>
	needs.act<Presence, ConnectFailure>('connect account', actor, async (tx) => {
		const { account, credentials } = connected;
		const { channel } = credentials;
		const { unitId, name, sharedBelow, plannedId } = wanted;
		if (await accountTaken(tx, channel, account.remoteId)) return fail({ type: 'presence.already-connected' });
		if (plannedId !== undefined) return connectPlanned(needs, tx, { plannedId, connected, opening });
		const id = needs.ids.next('presence');
		const { key_ends_at, credentials: sealed } = keyColumns(needs.sealer, id, credentials);
		const presence = await insertPresence(tx, {
			...{ id, unitId, name, sharedBelow, channel, practice, account, opening },
			capabilities: account.capabilities,
			credentials: sealed,
			keyEndsAt: key_ends_at && fromDate(key_ends_at),
			at: needs.clock.now(),
		});
		await needs.events.announce(tx, { topic: 'presence', id, unitId });
		const payload = { channel, name, handle: account.handle, url: account.url, practice };
		return done(presence, connectedLeaf({ id, unitId, payload, opening }));
	});

interface Planned extends Pick<Keeping, 'connected' | 'opening'> {
	readonly plannedId: string;
}

/** The plan gets its account and its key, and speaks from now on. */
const connectPlanned = async (
	{ sealer, clock, events }: ChannelsNeeds,
	tx: Tx,
	{ plannedId: id, connected: { account, credentials }, opening }: Planned,
): Promise<Result<Done<Presence>, ConnectFailure>> => {
	const taken = await takePresence(tx, id);
	if (!taken.ok || taken.value.state !== 'planned') return fail({ type: 'presence.not-planned' });
	const at = toDate(clock.now());
	const { unit_id: unitId, name } = taken.value;
	const presence = await updatePresence(tx, id, {
		...{ state: 'live', remote_id: account.remoteId, handle: account.handle, url: account.url },
		...keyColumns(sealer, id, credentials),
		...{ capabilities: JSON.stringify(account.capabilities), capabilities_read_at: at },
		...{ health: 'well', health_reason: null, health_at: at },
	});
	await events.announce(tx, { topic: 'presence', id, unitId });
	const payload = { channel: credentials.channel, name, handle: account.handle, url: account.url, practice: false };
	return done(presence, connectedLeaf({ id, unitId, payload, opening }));
};

interface Told {
	readonly id: string;
	readonly unitId: string;
	readonly payload: JsonObject;
	readonly opening: Opening | null;
}

const connectedLeaf = ({ id, unitId, payload, opening }: Told): Leaf => ({
	kind: 'presence.connected',
	subject: id,
	unitId,
	payload: opening === null ? payload : { ...payload, opening: { ...opening } },
});
