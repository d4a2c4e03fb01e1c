import { fail, ok, type Result } from '#kernel/result.ts';

import type { ChannelFailure } from '../../channel.ts';
import type { Account } from '../account.ts';
import type { Api } from '../granted-api.ts';
import type { GrantedCredentials } from '../keys.ts';
import type { Network, NetworkNeeds } from '../network.ts';
import { oauthAgreement, readGrant } from '../oauth.ts';
import { rememberUploads } from '../uploads.ts';
import { linkedinCapabilities } from './capabilities.ts';
import { speakOnLinkedin } from './linkedin.ts';
import { chooseOrganisation, type Organisation, readOrganisations } from './organisations.ts';
import { LINKEDIN_SERVER, linkedinOAuth, openOnce, openWire, pageOf } from './wire.ts';

export const linkedinNetwork = (needs: NetworkNeeds): Network<GrantedCredentials> => {
	const uploads = rememberUploads(needs);

	const readAccount = async (api: Api, wished: string): Promise<Result<Account, ChannelFailure>> => {
		const listed = await readOrganisations(api);
		if (!listed.ok) return listed;
		const chosen = chooseOrganisation(listed.value, wished);
		return chosen.ok ? ok(toAccount(chosen.value)) : chosen;
	};
	const toAccount = ({ id, handle, links }: Organisation): Account => ({
		...{ remoteId: id, handle, url: pageOf(needs, handle), capabilities: linkedinCapabilities, links },
	});

	return {
		agreement: oauthAgreement(needs, linkedinOAuth, LINKEDIN_SERVER),
		async connect({ server, handle: wished = '', secret }) {
			const grant = readGrant(secret);
			if (grant === null)
				return fail({ type: 'channel.unauthorised', reason: 'the key is none that this network gives' });
			const account = await readAccount(openOnce(needs, server, grant.accessToken), wished);
			if (!account.ok) return account;
			const { remoteId: accountId, handle } = account.value;
			return ok({
				account: account.value,
				credentials: { channel: 'linkedin', server, accountId, handle, ...grant },
			});
		},
		open: ({ id, capabilities }, credentials) =>
			speakOnLinkedin(
				{ context: openWire(needs, id, credentials), capabilities: capabilities ?? linkedinCapabilities, uploads },
				new URL(credentials.server).host,
			),
		probe: ({ id }, credentials) => readAccount(openWire(needs, id, credentials).api, credentials.accountId),
	};
};
