import type { Hono } from 'hono';

import type { Mount } from '#platform/http/mount.ts';

import { createActs } from './acts.ts';
import type { Agreed } from './authorise.ts';
import { connectAccount } from './connect-account.ts';
import { mountCostRoutes } from './cost-routes.ts';
import { createCostBook } from './costs.ts';
import { mountHealthRoutes } from './health-routes.ts';
import { mountMediaAddresses } from './media-address.ts';
import type { ChannelsNeeds } from './needs.ts';
import { createNetworks } from './networks.ts';
import { mountOpeningRoutes } from './opening-routes.ts';
import { reconnectPresence } from './reconnect-presence.ts';
import { mountCallback, mountChannelRoutes } from './routes.ts';
import { mountWakeDoor } from './waking/door.ts';
import { mountPushDoor } from './websub/door.ts';

export type {
	About,
	Allowance,
	Capabilities,
	Channel,
	ChannelFailure,
	ChannelKind,
	InboundChange,
	InboundMessage,
	InboundPage,
	Metrics,
	Moderated,
	Moderation,
	OddRow,
	OutgoingDocument,
	OutgoingFilm,
	OutgoingMedia,
	OutgoingRendition,
	RemoteRef,
	Visibility,
} from './channel.ts';
export type { Booked, CopyToPay } from './costs.ts';
export type { Opening } from './domain/opening.ts';
export { mayAnswer, type Tier } from './domain/tier.ts';
export { channelsMigrations } from './migrations.ts';
export type { ChannelsNeeds, PracticeDoor } from './needs.ts';
export type { AgreementFailure } from './open-presence.ts';
export { type Presence, type PresenceState, toPresenceView } from './presence.ts';
export { openingProblems } from './routes.ts';

/** Kanäle: the authority's presences, their sealed keys, limits and health, and the adapters that speak for them. */
export const createChannels = (needs: ChannelsNeeds) => {
	const networks = createNetworks(needs);
	const acts = createActs(needs, networks);

	const keep = ({ actor, purpose, network, server, handle, secret }: Agreed) => {
		const key = { channel: network, server, handle, secret, practice: false } as const;
		return 'wanted' in purpose
			? connectAccount(needs, networks)(actor, purpose.wanted, key)
			: reconnectPresence(needs, networks)(actor, purpose.presenceId, key);
	};

	return {
		...acts,
		/** The book of what a network charges for copies. */
		book: createCostBook(needs),
		mountRoutes(mount: Mount): void {
			mountChannelRoutes(mount, acts);
			mountOpeningRoutes(mount, acts);
			mountHealthRoutes(mount, acts);
			mountCostRoutes(mount, acts);
		},
		mountRaw(app: Hono): void {
			mountMediaAddresses(app, needs);
			mountWakeDoor(app, needs);
			mountPushDoor(app, needs);
			mountCallback(app, async (state, code) => {
				const agreed = await acts.finishAuthorisation(state, code);
				return agreed.ok ? keep(agreed.value) : agreed;
			});
		},
	};
};
export type Channels = ReturnType<typeof createChannels>;
