import { fail, ok } from '#kernel/result.ts';

import { choosePage } from '../facebook/pages.ts';
import type { GrantedCredentials } from '../keys.ts';
import { lastingAgreement } from '../meta/agreement.ts';
import { META_SERVER } from '../meta/api.ts';
import { noPublicAddress, withPublicAddress } from '../meta/public-address.ts';
import type { Network, NetworkNeeds } from '../network.ts';
import { readGrant } from '../oauth.ts';
import { professionalAccounts, readAccount } from './accounts.ts';
import { instagramCapabilities } from './capabilities.ts';
import { speakOnInstagram } from './instagram.ts';
import { instagramOAuth, openOnce, openWire, webOf } from './wire.ts';

export const instagramNetwork = (needs: NetworkNeeds): Network<GrantedCredentials> => {
	const hasAddress = needs.mediaAddress !== null;
	const at = (id: string) => ({ id, web: webOf(needs), hasAddress });
	return {
		agreement: withPublicAddress(needs, lastingAgreement(needs, instagramOAuth, META_SERVER)),
		async connect({ server, secret, handle }) {
			if (!hasAddress) return noPublicAddress;
			const grant = readGrant(secret);
			if (grant === null)
				return fail({ type: 'channel.unauthorised', reason: 'the key is none that this network gives' });
			const accounts = await professionalAccounts(openOnce(needs, server, grant));
			if (!accounts.ok) return accounts;
			const chosen = choosePage(accounts.value, handle ?? '');
			if (!chosen.ok) return chosen;
			const key = { ...grant, accessToken: chosen.value.access_token, refreshToken: null, expiresAt: null };
			const account = await readAccount(openOnce(needs, server, key), at(chosen.value.id));
			if (!account.ok) return account;
			const { remoteId: accountId, handle: called } = account.value;
			const credentials = { channel: 'instagram', server, accountId, handle: called, ...key } as const;
			return ok({ account: account.value, credentials });
		},
		open: ({ id, capabilities }, credentials) =>
			speakOnInstagram(
				{
					context: openWire(needs, id, credentials),
					capabilities: capabilities ?? instagramCapabilities(hasAddress),
				},
				new URL(credentials.server).host,
			),
		probe: ({ id }, credentials) => readAccount(openWire(needs, id, credentials).api, at(credentials.accountId)),
	};
};
