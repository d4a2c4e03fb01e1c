import type { NetworkName } from '#kernel/channel-name.ts';
import type { Actor } from '#kernel/permission.ts';
import { may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';

import { type ConnectFailure, connectAccount } from './connect-account.ts';
import { practiceHandle } from './domain/server-address.ts';
import type { ChannelsNeeds } from './needs.ts';
import type { Networks } from './networks.ts';
import type { Presence } from './presence.ts';
import { toPresence } from './presence.ts';
import { channels } from './tables.ts';

/** What everybody begins with. */
const FIRST = ['mastodon', 'bluesky'] as const satisfies readonly NetworkName[];
/** How many numbered handles are tried before we say that the name is taken. */
const TRIES = 9;

interface PracticeWish {
	readonly unitId: string;
	readonly name: string;
	readonly networks?: readonly NetworkName[] | undefined;
}

/** Opens an account for the unit at the practice networks where it has none yet. Safe to repeat. */
export const connectPractice =
	(needs: ChannelsNeeds, networks: Networks) =>
	async (
		actor: Actor,
		{ unitId, name, networks: chosen = FIRST }: PracticeWish,
	): Promise<Result<readonly Presence[], ConnectFailure>> => {
		if (!may(actor, 'presence.manage', unitId)) return fail({ type: 'access.denied' });
		const there = await needs.db.read('practice presences of a unit', async (tx) => {
			const query = channels(tx).selectFrom('channels_presence').selectAll().where('unit_id', '=', unitId);
			return (await query.where('practice', '=', true).where('state', '<>', 'retired').execute()).map(toPresence);
		});
		const presences: Presence[] = [];
		for (const channel of chosen) {
			const known = there.find((presence) => presence.channel === channel);
			const connected = known ? ok(known) : await openOne(needs, networks, { actor, unitId, name, channel });
			if (!connected.ok) return connected;
			presences.push(connected.value);
		}
		return ok(presences);
	};

interface Opening {
	readonly actor: Actor;
	readonly unitId: string;
	readonly name: string;
	readonly channel: NetworkName;
}

const openOne = async (
	needs: ChannelsNeeds,
	networks: Networks,
	{ actor, unitId, name, channel }: Opening,
): Promise<Result<Presence, ConnectFailure>> => {
	const door = needs.practice[channel];
	const connect = connectAccount(needs, networks);
	const wanted = { unitId, name, sharedBelow: true };
	for (let number = 1; number <= TRIES; number += 1) {
		const handle = `${practiceHandle(name)}${number === 1 ? '' : `-${number}`}`;
		const account = await door.openAccount({ name, handle, website: `${needs.origin}/` });
		const key = { channel, server: door.origin, handle: account.handle, secret: account.secret, practice: true };
		const connected = await connect(actor, wanted, key);
		if (connected.ok || connected.error.type !== 'presence.already-connected') return connected;
	}
	return fail({ type: 'presence.already-connected' });
};
