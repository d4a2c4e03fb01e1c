import { ok } from '#kernel/result.ts';

import type { BlueskyCredentials } from '../keys.ts';
import type { Network, NetworkNeeds } from '../network.ts';
import type { Renewal } from '../session.ts';
import { createBluesky } from './bluesky.ts';
import { blueskyCapabilities } from './capabilities.ts';
import { openSession, readProfileLinks, refreshSession } from './connect.ts';
import { createXrpc } from './wire.ts';

/** SPEC: where Bluesky posts are read by people. */
const BLUESKY_WEB = 'https://bsky.app';

export const blueskyNetwork = (needs: NetworkNeeds): Network<BlueskyCredentials> => {
	const web = needs.practicePages ?? BLUESKY_WEB;
	const open = createBluesky(needs);
	const sessionOf = (presenceId: string, credentials: BlueskyCredentials) =>
		needs.openSession(presenceId, credentials, renewalOf(needs, credentials));
	return {
		async connect({ server: service, handle = '', secret: appPassword }) {
			const opened = await openSession(needs, { service, web, handle, appPassword });
			if (!opened.ok) return opened;
			const { account, tokens } = opened.value;
			const credentials = { channel: 'bluesky', service, did: account.remoteId, handle: account.handle, ...tokens };
			return ok({ account, credentials: { ...credentials, channel: 'bluesky' } });
		},
		open({ id, capabilities }, credentials) {
			const { did, handle, service } = credentials;
			const limits = capabilities ?? blueskyCapabilities;
			return open({ service, web, did, handle, session: sessionOf(id, credentials), capabilities: limits });
		},
		async probe({ id }, credentials) {
			const { service, did } = credentials;
			const xrpc = createXrpc({ service, session: sessionOf(id, credentials) }, needs);
			const session = await xrpc.get({ nsid: 'com.atproto.server.getSession' });
			if (!session.ok) return session;
			const links = await readProfileLinks(xrpc, did);
			return links.ok ? ok({ capabilities: blueskyCapabilities, links: links.value }) : links;
		},
	};
};

/** `service` as it is today: where a presence practises, its key may name the address of yesterday. */
const renewalOf = (needs: NetworkNeeds, { service, did }: BlueskyCredentials): Renewal<BlueskyCredentials> => ({
	same: (other) => (other.channel === 'bluesky' && other.did === did ? other : null),
	accessToken: ({ accessJwt }) => accessJwt,
	async renew(credentials) {
		const fresh = await refreshSession(needs, { service, refreshJwt: credentials.refreshJwt });
		return fresh.ok ? ok({ ...credentials, ...fresh.value }) : fresh;
	},
});
