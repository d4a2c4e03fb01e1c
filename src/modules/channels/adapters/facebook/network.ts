import { fail, ok } from '#kernel/result.ts';

import type { GrantedCredentials } from '../keys.ts';
import type { Agreement, Network, NetworkNeeds } from '../network.ts';
import { askTokens, oauthAgreement, readGrant, toTokens } from '../oauth.ts';
import type { Uploads } from '../uploads.ts';
import { facebookCapabilities } from './capabilities.ts';
import { speakOnFacebook } from './facebook.ts';
import { choosePage, managedPages, readPage } from './pages.ts';
import { FACEBOOK_SERVER, facebookOAuth, openOnce, openWire } from './wire.ts';

export const facebookNetwork = (needs: NetworkNeeds): Network<GrantedCredentials> => {
	const uploads: Uploads = new Map();
	return {
		agreement: lastingAgreement(needs),
		async connect({ server, secret, handle }) {
			const grant = readGrant(secret);
			if (grant === null)
				return fail({ type: 'channel.unauthorised', reason: 'the key is none that this network gives' });
			const pages = await managedPages(openOnce(needs, server, grant));
			if (!pages.ok) return pages;
			const chosen = choosePage(pages.value, handle ?? '');
			if (!chosen.ok) return chosen;
			const key = { ...grant, accessToken: chosen.value.access_token, refreshToken: null, expiresAt: null };
			const account = await readPage(openOnce(needs, server, key), chosen.value.id);
			if (!account.ok) return account;
			const { remoteId: accountId, handle: called } = account.value;
			const credentials = { channel: 'facebook', server, accountId, handle: called, ...key } as const;
			return ok({ account: account.value, credentials });
		},
		open: ({ id, capabilities }, credentials) =>
			speakOnFacebook(
				{
					context: openWire(needs, id, credentials),
					capabilities: capabilities ?? facebookCapabilities,
					uploads,
				},
				new URL(credentials.server).host,
			),
		probe: ({ id }, credentials) => readPage(openWire(needs, id, credentials).api, credentials.accountId),
	};
};

/**
 * SPEC: access-tokens/get-long-lived: what the owner's yes gives lasts an hour or two, and is traded at once for one of sixty days.
 * The keys to pages that are read with that one last as long as the agreement.
 */
const lastingAgreement = (needs: NetworkNeeds): Agreement => {
	const short = oauthAgreement(needs, facebookOAuth, FACEBOOK_SERVER);
	return {
		...short,
		async finish(at) {
			const granted = await short.finish(at);
			if (!granted.ok) return granted;
			const grant = readGrant(granted.value);
			if (grant === null) return fail({ type: 'channel.changed', reason: 'unknown answer: tokens' });
			const facts = facebookOAuth(at.server);
			const fields = { grant_type: 'fb_exchange_token', fb_exchange_token: grant.accessToken };
			const longer = await askTokens(needs, facts, { app: at.app, fields, secrets: [grant.accessToken] });
			if (!longer.ok) return longer;
			return ok(JSON.stringify({ ...grant, ...toTokens(longer.value, needs.clock.now(), facts) }));
		},
	};
};
