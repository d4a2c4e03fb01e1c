import { fail, ok } from '#kernel/result.ts';

import type { GrantedCredentials } from '../keys.ts';
import { lastingAgreement } from '../meta/agreement.ts';
import { META_SERVER } from '../meta/api.ts';
import type { Network, NetworkNeeds } from '../network.ts';
import { readGrant } from '../oauth.ts';
import { rememberUploads } from '../uploads.ts';
import { facebookCapabilities } from './capabilities.ts';
import { speakOnFacebook } from './facebook.ts';
import { choosePage, managedPages, readPage } from './pages.ts';
import { facebookOAuth, openOnce, openWire } from './wire.ts';

export const facebookNetwork = (needs: NetworkNeeds): Network<GrantedCredentials> => {
	const uploads = rememberUploads(needs);
	return {
		agreement: lastingAgreement(needs, facebookOAuth, META_SERVER),
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
