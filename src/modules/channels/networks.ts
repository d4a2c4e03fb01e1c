import { ok, type Result } from '#kernel/result.ts';

import type { Account } from './adapters/account.ts';
import { createBluesky } from './adapters/bluesky/bluesky.ts';
import { blueskyCapabilities, openSession, readProfileLinks } from './adapters/bluesky/connect.ts';
import { createXrpc } from './adapters/bluesky/wire.ts';
import { readAccount } from './adapters/mastodon/connect.ts';
import { createMastodon } from './adapters/mastodon/mastodon.ts';
import { keepApart, neverPractice, PRACTICE_PAGES, practiceOnly } from './apart.ts';
import type { Capabilities, Channel, ChannelFailure } from './channel.ts';
import type { Credentials } from './credentials.ts';
import type { ChannelsNeeds } from './needs.ts';
import type { Presence } from './presence.ts';
import { createSessions } from './sessions.ts';

/** SPEC: where Bluesky posts are read by people. */
const BLUESKY_WEB = 'https://bsky.app';

/** How an account is reached before there is a presence for it. */
export interface Key {
	readonly channel: 'mastodon' | 'bluesky';
	/** Origin of the Mastodon server or the Bluesky service. */
	readonly server: string;
	/** Bluesky only. */
	readonly handle?: string;
	/** Access token or app password. */
	readonly secret: string;
	readonly practice: boolean;
}

/** What a look at the network tells. */
export type Probed = Pick<Account, 'capabilities' | 'links'>;

export interface Connected {
	readonly account: Account;
	readonly credentials: Credentials;
}

/** Everything that knows the networks' adapters. Acts are given this, and see no adapter themselves. */
export const createNetworks = (needs: ChannelsNeeds) => {
	const real = worldOf({ ...needs, outbound: neverPractice(needs.outbound, needs) });
	const practised = worldOf({ ...needs, outbound: practiceOnly(needs.outbound, needs.practice) });
	const world = (practice: boolean) => (practice ? practised : real);
	const web = (practice: boolean) => (practice ? `${needs.origin}${PRACTICE_PAGES}bluesky` : BLUESKY_WEB);
	/** A practice key works at the practice network of today and nowhere else: its address is never taken from the row. */
	const server = (practice: boolean, channel: Key['channel'], stored: string) =>
		practice ? needs.practice[channel].origin : stored;

	return {
		/** Asks the network whose key this is and what it may. */
		async connect(key: Key): Promise<Result<Connected, ChannelFailure>> {
			if (key.channel === 'mastodon') {
				const account = await readAccount({ origin: key.server, token: key.secret }, world(key.practice));
				if (!account.ok) return account;
				const { remoteId } = account.value;
				const credentials = {
					channel: 'mastodon',
					origin: key.server,
					token: key.secret,
					accountId: remoteId,
				} as const;
				return ok({ account: account.value, credentials });
			}
			const given = { service: key.server, web: web(key.practice), handle: key.handle ?? '', appPassword: key.secret };
			const opened = await openSession(world(key.practice), given);
			if (!opened.ok) return opened;
			const { account, tokens } = opened.value;
			const { remoteId: did, handle } = account;
			return ok({ account, credentials: { channel: 'bluesky', service: key.server, did, handle, ...tokens } });
		},

		/** The adapter that speaks for a presence with its key. */
		open({ id, practice, capabilities }: Presence, credentials: Credentials): Channel {
			const { mastodon, bluesky, sessionOf } = world(practice);
			if (credentials.channel === 'mastodon') {
				const { token, accountId, origin } = credentials;
				const limits = capabilities ?? nothing;
				const access = { origin: server(practice, 'mastodon', origin), token, accountId, capabilities: limits };
				return keepApart(mastodon(access), practice);
			}
			const { did, handle } = credentials;
			const service = server(practice, 'bluesky', credentials.service);
			const session = sessionOf(id, service, credentials);
			const limits = capabilities ?? blueskyCapabilities;
			const access = { service, web: web(practice), did, handle, session, capabilities: limits };
			return keepApart(bluesky(access), practice);
		},

		/** Reads the limits and the profile anew, and so asks whether the key still opens. */
		async probe(presence: Presence, credentials: Credentials): Promise<Result<Probed, ChannelFailure>> {
			const at = world(presence.practice);
			if (credentials.channel === 'mastodon') {
				const origin = server(presence.practice, 'mastodon', credentials.origin);
				const account = await readAccount({ origin, token: credentials.token }, at);
				return account;
			}
			const { did } = credentials;
			const service = server(presence.practice, 'bluesky', credentials.service);
			const xrpc = createXrpc({ service, session: at.sessionOf(presence.id, service, credentials) }, at);
			const session = await xrpc.get({ nsid: 'com.atproto.server.getSession' });
			if (!session.ok) return session;
			const links = await readProfileLinks(xrpc, did);
			return links.ok ? ok({ capabilities: blueskyCapabilities, links: links.value }) : links;
		},
	};
};
export type Networks = ReturnType<typeof createNetworks>;

/** The adapters with the door that is theirs: of the real networks, or of the practice ones. */
const worldOf = (needs: ChannelsNeeds) => ({
	...needs,
	mastodon: createMastodon(needs),
	bluesky: createBluesky(needs),
	sessionOf: createSessions(needs),
});

/** Until the limits were read nothing is certain to fit, so nothing does. */
const nothing: Capabilities = {
	text: { most: 0, counting: 'graphemes', linkIsCard: false },
	media: { most: 0, mostBytes: 0, altMost: 0, mimes: [] },
	edit: false,
	withdraw: true,
	visibilities: [],
	remembersKeysForMs: 0,
};
