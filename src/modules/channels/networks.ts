import type { NetworkName } from '#kernel/channel-name.ts';
import type { Result } from '#kernel/result.ts';

import { makeNetwork } from './adapters/all.ts';
import { type Credentials, movedTo } from './adapters/keys.ts';
import type { Agreement, Connected, Key, Network, Probed } from './adapters/network.ts';
import { keepApart, neverPractice, PRACTICE_PAGES, practiceOnly } from './apart.ts';
import { appReader } from './app-store.ts';
import type { Channel, ChannelFailure } from './channel.ts';
import { createCostBook } from './costs.ts';
import { mediaAddressOf } from './media-address.ts';
import type { ChannelsNeeds } from './needs.ts';
import { keepNotes } from './notes.ts';
import type { Presence } from './presence.ts';
import { throughProxy } from './proxies.ts';
import { createSessions } from './sessions.ts';

/** Everything that knows the networks' adapters. Acts are given this, and see no adapter themselves. */
export const createNetworks = (needs: ChannelsNeeds) => {
	const sessions = createSessions(needs);
	const outbound = {
		real: neverPractice(needs.outbound, needs),
		practice: practiceOnly(needs.outbound, needs.practice),
	};
	const made = new Map<string, Network<Credentials>>();
	/** The adapter with the door that is its own: of the real network, or of the practice one. */
	const network = (name: NetworkName, practice: boolean): Network<Credentials> => {
		const id = `${practice ? 'practice' : 'real'}:${name}`;
		const known = made.get(id);
		if (known) return known;
		const fresh = makeNetwork(name, {
			...needs,
			outbound: practice ? outbound.practice : throughProxy(needs, name, outbound.real),
			openSession: sessions,
			appOf: appReader(needs),
			notes: keepNotes(needs),
			mediaAddress: mediaAddressOf(needs, practice),
			meter: createCostBook(needs).read,
			practicePages: practice ? `${needs.origin}${PRACTICE_PAGES}${name}` : null,
		});
		made.set(id, fresh);
		return fresh;
	};
	/** A practice key works at the practice network of today and nowhere else: its address is never taken from the row. */
	const today = ({ practice }: Presence, key: Credentials): Credentials =>
		practice ? movedTo(key, needs.practice[key.channel].origin) : key;

	return {
		/** How the owner of an account agrees; undefined where a key is typed. */
		agreement: (name: NetworkName): Agreement | undefined => network(name, false).agreement,
		/** Asks the network whose key this is and what it may. */
		connect: (key: Key): Promise<Result<Connected, ChannelFailure>> => network(key.channel, key.practice).connect(key),
		/** The adapter that speaks for a presence with its key. */
		open: (presence: Presence, key: Credentials): Channel =>
			keepApart(network(key.channel, presence.practice).open(presence, today(presence, key)), presence.practice),
		/** Reads the limits and the profile anew, and so asks whether the key still opens. */
		probe: (presence: Presence, key: Credentials): Promise<Result<Probed, ChannelFailure>> =>
			network(key.channel, presence.practice).probe(presence, today(presence, key)),
	};
};
export type Networks = ReturnType<typeof createNetworks>;
